import i18next from 'i18next';
import { host } from '../../../lib/connection/index.ts';
import { formatCount } from '../../../lib/format.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { copyWithNotice } from '../../../ui/notices.ts';
import { openReimport } from '../../reimport/reimport-store.ts';
import { acceptChosen } from '../../staging/accept.ts';
import { rowsAsText, type TextSource } from '../rows-as-text.ts';
import { clearPicked } from '../selection/selection-store.ts';
import { askBeforeJob, bulkDialogStore, bulkMenuStore } from './bulk-store.ts';
import { type Chosen, chosenNow, chosenRows } from './chosen.ts';
import { mostAtOnce } from './move-orders.ts';
import { mostPrinted, printRows } from './print-store.ts';

export type ChosenAction =
  | 'phase'
  | 'mall'
  | 'field'
  | 'accept'
  | 'reimport'
  | 'export'
  | 'print'
  | 'copy'
  | 'copyIds';

/** Copying more would freeze a spreadsheet; files are what exports are for. */
const mostCopied = 10_000;

/** Does something with the selection, or opens what asks about it. `source` gives the columns shown. */
export async function runChosenAction(action: ChosenAction, source: TextSource | null): Promise<void> {
  const chosen = chosenNow();
  if (!chosen) return;
  try {
    switch (action) {
      case 'phase':
      case 'mall':
        bulkMenuStore.set(action);
        return;
      case 'field':
      case 'export':
        bulkDialogStore.set({ kind: action, chosen });
        return;
      case 'accept':
        await acceptChosen(chosen);
        return;
      case 'reimport':
        await reimport(chosen);
        return;
      case 'print':
        printRows(await chosenRows(mostPrinted), chosen.count);
        return;
      case 'copy':
      case 'copyIds':
        await copy(chosen, action === 'copyIds' ? null : source);
        return;
    }
  } catch (error) {
    showError(error);
  }
}

/** 注文再取込: fetches at once for few orders; the differences are looked at before anything is applied. */
async function reimport(chosen: Chosen): Promise<void> {
  if (chosen.count > mostAtOnce || !chosen.countIsExact) {
    askBeforeJob({ chosen, action: { kind: 'reimport' } });
    return;
  }
  const job = await host.jobs.start({ target: chosen.target, action: { kind: 'reimport' } });
  clearPicked();
  openReimport(job.id);
}

async function copy(chosen: Chosen, source: TextSource | null): Promise<void> {
  const rows = await chosenRows(mostCopied);
  const text = source ? rowsAsText(source, i18next.t, rows) : rows.map((row) => row.mallOrderId).join('\n');
  const isCut = chosen.count > rows.length;
  await copyWithNotice(
    text,
    i18next.t(isCut ? 'bulk.copiedFirst' : 'orders.selection.copied', {
      n: formatCount(rows.length),
      total: formatCount(chosen.count),
    }),
  );
}
