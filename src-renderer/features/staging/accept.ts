import i18next from 'i18next';
import type { AcceptInput } from '#shared/contract/auto-import.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { host } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import { settle } from '../jobs/undo.ts';
import { type Chosen, chosenRows, readRows } from '../orders/actions/chosen.ts';
import { mostNamed } from '../orders/selection/selection.ts';
import { clearPicked } from '../orders/selection/selection-store.ts';

/** 「受注取込」 of staged orders: those named, or all of some shops, or all. Its end is told like any job's. */
export async function acceptOrders(input: AcceptInput): Promise<void> {
  try {
    const job = await host.autoImport.accept(input);
    if (job.progress.total === 0) notice(i18next.t('staging.none'));
    else settle(job);
  } catch (error) {
    showError(error);
  }
}

/** 「受注取込」 of the selection: of what in it is in staging. Throws what reading the list throws. */
export async function acceptChosen({ target }: Chosen): Promise<void> {
  const orderIds = await stagedIds(target);
  if (orderIds.length > mostNamed) {
    notice(i18next.t('bulk.tooMany', { n: mostNamed }));
    return;
  }
  if (orderIds.length === 0) {
    notice(i18next.t('staging.noneChosen'));
    return;
  }
  clearPicked();
  await acceptOrders({ orderIds });
}

async function stagedIds(target: Chosen['target']): Promise<number[]> {
  if (target.kind === 'orders') {
    const rows = await chosenRows(mostNamed);
    return rows.flatMap(({ id, phaseId }) => (phaseId === phaseIdOf.staging ? [id] : []));
  }
  const { phaseIds } = target.query.filter;
  if (phaseIds !== undefined && !phaseIds.includes(phaseIdOf.staging)) return [];
  const filter = { ...target.query.filter, phaseIds: [phaseIdOf.staging] };
  const rows = await readRows({ ...target.query, filter }, new Set(target.except), mostNamed + 1);
  return rows.map(({ id }) => id);
}
