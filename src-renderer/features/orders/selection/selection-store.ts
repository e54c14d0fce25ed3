import type { OrderRow } from '#shared/contract/orders.ts';
import { createStore } from '../../../lib/store.ts';
import { everything, nothing, type Selection, withOrders } from './selection.ts';

/** A chosen row as it was when it was chosen, with its place in the list. */
export interface PickedRow {
  readonly row: OrderRow;
  readonly index: number;
}

/** The selection of the order list, with the rows of orders chosen one by one. */
export interface Picked {
  readonly selection: Selection;
  readonly rows: ReadonlyMap<number, PickedRow>;
}

const none: Picked = { selection: nothing, rows: new Map() };

export const pickedStore = createStore<Picked>(none);

/** Chooses the rows or lets go of them; false when they are too many to be named one by one. */
export function pick(picked: readonly PickedRow[], isOn: boolean): boolean {
  const old = pickedStore.get();
  const selection = withOrders(
    old.selection,
    picked.map(({ row }) => row.id),
    isOn,
  );
  if (selection === null) return false;
  const rows = new Map(old.rows);
  for (const one of picked) {
    if (isOn && selection.kind === 'rows') rows.set(one.row.id, one);
    else rows.delete(one.row.id);
  }
  pickedStore.set({ selection, rows });
  return true;
}

export function pickAll(): void {
  pickedStore.set({ selection: everything, rows: new Map() });
}

export function clearPicked(): void {
  pickedStore.set((old) => (old.selection === nothing ? old : none));
}

/** Rows chosen one by one, in the order of the list. */
export function pickedRows({ rows }: Picked): OrderRow[] {
  return [...rows.values()].sort((a, b) => a.index - b.index).map(({ row }) => row);
}
