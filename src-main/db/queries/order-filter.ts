import { sql } from 'kysely';
import { fold } from '#shared/domain/fold.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import type { PhaseKind } from '#shared/domain/phase.ts';
import type { JstDate } from '#shared/domain/time.ts';
import { dayMs, startOfJstDate } from '#shared/domain/time.ts';
import {
  fraudHoldCodes,
  mallStatusCodes,
  orderOutboxCodes,
  payStatusCodes,
  shipStatusCodes,
} from '../codes.ts';
import type { Database, SqlValue } from '../database.ts';
import type { FacetColumn, FacetFilter } from '../facets.ts';
import { facetColumns } from '../facets.ts';
import { gramQuery } from '../search/grams.ts';
import { createConditionCandidates, needsMemo } from './condition-candidates.ts';
import { fieldSources } from './condition-fields.ts';
import { conditionSql } from './condition-sql.ts';
import type { Piece } from './sql-builder.ts';
import { isOneOf } from './sql-builder.ts';

/**
 * Where orders that a filter can take are found: by an index of `orders` that leads to those of one condition, or
 * among those that have a memo.
 */
export type OrderSource =
  | { readonly kind: 'index'; readonly index: string; readonly condition: Piece }
  | { readonly kind: 'memos' };

/** A filter taken apart by how each part is answered. */
export interface SplitFilter {
  /** Answered by the maintained counts. */
  readonly facets: FacetFilter;
  /** Everything else, over `orders` joined `withDetails`. */
  readonly conditions: readonly Piece[];
  /** FTS5 expressions on names; all must match. */
  readonly matches: readonly string[];
  /** FTS5 expression that finds at least what the conditions hold for; '' when the index does not help. */
  readonly candidates: string;
  readonly source: OrderSource | null;
}

/**
 * Splits filters. Relative days are counted from `today` at each call. `shopNo` gives a shop's number; unknown
 * shops match nothing.
 */
export function createFilterSplit(parts: {
  database: Database;
  shopNo: (id: ShopId) => number | null;
  today: () => JstDate;
}): (filter: OrderFilter) => SplitFilter {
  const { database, shopNo } = parts;
  const sources = fieldSources();
  const candidatesOf = createConditionCandidates(database);
  const phases = database.query<{ id: number; kind: string }>('SELECT id, kind FROM phases');
  /** Those of some phases in which an order can be overdue. */
  const openPhases = (among: readonly number[] | undefined): number[] =>
    phases
      .all()
      .filter(({ kind }) => !pastPhases.some((past) => past === kind))
      .map(({ id }) => id)
      .filter((id) => among?.includes(id) !== false);
  return (filter) => {
    const today = parts.today();
    const { where } = filter;
    const conditions = columnPart(filter);
    const flag = (wanted: boolean | undefined, piece: () => Piece): void => {
      if (wanted !== undefined) conditions.push(wanted ? piece() : sql`NOT ${piece()}`);
    };
    flag(filter.hasImportError, () => hasError);
    flag(filter.hasOutboxTrouble, () => outboxTrouble);
    flag(filter.isOverdue, () => overdue(today));
    flag(filter.isToday, () => ordered(today));
    if (where !== undefined && where.parts.length > 0) {
      conditions.push(conditionSql(where, { sources, shopNo, today }));
    }
    const facets = facetPart(filter, shopNo);
    return {
      facets: filter.isOverdue === true ? { ...facets, phase_id: openPhases(facets.phase_id) } : facets,
      conditions,
      matches: namePart(filter),
      candidates: where === undefined ? '' : (candidatesOf(where, today) ?? ''),
      source: sourceOf(filter, today),
    };
  };
}

/** Nobody sends these any more. */
const pastSending = [mallStatusCodes.cancelled, mallStatusCodes.completed];
const pastShipping = [shipStatusCodes.shipped, shipStatusCodes.arrived];
const pastPhases = ['shipped', 'completed', 'cancelled'] as const satisfies readonly PhaseKind[];

/** Still to be shipped, and a day promised or planned for it has passed. */
const overdue = (today: JstDate): Piece => sql`(ship_status NOT IN (${sql.join(pastShipping)})
  AND mall_status NOT IN (${sql.join(pastSending)})
  AND phase_id NOT IN (SELECT id FROM phases WHERE kind IN (${sql.join(pastPhases)}))
  AND ifnull(request_date < ${today} OR ship_date < ${today}, 0))`;

function ordered(today: JstDate): Piece {
  const start = startOfJstDate(today);
  return sql`(ordered_at BETWEEN ${start} AND ${start + dayMs - 1})`;
}

/** Failed, or nobody knows whether it arrived; the first half is what its partial index holds. */
const outboxTrouble = sql`(outbox_state <> 0 AND outbox_state >= ${orderOutboxCodes.unknown})`;

const hasError = sql`(import_error IS NOT NULL)`;

function sourceOf(filter: OrderFilter, today: JstDate): OrderSource | null {
  if (filter.hasImportError === true) {
    return { kind: 'index', index: 'ix_orders_import_error', condition: hasError };
  }
  if (filter.hasOutboxTrouble === true) {
    return { kind: 'index', index: 'ix_orders_outbox_state', condition: outboxTrouble };
  }
  if (filter.isToday === true) {
    return { kind: 'index', index: 'ix_orders_ordered_at', condition: ordered(today) };
  }
  return filter.where !== undefined && needsMemo(filter.where, today) ? { kind: 'memos' } : null;
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
