import type { OrderRow } from '#shared/contract/orders.ts';
import { createStore } from '../../../lib/store.ts';

/** More rows than this are no list for paper any more. */
export const mostPrinted = 1_000;

/** The rows to print, and how many were asked for; null when nothing is printed. */
export const printStore = createStore<{ readonly rows: readonly OrderRow[]; readonly asked: number } | null>(
  null,
);

export function printRows(rows: readonly OrderRow[], asked: number): void {
  printStore.set({ rows, asked });
}
