import type { Moment } from '#shared/domain/time.ts';
import type { FindOrders, OrderRef } from '../port.ts';
import { expectOk, expectRoot } from './answer-errors.ts';
import { brokenAnswer } from './broken-answer.ts';
import { Fields } from './fields.ts';
import { formatRequestTime, parseMoment } from './japan-time.ts';
import { element } from './xml/write-xml.ts';
import { groupsNamed, onlyGroup, optionalGroup, type XmlGroup } from './xml/xml-group.ts';

/** The most rows one page may hold (yahoo §3.2). */
export const pageSize = 2000;

/** All that tells which order it is, whether it changed, and when it was placed or published. */
const listFields = 'OrderId,Version,OrderTime,LastUpdateTime,PublicationTime';

/** One row: what the core wants to know, and the time that was searched by (null when the row does not say). */
export interface ListedOrder {
  readonly ref: OrderRef;
  readonly orderedAt: Moment | null;
  readonly publishedAt: Moment | null;
}

export interface ListPage {
  /** All hits, whatever the page holds. */
  readonly total: number;
  /** Rows the mall sent, the empty one for "nothing here" not counted. */
  readonly rows: readonly ListedOrder[];
}

/**
 * The body that asks for one page, oldest first (new orders then come at the end and move no page).
 * - Bounds are whole seconds and their inclusiveness is not documented: the page is asked one second too
 *   wide and the caller cuts it exactly.
 * - ReadOnlyMode 2: also orders inside the buyer's ten minutes of self-cancel. Left out, an order placed just
 *   before the import would be behind the import's period for good.
 * - FraudHoldDisplayType 1: held orders come too; they are shown and guarded, not hidden.
 */
export function orderListRequest(sellerId: string, find: FindOrders, start: number): string {
  const name = find.by === 'ordered' ? 'OrderTime' : 'PublicationTime';
  const condition =
    element(`${name}From`, formatRequestTime(find.from)) +
    element(`${name}To`, formatRequestTime(find.to + 999)) +
    element('ReadOnlyMode', 2) +
    element('FraudHoldDisplayType', 1);
  const search =
    element('Result', pageSize) +
    element('Start', start) +
    element('Sort', '+order_time') +
    `<Condition>${condition}</Condition>` +
    element('Field', listFields);
  return `<Req><Search>${search}</Search>${element('SellerId', sellerId)}</Req>`;
}

/** One orderList answer. Throws AppError `mall_answer_broken` or what the mall reported inside. */
export function parseOrderList(raw: Uint8Array): ListPage {
  const result = expectRoot(raw, 'Result');
  expectOk(result);
  const search = onlyGroup(result, 'Search');
  const total = new Fields(search, 'Search.').requiredText('TotalCount');
  if (!/^\d{1,9}$/.test(total)) throw brokenAnswer('field_invalid', { field: 'Search.TotalCount' });
  const rows: ListedOrder[] = [];
  for (const info of groupsNamed(search, 'OrderInfo')) {
    const row = rowOf(info);
    if (row !== null) rows.push(row);
  }
  return { total: Number(total), rows };
}

/** A row without an order id says nothing (the mall sends one past the end, yahoo §3.2): null. */
function rowOf(info: XmlGroup): ListedOrder | null {
  const fields = new Fields(info, 'OrderInfo.');
  const mallOrderId = fields.text('OrderId');
  if (mallOrderId === '') return null;
  if (optionalGroup(info, 'OrderInfo') !== null)
    throw brokenAnswer('element_repeated', { element: 'OrderInfo' });
  return {
    ref: {
      mallOrderId,
      mallVersion: fields.text('Version'),
      mallUpdatedAt: parseMoment(fields.text('LastUpdateTime')),
    },
    orderedAt: parseMoment(fields.text('OrderTime')),
    publishedAt: parseMoment(fields.text('PublicationTime')),
  };
}

/** Whether a row lies in [from, to). One that does not say when is kept: too many is mended, too few is not. */
export function isWithin(row: ListedOrder, find: FindOrders): boolean {
  const at = find.by === 'ordered' ? row.orderedAt : row.publishedAt;
  return at === null || (at >= find.from && at < find.to);
}
