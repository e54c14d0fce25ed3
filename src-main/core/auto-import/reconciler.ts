import type { Reconciliation, ReconciliationReason } from '#shared/contract/auto-import.ts';
import type { ShopId } from '#shared/domain/ids.ts';

/** Compares a shop's orders with the mall's and imports the gap (spec §3). */
export interface Reconciler {
  /**
   * One comparison, to its end; kept on record whatever becomes of it. With the reason `resume` it works while an
   * emergency stop is in force. Throws AppError `import_busy`, `consent_required`, `emergency_stopped`, `cancelled`, the
   * `clock_*` codes and those of the mall's calls.
   */
  reconcile(shopId: ShopId, reason: ReconciliationReason, signal: AbortSignal): Promise<Reconciliation>;
}
