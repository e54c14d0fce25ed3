import i18next from 'i18next';
import type { Job, JobRow } from '#shared/contract/jobs.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { host } from '../../../lib/connection/index.ts';
import { createStore } from '../../../lib/store.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { notice } from '../../../ui/notices.ts';
import { settle } from '../../jobs/undo.ts';
import { clearPicked } from '../selection/selection-store.ts';
import { askBeforeJob } from './bulk-store.ts';
import { type Chosen, readRows } from './chosen.ts';

/** So many orders move at once, with an undo notice; more go as a job, after a question. */
export const mostAtOnce = 500;

/** Orders the guard did not let through, and how the rest of the move went. */
export interface Refusal {
  readonly rows: readonly JobRow[];
  /** How many were moved; null when the whole call was refused. */
  readonly moved: number | null;
}

/** Open while the refusal is shown (spec §4.1). */
export const refusalStore = createStore<Refusal | null>(null);

/** Moves the chosen orders to a phase: at once when they are few, else after the number was confirmed. */
export async function moveOrders(
  chosen: Chosen,
  phaseId: number,
  by: 'menu' | 'keyboard' | 'drag',
): Promise<void> {
  if (chosen.count > mostAtOnce || !chosen.countIsExact) {
    askBeforeJob({ chosen, action: { kind: 'phase', phaseId } });
    return;
  }
  try {
    const orderIds = await idsOf(chosen);
    if (orderIds.length === 0) {
      notice(i18next.t('bulk.noneLeft'));
      return;
    }
    const job = await host.phases.move({ orderIds, phaseId, by });
    clearPicked();
    const isRefused = job.progress.failed > 0 && (await showRefusal(job));
    // The refusal says it all when nothing was moved.
    if (!isRefused || job.progress.done > 0) settle(job);
  } catch (error) {
    if (toAppError(error).code === 'fraud_held') refusalStore.set({ rows: [], moved: null });
    else showError(error);
  }
}

async function idsOf({ target }: Chosen): Promise<number[]> {
  if (target.kind === 'orders') return target.orderIds;
  const rows = await readRows(target.query, new Set(target.except), mostAtOnce);
  return rows.map((row) => row.id);
}

/** Why the guard refuses. */
export const refusals = ['fraud_held', 'order_in_staging'] as const;

/** Shows which orders are held or in staging; false when the failures have other reasons. */
async function showRefusal(job: Job): Promise<boolean> {
  const { rows } = await host.jobs.rows({ jobId: job.id, states: ['failed'], offset: 0, limit: mostAtOnce });
  const refused = rows.filter(({ error }) => refusals.some((code) => code === error?.code));
  if (refused.length === 0) return false;
  refusalStore.set({ rows: refused, moved: job.progress.done });
  return true;
}
