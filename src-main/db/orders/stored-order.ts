import type { MallOrder } from '#shared/domain/order.ts';
import { mallOrderSchema } from '#shared/domain/order.ts';
import type { Database, SqlValue } from '../database.ts';
import type { FacetColumn, FacetValues } from '../facets.ts';
import { facetColumns } from '../facets.ts';
import { decodeFields } from './column-spec.ts';
import { detailFields, lineFields, listedFields } from './order-columns.ts';

type Row = Readonly<Record<string, SqlValue>>;

/** The list row of an order that exists, as far as writing needs it. */
export type OrderHead = Readonly<Record<FacetColumn, number>> & {
  readonly id: number;
  readonly version: number;
  readonly has_data: number;
  readonly import_error: string | null;
  readonly ordered_at: number;
  readonly total_yen: number;
};

export interface StoredOrders {
  /** By the order's identity: its shop and its id at the mall. */
  findHead(shopNo: number, mallOrderId: string): OrderHead | null;
  /** By its row id. */
  head(orderId: number): OrderHead | null;
  /** The whole order as last read from the mall; null when no good answer was ever read. */
  load(orderId: number): MallOrder | null;
}

export const facetsOf = (head: OrderHead): FacetValues => head;

export function createStoredOrders(database: Database): StoredOrders {
  const selectHead = `SELECT id, version, has_data, import_error, ordered_at, total_yen, ${facetColumns.join(', ')} FROM orders`;
  const findHead = database.query<OrderHead>(`${selectHead} WHERE shop_no = ? AND mall_order_id = ?`);
  const headById = database.query<OrderHead>(`${selectHead} WHERE id = ?`);
  const whole = database.query<Row>('SELECT * FROM orders JOIN order_details ON order_id = id WHERE id = ?');
  const lines = database.query<Row>('SELECT * FROM order_lines WHERE order_id = ? ORDER BY position');
  return {
    findHead: (shopNo, mallOrderId) => findHead.get(shopNo, mallOrderId) ?? null,
    head: (orderId) => headById.get(orderId) ?? null,
    load: (orderId) => {
      const row = whole.get(orderId);
      if (row === undefined) return null;
      const order: Record<string, unknown> = {};
      decodeFields(listedFields, row, order);
      decodeFields(detailFields, row, order);
      order.lines = lines.all(orderId).map((line) => {
        const target: Record<string, unknown> = {};
        decodeFields(lineFields, line, target);
        return target;
      });
      return mallOrderSchema.parse(order);
    },
  };
}
