import i18next from 'i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { host, hostQuery } from '../../../lib/connection/index.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { notice } from '../../../ui/notices.ts';
import { showFraudHeld } from '../../fraud/fraud-held-store.ts';
import { showStaged } from '../../staging/staged-dialog.tsx';
import { changedFields, type EditDraft, saveInput } from './edit-draft.ts';
import { calm, conflictStore, dropEdit, mergedStore, saveStateStore } from './edit-store.ts';
import { keepOwnVersion } from './own-versions.ts';

/**
 * Saves a draft as it stands. Resolves true once it is stored; otherwise the reason is on screen (a conflict to
 * choose in, the refusal of a held order, a field to correct) and nothing was written.
 */
export async function saveDraft(draft: EditDraft): Promise<boolean> {
  if (saveStateStore.get().isSaving) return false;
  if (changedFields(draft).length === 0) {
    dropEdit();
    return true;
  }
  saveStateStore.set({ ...calm, isSaving: true });
  try {
    const result = await host.edits.save(saveInput(draft));
    if (result.kind === 'conflict') {
      showOrder(result.order);
      saveStateStore.set(calm);
      conflictStore.set({ draft, order: result.order, conflicts: result.conflicts });
      return false;
    }
    showOrder(result.order);
    dropEdit();
    if (result.merged.length > 0) mergedStore.set({ orderId: draft.orderId, fields: result.merged });
    notice(i18next.t('edit.saved'));
    return true;
  } catch (error) {
    const { code, details } = toAppError(error);
    if (code === 'fraud_held') {
      saveStateStore.set(calm);
      showFraudHeld();
    } else if (code === 'order_in_staging') {
      saveStateStore.set(calm);
      showStaged(draft.orderId);
    } else {
      const badField = code === 'field_invalid' ? String(details.field ?? '') : null;
      saveStateStore.set({ isSaving: false, error, badField });
    }
    return false;
  }
}

/** Puts an order an operation answered with on screen, without asking for it again. */
export function showOrder(order: OrderDetail): void {
  keepOwnVersion(order.id, order.version);
  queryClient.setQueryData(hostQuery.orders.get.queryKey({ input: { orderId: order.id } }), order);
}
