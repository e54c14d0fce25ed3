import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { formatCount } from '../../../lib/format.ts';
import { goTo } from '../../../lib/navigation.ts';
import { showError } from '../../../ui/error-notice.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Card } from '../../../ui/page.tsx';
import { JobProgress } from '../job-progress.tsx';
import { useJob } from '../use-job.ts';
import { ResultRows } from './result-rows.tsx';
import { type Wizard, wizardStore } from './wizard-store.ts';

/** The import as it runs, and what came of it. It goes on when the screen is left. */
export function ResultStep({ wizard }: { wizard: Extract<Wizard, { step: 'result' }> }) {
  const { t } = useTranslation();
  const job = useJob(wizard.jobId);
  if (job === null) return null;
  const isOver = job.state !== 'running' && job.state !== 'interrupted';
  return (
    <Card title={t('csv.steps.result')} hint={wizard.file.name}>
      {isOver ? <Ended job={job} /> : <Running job={job} />}
    </Card>
  );
}

function Running({ job }: { job: Job }) {
  const { t } = useTranslation();
  const cancel = useMutation(hostQuery.jobs.cancel.mutationOptions({ onError: showError }));
  return (
    <Stack gap="sm">
      <Text fw={600}>{t(job.state === 'interrupted' ? 'csv.result.interrupted' : 'csv.result.running')}</Text>
      <JobProgress job={job} label={t('csv.result.running')} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('csv.result.leave')}
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

function Ended({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { done, unchanged, failed } = job.progress;
  const headline = job.state === 'completed' || job.state === 'cancelled' ? job.state : 'failed';
  return (
    <Stack gap="sm">
      <div role="status">
        <Text fw={600}>{t(`csv.result.${headline}`)}</Text>
        <Text size="sm">
          {t('csv.result.counts', {
            done: formatCount(done),
            unchanged: formatCount(unchanged),
            failed: formatCount(failed),
          })}
        </Text>
      </div>
      {job.error !== null && <ErrorPanel error={job.error} />}
      <ResultRows jobId={job.id} state="failed" count={failed} />
      <ResultRows jobId={job.id} state="done" count={done} />
      <Group>
        <Button size="sm" onClick={() => goTo('orders')}>
          {t('csv.result.showOrders')}
        </Button>
        <Button variant="default" size="sm" onClick={() => wizardStore.set({ step: 'file' })}>
          {t('csv.result.another')}
        </Button>
      </Group>
    </Stack>
  );
}
