import type { OrderRow } from '#shared/contract/orders.ts';
import type { MallCode } from '#shared/domain/mall.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { partyName } from '#shared/domain/party-name.ts';
import { fraudHoldOf, mallStatusOf, orderOutboxOf, payStatusOf, shipStatusOf } from '../codes.ts';
import type { SqlValue } from '../database.ts';

/** The list's texts are cut here: its indexes hold them again and again. */
const summaryLength = 60;

/** Title of the first item; `+2` when two more follow. */
function itemSummary(order: MallOrder): string {
  const title = order.lines[0]?.title ?? '';
  const more = order.lines.length - 1;
  return more > 0 ? `${title.slice(0, summaryLength)} +${more}` : title.slice(0, summaryLength);
}

/** Columns of a list row that are worked out from the order rather than copied. */
export const derivedColumns = [
  'buyer_name',
  'recipient_name',
  'prefecture',
  'item_summary',
  'quantity',
  'has_buyer_comments',
] as const;

/** Appends the derived columns' values. */
export function appendDerived(order: MallOrder, into: SqlValue[]): void {
  let quantity = 0;
  for (const line of order.lines) quantity += line.quantity;
  into.push(
    partyName(order.buyer),
    partyName(order.recipient),
    order.recipient.prefecture,
    itemSummary(order),
    quantity,
    order.buyerComments === '' ? 0 : 1,
  );
}

/** A stored list row as SQLite gives it, with its shop. */
export interface StoredListRow {
  readonly id: number;
  readonly shop_id: string;
  readonly mall: MallCode;
  readonly mall_order_id: string;
  readonly phase_id: number;
  readonly mall_status: number;
  readonly pay_status: number;
  readonly ship_status: number;
  readonly fraud_hold: number;
  readonly ordered_at: number;
  readonly imported_at: number;
  readonly buyer_name: string;
  readonly recipient_name: string;
  readonly prefecture: string;
  readonly item_summary: string;
  readonly quantity: number;
  readonly total_yen: number;
  readonly pay_method_name: string;
  readonly ship_method_name: string;
  readonly request_date: string | null;
  readonly request_time: string;
  readonly ship_date: string | null;
  readonly slip_number: string;
  readonly is_seen: number;
  readonly is_split: number;
  readonly is_test_order: number;
  readonly has_buyer_comments: number;
  readonly need_gift_wrap: number;
  readonly has_import_error: number;
  readonly outbox_state: number;
}

/**
 * Selects a `StoredListRow` by the order's row id. No join: SQLite would plan one anew for every row that is
 * fetched (it looks at the bound value), which takes ten times as long as fetching it.
 */
export const listRowSql = `
  SELECT id, (SELECT id FROM shops WHERE no = shop_no) AS shop_id, (SELECT mall FROM shops WHERE no = shop_no) AS mall,
    mall_order_id, phase_id, mall_status, pay_status, ship_status, fraud_hold, ordered_at, imported_at, buyer_name,
    recipient_name, prefecture, item_summary, quantity, total_yen, pay_method_name, ship_method_name, request_date,
    request_time, ship_date, slip_number, is_seen, is_split, is_test_order, has_buyer_comments, need_gift_wrap,
    import_error IS NOT NULL AS has_import_error, outbox_state
  FROM orders WHERE id = ?`;

export function toOrderRow(row: StoredListRow): OrderRow {
  return {
    id: row.id,
    shopId: row.shop_id,
    mall: row.mall,
    mallOrderId: row.mall_order_id,
    phaseId: row.phase_id,
    mallStatus: mallStatusOf(row.mall_status),
    payStatus: payStatusOf(row.pay_status),
    shipStatus: shipStatusOf(row.ship_status),
    fraudHold: fraudHoldOf(row.fraud_hold),
    orderedAt: row.ordered_at,
    importedAt: row.imported_at,
    buyerName: row.buyer_name,
    recipientName: row.recipient_name,
    prefecture: row.prefecture,
    itemSummary: row.item_summary,
    quantity: row.quantity,
    totalYen: row.total_yen,
    payMethodName: row.pay_method_name,
    shipMethodName: row.ship_method_name,
    requestDate: row.request_date,
    requestTime: row.request_time,
    shipDate: row.ship_date,
    slipNumber: row.slip_number,
    isSeen: row.is_seen === 1,
    isSplit: row.is_split === 1,
    isTestOrder: row.is_test_order === 1,
    hasBuyerComments: row.has_buyer_comments === 1,
    needGiftWrap: row.need_gift_wrap === 1,
    hasImportError: row.has_import_error === 1,
    outbox: orderOutboxOf(row.outbox_state),
  };
}
