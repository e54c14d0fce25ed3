import type { JobAction } from '#shared/contract/jobs.ts';
import type { MallOperationKind } from '#shared/domain/mall-operation.ts';
import { createStore } from '../../../lib/store.ts';
import type { Chosen } from './chosen.ts';

/** A job whose number the operator has to confirm. */
export interface AskedJob {
  readonly chosen: Chosen;
  readonly action: Extract<JobAction, { kind: 'phase' | 'reimport' }>;
}

/** The dialog of the selection that is open. */
export type BulkDialog =
  | { readonly kind: 'confirm'; readonly asked: AskedJob }
  | { readonly kind: 'field'; readonly chosen: Chosen }
  | { readonly kind: 'mall'; readonly chosen: Chosen; readonly operation: MallOperationKind }
  | { readonly kind: 'export'; readonly chosen: Chosen };

export const bulkDialogStore = createStore<BulkDialog | null>(null);

export function askBeforeJob(asked: AskedJob): void {
  bulkDialogStore.set({ kind: 'confirm', asked });
}

/** The menu of the selection bar that is open. */
export const bulkMenuStore = createStore<'phase' | 'mall' | null>(null);

/** The keys of the list belong to what is open. */
export const isBusyElsewhere = (): boolean => bulkDialogStore.get() !== null || bulkMenuStore.get() !== null;
