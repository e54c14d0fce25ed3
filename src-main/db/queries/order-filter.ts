import { sql } from 'kysely';
import { fold } from '#shared/domain/fold.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import { fraudHoldCodes, mallStatusCodes, payStatusCodes, shipStatusCodes } from '../codes.ts';
import type { SqlValue } from '../database.ts';
import type { FacetColumn, FacetFilter } from '../facets.ts';
import { facetColumns } from '../facets.ts';
import { gramQuery } from '../search/grams.ts';
import type { Piece } from './sql-builder.ts';
import { isOneOf } from './sql-builder.ts';

/** A filter taken apart by how each part is answered. */
export interface SplitFilter {
  /** Answered by the maintained counts. */
  readonly facets: FacetFilter;
  /** Conditions on other columns of `orders`. */
  readonly conditions: readonly Piece[];
  /** FTS5 expressions on names; all must match. */
  readonly matches: readonly string[];
}

/** Splits a filter. `shopNo` gives a shop's number; unknown shops match nothing. */
export function splitFilter(filter: OrderFilter, shopNo: (id: ShopId) => number | null): SplitFilter {
  return { facets: facetPart(filter, shopNo), conditions: columnPart(filter), matches: namePart(filter) };
}

type FacetPart = { -readonly [column in FacetColumn]?: readonly number[] };

function facetPart(filter: OrderFilter, shopNo: (id: ShopId) => number | null): FacetFilter {
  const part: FacetPart = {};
  const one = (value: boolean): number[] => [value ? 1 : 0];
  if (filter.phaseIds) part.phase_id = filter.phaseIds;
  if (filter.shopIds) part.shop_no = filter.shopIds.map(shopNo).filter((no) => no !== null);
  if (filter.mallStatuses) part.mall_status = filter.mallStatuses.map((word) => mallStatusCodes[word]);
  if (filter.payStatuses) part.pay_status = filter.payStatuses.map((word) => payStatusCodes[word]);
  if (filter.shipStatuses) part.ship_status = filter.shipStatuses.map((word) => shipStatusCodes[word]);
  if (filter.fraudHolds) part.fraud_hold = filter.fraudHolds.map((word) => fraudHoldCodes[word]);
  if (filter.isSeen !== undefined) part.is_seen = one(filter.isSeen);
  if (filter.isSplit !== undefined) part.is_split = one(filter.isSplit);
  if (filter.isTestOrder !== undefined) part.is_test_order = one(filter.isTestOrder);
  if (filter.hasBuyerComments !== undefined) part.has_buyer_comments = one(filter.hasBuyerComments);
  if (filter.needGiftWrap !== undefined) part.need_gift_wrap = one(filter.needGiftWrap);
  return part;
}

function columnPart(filter: OrderFilter): Piece[] {
  const part: Piece[] = [];
  if (filter.orderedFrom !== undefined) part.push(sql`ordered_at >= ${filter.orderedFrom}`);
  if (filter.orderedTo !== undefined) part.push(sql`ordered_at < ${filter.orderedTo}`);
  if (filter.totalMinYen !== undefined) part.push(sql`total_yen >= ${filter.totalMinYen}`);
  if (filter.totalMaxYen !== undefined) part.push(sql`total_yen <= ${filter.totalMaxYen}`);
  if (filter.prefectures) part.push(isOneOf('prefecture', filter.prefectures));
  if (filter.payMethodNames) part.push(isOneOf('pay_method_name', filter.payMethodNames));
  if (filter.shipMethodNames) part.push(isOneOf('ship_method_name', filter.shipMethodNames));
  return part;
}

function namePart(filter: OrderFilter): string[] {
  const part: string[] = [];
  const buyer = fold(filter.buyerName ?? '');
  const recipient = fold(filter.recipientName ?? '');
  if (buyer !== '') part.push(`buyer : ${gramQuery(buyer)}`);
  if (recipient !== '') part.push(`recipient : ${gramQuery(recipient)}`);
  return part;
}

/** The facet part as conditions on columns of `orders`. */
export function facetConditions(facets: FacetFilter, except?: FacetColumn): Piece[] {
  return facetColumns.flatMap((column) => {
    const values: readonly SqlValue[] | undefined = facets[column];
    return values === undefined || column === except ? [] : [isOneOf(column, values)];
  });
}
