import type { OrderWindow } from '#shared/contract/orders.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import { host } from '../../../lib/connection/index.ts';
import type { PickedRow } from './selection-store.ts';

const perCall = 500;

/** Reads the rows at the places `from` to `to` (both included) of a query's list, in pieces. */
export async function rangeRows(query: OrderQuery, from: number, to: number): Promise<PickedRow[]> {
  const picked: PickedRow[] = [];
  for (let offset = from; offset <= to; offset += perCall) {
    const limit = Math.min(perCall, to - offset + 1);
    const { rows }: OrderWindow = await host.orders.window({ ...query, offset, limit });
    picked.push(...rows.map((row, at) => ({ row, index: offset + at })));
    if (rows.length < limit) break;
  }
  return picked;
}
