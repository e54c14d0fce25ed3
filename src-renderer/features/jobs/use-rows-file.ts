import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, JobRow, JobRowState } from '#shared/contract/jobs.ts';
import { host } from '../../lib/connection/index.ts';
import { saveFile } from '../../lib/save-file.ts';
import { tableText } from '../../lib/table-text.ts';
import { showError } from '../../ui/error-notice.tsx';
import { errorText } from '../../ui/error-text.ts';
import { copyWithNotice } from '../../ui/notices.ts';
import { useNames } from '../orders/use-names.ts';
import { rowValue } from './job-words.ts';

const perCall = 500;

/** A job's results as a table: for the clipboard, or as a CSV file. */
export function useRowsFile(job: Job, states: JobRowState[] | undefined) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const [isBusy, setBusy] = useState(false);

  const table = async (): Promise<string[][]> => {
    const rows = await allRows(job.id, states);
    const header = (['state', 'mallOrderId', 'buyerName', 'before', 'after', 'error'] as const).map((name) =>
      t(`jobs.column.${name}`),
    );
    return [
      header,
      ...rows.map((row) => {
        const error = row.error && errorText(i18n, row.error);
        return [
          t(`jobs.rowState.${row.state}`),
          row.mallOrderId,
          row.buyerName,
          rowValue(t, job, row.before, names),
          rowValue(t, job, row.after, names),
          error ? [error.what, error.said, error.why, error.next].filter(Boolean).join(' ') : '',
        ];
      }),
    ];
  };
  const withTable = async (use: (table: string[][]) => Promise<unknown>) => {
    setBusy(true);
    try {
      await use(await table());
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    copy: () =>
      withTable((rows) =>
        copyWithNotice(tableText(rows, '\t'), t('orders.selection.copied', { n: rows.length - 1 })),
      ),
    save: () =>
      withTable(async (rows) => {
        // The mark tells spreadsheets that the file is UTF-8.
        saveFile(t('jobs.fileName'), ['\uFEFF', tableText(rows, ',')]);
      }),
  };
}

async function allRows(jobId: string, states: JobRowState[] | undefined): Promise<JobRow[]> {
  const all: JobRow[] = [];
  for (;;) {
    const { rows, total } = await host.jobs.rows({
      jobId,
      ...(states && { states }),
      offset: all.length,
      limit: perCall,
    });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
