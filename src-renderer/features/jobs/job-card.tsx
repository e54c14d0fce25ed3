import { Badge, Button, Progress, Text } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconListDetails, IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatClock, formatCount } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { showError } from '../../ui/error-notice.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { saveExport } from '../csv/export/save-export.ts';
import { useNames } from '../orders/use-names.ts';
import { handled, jobRate, jobTitle } from './job-words.ts';
import styles from './jobs.module.css';
import { undoJob } from './undo.ts';
import { useCancelJob } from './use-cancel-job.ts';
import { isActive } from './use-jobs.ts';

const colors = {
  running: 'blue',
  completed: 'green',
  cancelled: 'gray',
  failed: 'red',
  interrupted: 'yellow',
} as const;

/** One job: what it does, how far it is or how it ended, and what can be done about it. */
export function JobCard({ job, onOpen }: { job: Job; onOpen?: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const now = useNow(1_000);
  const cancel = useCancelJob();
  const { progress } = job;
  const title = jobTitle(t, job, names);
  const rate = isActive(job) ? jobRate(job, now) : 0;
  return (
    <article className={styles.card} aria-label={title}>
      <div className={styles.cardHead}>
        <Text fw={600} truncate>
          {title}
        </Text>
        <Badge color={colors[job.state]}>{t(`jobs.state.${job.state}`)}</Badge>
        {job.undoneBy !== null && <Badge color="gray">{t('jobs.wasUndone')}</Badge>}
        <span className={styles.space} />
        {job.canUndo && job.undoneBy === null && !isActive(job) && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            onClick={() => void undoJob(job.id)}
          >
            {t('jobs.undo')}
          </Button>
        )}
        {job.kind === 'export' && job.state === 'completed' && <SaveExportButton job={job} />}
        {isActive(job) && (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ jobId: job.id })}
          >
            {t('jobs.cancel')}
          </Button>
        )}
        {onOpen && (
          <Button
            variant="subtle"
            leftSection={<IconListDetails size={14} aria-hidden />}
            onClick={onOpen}
            aria-label={t('jobs.showResultNamed', { title })}
          >
            {t('jobs.showResult')}
          </Button>
        )}
      </div>
      {isActive(job) && (
        <Progress
          size={8}
          my={4}
          value={progress.total > 0 ? (handled(progress) / progress.total) * 100 : 0}
          aria-label={title}
        />
      )}
      <div className={styles.facts}>
        <span>
          {t('jobs.count', {
            done: formatCount(handled(progress)),
            total: formatCount(progress.total),
          })}
        </span>
        {progress.failed > 0 && (
          <b className={styles.failed}>{t('jobs.failedCount', { n: formatCount(progress.failed) })}</b>
        )}
        {progress.unchanged > 0 && (
          <span>{t('jobs.unchangedCount', { n: formatCount(progress.unchanged) })}</span>
        )}
        {rate > 0 && <span>{t('jobs.rate', { n: formatCount(Math.round(rate)) })}</span>}
        {isActive(job) && progress.remainingMs !== null && (
          <span>{t('jobs.left', { span: formatDuration(t, progress.remainingMs) })}</span>
        )}
        <span className={styles.space} />
        <span>{t('jobs.by', { actor: job.actor, at: formatClock(job.startedAt, now) })}</span>
      </div>
      {job.error && <ErrorPanel error={job.error} />}
    </article>
  );
}

/** The file of an export, as long as it is kept. */
function SaveExportButton({ job }: { job: Job }) {
  const { t } = useTranslation();
  const save = useMutation({ mutationFn: () => saveExport(job), onError: showError });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={14} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('jobs.saveExport')}
    </Button>
  );
}
