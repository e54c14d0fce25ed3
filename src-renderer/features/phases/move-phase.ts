import i18next from 'i18next';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { host } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import { showFraudHeld } from '../fraud/fraud-held-store.ts';
import { settle } from '../jobs/undo.ts';
import { phaseName } from '../orders/order-words.ts';
import { showStaged } from '../staging/staged-dialog.tsx';

/**
 * Moves one order to a phase and says so, with the way back. A refusal of the guard shows its dialog
 * (spec §3, §4.1). Resolves whether the order is in another phase now.
 */
export async function movePhase(orderId: number, phase: Phase): Promise<boolean> {
  const name = phaseName(i18next.t, phase.id, phase);
  try {
    const job = await host.phases.move({ orderIds: [orderId], phaseId: phase.id, by: 'menu' });
    if (job.progress.failed > 0) {
      const { rows } = await host.jobs.rows({ jobId: job.id, states: ['failed'], offset: 0, limit: 1 });
      refuse(rows[0]?.error ?? job.error, orderId);
      return false;
    }
    if (job.progress.done === 0) {
      notice(i18next.t('edit.actions.unchanged', { phase: name }));
      return false;
    }
    settle(job);
    return true;
  } catch (error) {
    refuse(error, orderId);
    return false;
  }
}

function refuse(error: unknown, orderId: number): void {
  const { code } = toAppError(error);
  if (code === 'fraud_held') showFraudHeld();
  else if (code === 'order_in_staging') showStaged(orderId);
  else showError(error);
}
