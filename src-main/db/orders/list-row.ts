import type { OrderRow } from '#shared/contract/orders.ts';
import type { MallCode } from '#shared/domain/mall.ts';
import type { MallOrder, Party } from '#shared/domain/order.ts';
import { fraudHoldOf, mallStatusOf, payStatusOf, shipStatusOf } from '../codes.ts';
import type { SqlValue } from '../database.ts';

/** The list's texts are cut here: its indexes hold them again and again. */
const summaryLength = 60;

/** `山田 太郎`. */
export const partyName = (party: Party): string => `${party.lastName} ${party.firstName}`.trim();

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

export function derivedValues(order: MallOrder): SqlValue[] {
  let quantity = 0;
  for (const line of order.lines) quantity += line.quantity;
  return [
    partyName(order.buyer),
    partyName(order.recipient),
    order.recipient.prefecture,
    itemSummary(order),
    quantity,
    order.buyerComments === '' ? 0 : 1,
  ];
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
}

/** Selects a `StoredListRow` by the order's row id. */
export const listRowSql = `
  SELECT o.id, s.id AS shop_id, s.mall, o.mall_order_id, o.phase_id, o.mall_status, o.pay_status, o.ship_status,
    o.fraud_hold, o.ordered_at, o.imported_at, o.buyer_name, o.recipient_name, o.prefecture, o.item_summary,
    o.quantity, o.total_yen, o.pay_method_name, o.ship_method_name, o.request_date, o.request_time, o.ship_date,
    o.slip_number, o.is_seen, o.is_split, o.is_test_order, o.has_buyer_comments, o.need_gift_wrap,
    o.import_error IS NOT NULL AS has_import_error
  FROM orders o JOIN shops s ON s.no = o.shop_no WHERE o.id = ?`;

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
  };
}
