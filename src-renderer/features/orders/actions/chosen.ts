import type { OrderTarget } from '#shared/contract/jobs.ts';
import type { OrderRow } from '#shared/contract/orders.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import { host } from '../../../lib/connection/index.ts';
import { createStore } from '../../../lib/store.ts';
import { defaultSort } from '../list-state.ts';
import { selectedCount, targetOf } from '../selection/selection.ts';
import { pickedRows, pickedStore } from '../selection/selection-store.ts';

/** What the list shows: its query, and how many orders it finds. */
export interface ShownList {
  readonly query: OrderQuery;
  readonly total: number;
  readonly totalIsExact: boolean;
}

export const shownListStore = createStore<ShownList>({
  query: { filter: {}, search: '', sort: defaultSort },
  total: 0,
  totalIsExact: true,
});

/** The orders an action works on, and how many they are. */
export interface Chosen {
  readonly target: OrderTarget;
  readonly count: number;
  readonly countIsExact: boolean;
}

/** The selection as it stands; null when nothing is chosen. */
export function chosenNow(): Chosen | null {
  const { selection } = pickedStore.get();
  const { query, total, totalIsExact } = shownListStore.get();
  const target = targetOf(selection, query, total);
  if (!target) return null;
  return {
    target,
    count: selectedCount(selection, total),
    countIsExact: selection.kind === 'rows' || totalIsExact,
  };
}

export const chosenRow = (row: OrderRow): Chosen => ({
  target: { kind: 'orders', orderIds: [row.id] },
  count: 1,
  countIsExact: true,
});

const perCall = 500;

/** The rows of the selection in the order of the list, at most `limit`; those not at hand are read. */
export async function chosenRows(limit: number): Promise<OrderRow[]> {
  const picked = pickedStore.get();
  if (picked.selection.kind === 'rows') return pickedRows(picked).slice(0, limit);
  return readRows(shownListStore.get().query, picked.selection.except, limit);
}

/** Reads the rows a query finds beside the exceptions, from the top, at most `limit`. */
export async function readRows(
  query: OrderQuery,
  except: ReadonlySet<number>,
  limit: number,
): Promise<OrderRow[]> {
  const rows: OrderRow[] = [];
  for (let offset = 0; rows.length < limit; offset += perCall) {
    const window = await host.orders.window({ ...query, offset, limit: perCall });
    rows.push(...window.rows.filter((row) => !except.has(row.id)));
    if (window.rows.length < perCall) break;
  }
  return rows.slice(0, limit);
}
