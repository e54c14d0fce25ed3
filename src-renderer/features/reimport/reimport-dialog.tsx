import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { host, hostQuery } from '../../lib/connection/index.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatCount } from '../../lib/format.ts';
import { useStore } from '../../lib/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Differences } from './differences.tsx';
import { FailedRows } from './failed-rows.tsx';
import { reimportStore } from './reimport-store.ts';

/** 注文再取込: fetches, shows field by field what differs, and applies only what the operator lets through. */
export function ReimportDialog() {
  const { t } = useTranslation();
  const subject = useStore(reimportStore);
  const close = () => reimportStore.set(null);
  return (
    <Dialog opened={subject !== null} onClose={close} title={t('reimport.title')} size={860}>
      {subject?.kind === 'orders' && (
        <StartFetch key={subject.orderIds.join()} orderIds={subject.orderIds} onClose={close} />
      )}
      {subject?.kind === 'job' && <FetchedJob key={subject.jobId} jobId={subject.jobId} onClose={close} />}
    </Dialog>
  );
}

function StartFetch({ orderIds, onClose }: { orderIds: readonly number[]; onClose: () => void }) {
  const start = useMutation({
    mutationFn: () =>
      host.jobs.start({
        target: { kind: 'orders', orderIds: [...orderIds] },
        action: { kind: 'reimport' },
      }),
    onSuccess: (job) => {
      // Whoever closed the dialog meanwhile finds the job in the list of jobs.
      if (reimportStore.get() !== null) reimportStore.set({ kind: 'job', jobId: job.id });
    },
  });
  const isStarted = useRef(false);
  useEffect(() => {
    if (isStarted.current) return;
    isStarted.current = true;
    start.mutate();
  });
  if (start.isError) return <ErrorPanel error={start.error} onRetry={() => start.mutate()} />;
  return <Fetching done={0} total={orderIds.length} remainingMs={null} onClose={onClose} />;
}

function FetchedJob({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [applyJobId, setApplyJobId] = useState<string | null>(null);
  const job = useQuery(hostQuery.jobs.get.queryOptions({ input: { jobId } }));
  if (job.isError) return <ErrorPanel error={job.error} onRetry={() => void job.refetch()} />;
  if (!job.data) return null;
  if (applyJobId !== null) return <Applied jobId={applyJobId} onClose={onClose} />;
  const { progress, state, error } = job.data;
  if (state === 'running' || state === 'interrupted') {
    return (
      <Fetching
        done={progress.done + progress.unchanged + progress.failed}
        total={progress.total}
        remainingMs={progress.remainingMs}
        onStop={() => void host.jobs.cancel({ jobId }).catch(showError)}
        onClose={onClose}
      />
    );
  }
  return (
    <Stack gap="sm">
      {error && <ErrorPanel error={error} />}
      {state === 'cancelled' && <Text size="sm">{t('reimport.cancelled')}</Text>}
      {progress.failed > 0 && (
        <FailedRows jobId={jobId} title={t('reimport.failed', { n: formatCount(progress.failed) })} />
      )}
      <Differences jobId={jobId} onApplied={(applied) => setApplyJobId(applied.id)} onClose={onClose} />
    </Stack>
  );
}

function Fetching({
  done,
  total,
  remainingMs,
  onStop,
  onClose,
}: {
  done: number;
  total: number;
  remainingMs: number | null;
  onStop?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const text = t('reimport.fetching', { done: formatCount(done), total: formatCount(total) });
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {text}
        {remainingMs !== null && ` · ${t('reimport.left', { time: formatDuration(t, remainingMs) })}`}
      </Text>
      <Progress value={total > 1 ? (done / total) * 100 : 100} animated={total <= 1} aria-label={text} />
      {total > 1 && (
        <Text size="xs" c="dimmed">
          {t('reimport.background')}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        {onStop && total > 1 && (
          <Button variant="light" color="red" onClick={onStop}>
            {t('reimport.stop')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What applying did, order by order where it failed. */
function Applied({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const job = useQuery(hostQuery.jobs.get.queryOptions({ input: { jobId } }));
  if (job.isError) return <ErrorPanel error={job.error} onRetry={() => void job.refetch()} />;
  if (!job.data) return null;
  const { progress, state } = job.data satisfies Job;
  const handled = progress.done + progress.unchanged + progress.failed;
  if (state === 'running' || state === 'interrupted') {
    const text = t('reimport.applying', {
      done: formatCount(handled),
      total: formatCount(progress.total),
    });
    return (
      <Stack gap="sm">
        <Text size="sm" role="status">
          {text}
        </Text>
        <Progress value={(handled / Math.max(1, progress.total)) * 100} aria-label={text} />
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600} role="status">
        {t('reimport.applied', { n: formatCount(progress.done) })}
        {progress.unchanged > 0 && ` · ${t('reimport.unchanged', { n: formatCount(progress.unchanged) })}`}
      </Text>
      {progress.failed > 0 && (
        <FailedRows jobId={jobId} title={t('reimport.appliedFailed', { n: formatCount(progress.failed) })} />
      )}
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
}
