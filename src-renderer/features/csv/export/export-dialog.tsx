import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportFormat, OrderTarget } from '#shared/contract/jobs.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { currentLanguage } from '../../../lib/i18n.ts';
import { useSaveSettings, useSettings } from '../../../lib/settings.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useJob } from '../use-job.ts';
import { ExportForm } from './export-form.tsx';
import { exportPresets } from './export-presets.ts';
import { ExportProgress } from './export-progress.tsx';

/** Under this name the terminal keeps the columns of the last export. */
const settingName = 'export';

/**
 * Exports orders as CSV: what and how, progress, the file. Closing it does not stop a running export. `total` is the
 * number of orders the person sees selected.
 */
export function ExportDialog({
  target,
  total,
  onClose,
}: {
  target: OrderTarget;
  total: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [format, setFormat] = useLastFormat();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const start = useMutation(
    hostQuery.jobs.start.mutationOptions({ onSuccess: (started) => setJobId(started.id) }),
  );
  const begin = (chosen: ExportFormat) => {
    setFormat(chosen);
    start.mutate({ target, action: { kind: 'export', format: { ...chosen, language: currentLanguage() } } });
  };
  return (
    <Dialog opened onClose={onClose} title={t('csv.export.title')} size={760}>
      {job !== null ? (
        <ExportProgress job={job} />
      ) : (
        <ExportForm total={total} initial={format} isStarting={start.isPending} onStart={begin} />
      )}
      {start.isError && <ErrorPanel error={start.error} />}
    </Dialog>
  );
}

/** The columns of this terminal's last export; the rest begins as most shops need it. */
function useLastFormat(): [ExportFormat, (format: ExportFormat) => void] {
  const { columns } = useSettings();
  const save = useSaveSettings();
  const known = (columns[settingName] ?? []).map(({ id }) => id).filter((id) => orderFieldOf(id) !== null);
  return [
    {
      encoding: 'utf-8-bom',
      columns: known.length > 0 ? known : [...exportPresets.basic],
      rowsPer: 'order',
      formulaGuard: true,
    },
    (format) =>
      save({
        columns: {
          ...columns,
          [settingName]: format.columns.map((id) => ({ id, width: null, hidden: false, pinned: null })),
        },
      }),
  ];
}
