import { sql } from 'kysely';
import type { OrderSort, OrderSortColumn } from '#shared/domain/order-query.ts';
import type { Piece } from './sql-builder.ts';

/** The column behind each sort; the row id breaks every tie. */
export const sortColumns = {
  orderedAt: 'ordered_at',
  importedAt: 'imported_at',
  mallOrderId: 'mall_order_id',
  shop: 'shop_no',
  buyerName: 'buyer_name',
  recipientName: 'recipient_name',
  prefecture: 'prefecture',
  totalYen: 'total_yen',
  quantity: 'quantity',
  mallStatus: 'mall_status',
  payStatus: 'pay_status',
  shipStatus: 'ship_status',
  payMethodName: 'pay_method_name',
  shipMethodName: 'ship_method_name',
  requestDate: 'request_date',
  shipDate: 'ship_date',
  itemSummary: 'item_summary',
  phase: 'phase_id',
  fraudHold: 'fraud_hold',
} as const satisfies Record<OrderSortColumn, string>;

/** Columns with an index inside each phase (`id`: the order of ix_orders_phase_id). */
const indexedByPhase: ReadonlySet<string> = new Set([
  'id',
  'phase_id',
  'ordered_at',
  'imported_at',
  'mall_order_id',
  'prefecture',
  'quantity',
  'pay_status',
  'pay_method_name',
  'ship_method_name',
  'request_date',
  'ship_date',
]);
export const isIndexedByPhase = (column: string): boolean => indexedByPhase.has(column);

/** Columns whose values lie evenly among phases and times: a walk along one soon meets orders of any phase. */
const even: ReadonlySet<string> = new Set(['buyer_name', 'recipient_name', 'total_yen', 'item_summary']);
export const isEven = (column: string): boolean => even.has(column);

/** Columns with an index over all phases. */
const indexedAlone: ReadonlySet<string> = new Set([
  'ordered_at',
  'imported_at',
  'mall_order_id',
  'shop_no',
  'mall_status',
  'pay_status',
  'ship_status',
  'fraud_hold',
  'phase_id',
  'buyer_name',
  'recipient_name',
  'total_yen',
  'item_summary',
]);

/** `orders`, read in the order of a sort; null where only the phases' indexes give that order. */
export function ordersBy(column: string): Piece | null {
  return indexedAlone.has(column) ? sql`orders INDEXED BY ${sql.ref(`ix_orders_${column}`)}` : null;
}

/** `orders` inside one phase, read in the order of a sort; only for columns that are `isIndexedByPhase`. */
export function phaseOrdersBy(column: string): Piece {
  const index = column === 'phase_id' || column === 'id' ? 'ix_orders_phase_id' : `ix_orders_phase_${column}`;
  return sql`orders INDEXED BY ${sql.ref(index)}`;
}

/** The ORDER BY list; `plain` keeps SQLite from walking the sort's index when a filter's index is wanted. */
export function orderBy(column: string, direction: OrderSort['direction'], plain = false): Piece {
  const way = direction === 'asc' ? sql`ASC` : sql`DESC`;
  const key = plain ? sql`+${sql.ref(column)}` : sql.ref(column);
  const id = plain ? sql`+id` : sql`id`;
  return sql`${key} ${way}, ${id} ${way}`;
}

export const opposite = (direction: OrderSort['direction']): OrderSort['direction'] =>
  direction === 'asc' ? 'desc' : 'asc';
