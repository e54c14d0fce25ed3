import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceFloppy, IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatCount } from '../../../lib/format.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { JobProgress } from '../job-progress.tsx';
import { jobNumber, jobText } from '../use-job.ts';
import { fileSize } from './file-size.ts';
import { saveExport } from './save-export.ts';

/** A running export with its progress, then its file to save. */
export function ExportProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const cancel = useMutation(hostQuery.jobs.cancel.mutationOptions({ onError: showError }));
  const save = useMutation({ mutationFn: () => saveExport(job) });
  if (job.state === 'running' || job.state === 'interrupted') {
    return (
      <Stack gap="sm">
        <Text fw={600}>{t('csv.export.running')}</Text>
        <JobProgress job={job} label={t('csv.export.running')} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('csv.export.leave')}
          </Text>
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ jobId: job.id })}
          >
            {t('csv.result.cancel')}
          </Button>
        </Group>
      </Stack>
    );
  }
  if (job.state !== 'completed') {
    return (
      <Stack gap="sm" role="status">
        <Text fw={600}>{t(job.state === 'cancelled' ? 'csv.export.cancelled' : 'csv.export.failed')}</Text>
        {job.error !== null && <ErrorPanel error={job.error} />}
      </Stack>
    );
  }
  const replaced = jobNumber(job, 'replaced');
  return (
    <Stack gap="sm">
      <div role="status">
        <Text fw={600}>{t('csv.export.done', { n: formatCount(job.progress.done) })}</Text>
        <Text size="sm" c="dimmed">
          {t('csv.export.size', {
            name: jobText(job, 'fileName'),
            size: fileSize(jobNumber(job, 'sizeBytes')),
          })}
        </Text>
        {replaced > 0 && <Text size="sm">{t('csv.export.replaced', { n: formatCount(replaced) })}</Text>}
      </div>
      {save.isError && <ErrorPanel error={save.error} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('csv.export.kept')}
        </Text>
        <Button
          size="sm"
          data-autofocus
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('csv.export.save')}
        </Button>
      </Group>
    </Stack>
  );
}
