import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, JobRowState } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { JobCard } from './job-card.tsx';
import { JobRows } from './job-rows.tsx';
import { useRowsFile } from './use-rows-file.ts';

type Shown = 'all' | JobRowState;

/** One job with the result of each order: filtered, opened, taken along as text. */
export function JobResult({ jobId }: { jobId: string }) {
  const job = useQuery(hostQuery.jobs.get.queryOptions({ input: { jobId } }));
  if (job.isError) return <ErrorPanel error={job.error} onRetry={() => void job.refetch()} />;
  return job.data ? <Result job={job.data} /> : null;
}

function Result({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { progress } = job;
  const [chosen, setChosen] = useState<Shown>(progress.failed > 0 ? 'failed' : 'all');
  const file = useRowsFile(job, chosen === 'all' ? undefined : [chosen]);
  const waiting = Math.max(0, progress.total - progress.done - progress.unchanged - progress.failed);
  const counts = [
    ['all', progress.total],
    ['failed', progress.failed],
    ['done', progress.done],
    ['unchanged', progress.unchanged],
    ['waiting', waiting],
  ] as const;
  return (
    <>
      <JobCard job={job} />
      <Group justify="space-between" my="xs" gap="xs">
        <SegmentedControl
          aria-label={t('jobs.rowFilter')}
          value={chosen}
          onChange={(value) => setChosen(counts.find(([name]) => name === value)?.[0] ?? 'all')}
          data={counts.map(([name, count]) => ({
            value: name,
            label: `${t(`jobs.rowState.${name}`)} ${formatCount(count)}`,
          }))}
        />
        <Group gap={4}>
          <Button
            variant="subtle"
            leftSection={<IconCopy size={14} aria-hidden />}
            loading={file.isBusy}
            onClick={() => void file.copy()}
          >
            {t('jobs.copyRows')}
          </Button>
          <Button
            variant="subtle"
            leftSection={<IconDownload size={14} aria-hidden />}
            loading={file.isBusy}
            onClick={() => void file.save()}
          >
            {t('jobs.saveRows')}
          </Button>
        </Group>
      </Group>
      <JobRows job={job} states={chosen === 'all' ? undefined : [chosen]} />
    </>
  );
}
