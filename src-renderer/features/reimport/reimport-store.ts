import { createStore } from '../../lib/store.ts';

/** What is looked at: a fetch still to be asked for, or the differences of one that ran. */
export type ReimportSubject =
  | { readonly kind: 'orders'; readonly orderIds: readonly number[] }
  | { readonly kind: 'job'; readonly jobId: string };

/** Open while it holds a subject. */
export const reimportStore = createStore<ReimportSubject | null>(null);

/** 注文再取込 of one order: fetches it and shows what differs before anything is applied. */
export function startReimport(orderId: number): void {
  reimportStore.set({ kind: 'orders', orderIds: [orderId] });
}

/** The differences a finished `reimport` job found. */
export function openReimport(jobId: string): void {
  reimportStore.set({ kind: 'job', jobId });
}
