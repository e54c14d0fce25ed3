import type { FieldConflict } from '#shared/contract/edits.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { createStore } from '../../../lib/store.ts';
import { guardUnsaved } from '../../../lib/unsaved.ts';
import { guardOpenOrder, openOrderStore } from '../list-state.ts';
import { changedFields, type EditDraft } from './edit-draft.ts';

/** The one order being edited on this window; it outlives a change of screen. */
export const editStore = createStore<EditDraft | null>(null);

/** What the operator must decide before leaving: where to go then (the same order: only the editing ends). */
export const leaveStore = createStore<{ readonly to: number | null } | null>(null);

/** Fields two people changed, to be chosen one by one. `draft` holds the operator's own values. */
export interface OpenConflict {
  readonly draft: EditDraft;
  readonly order: OrderDetail;
  readonly conflicts: readonly FieldConflict[];
}
export const conflictStore = createStore<OpenConflict | null>(null);

/** How saving stands. `fields`: what the host refused, by field. */
export interface SaveState {
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly badField: string | null;
}
export const calm: SaveState = { isSaving: false, error: null, badField: null };
export const saveStateStore = createStore<SaveState>(calm);

/** Changes of others that a save took along, by order: shown once as a line. */
export const mergedStore = createStore<{
  readonly orderId: number;
  readonly fields: readonly FieldConflict[];
} | null>(null);

export function isDirty(draft: EditDraft | null): boolean {
  return draft !== null && changedFields(draft).length > 0;
}

/** Ends the editing without a question. */
export function dropEdit(): void {
  editStore.set(null);
  saveStateStore.set(calm);
}

/** Ends the editing; asks first when something would be lost. */
export function stopEdit(): void {
  const draft = editStore.get();
  if (draft && isDirty(draft)) leaveStore.set({ to: draft.orderId });
  else dropEdit();
}

/** Goes where the operator wanted to before the question came. */
export function leaveTo(to: number | null): void {
  leaveStore.set(null);
  dropEdit();
  openOrderStore.set(to);
}

guardUnsaved(() => isDirty(editStore.get()));

guardOpenOrder((next) => {
  const draft = editStore.get();
  if (draft === null || draft.orderId === next) return true;
  if (!isDirty(draft)) {
    dropEdit();
    return true;
  }
  leaveStore.set({ to: next });
  return false;
});
