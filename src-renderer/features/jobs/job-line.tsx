import { ActionIcon, Progress, Tooltip, UnstyledButton } from '@mantine/core';
import { IconListCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../lib/duration.ts';
import { formatCount } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { useNames } from '../orders/use-names.ts';
import { handled, jobRate, jobTitle } from './job-words.ts';
import styles from './jobs.module.css';
import { openJob } from './jobs-store.ts';
import { useCancelJob } from './use-cancel-job.ts';
import { useJobs } from './use-jobs.ts';

/** The running job in the status bar: what, how far, how long yet; always the way to the panel. */
export function JobLine() {
  const { t } = useTranslation();
  const names = useNames();
  const now = useNow(1_000);
  const running = useJobs().filter((job) => job.state === 'running');
  const cancel = useCancelJob();
  const [first] = running;
  if (!first) {
    return (
      <UnstyledButton
        className={styles.lineButton ?? ''}
        fz={12}
        title={`${t('jobs.panel')} (Shift+J)`}
        onClick={() => openJob(null)}
      >
        <IconListCheck size={14} aria-hidden />
        {t('jobs.panelShort')}
      </UnstyledButton>
    );
  }
  const { progress } = first;
  const done = handled(progress);
  const rate = jobRate(first, now);
  return (
    <span className={styles.line}>
      <UnstyledButton
        className={styles.lineButton ?? ''}
        fz={12}
        title={`${t('jobs.panel')} (Shift+J)`}
        onClick={() => openJob(first.id)}
      >
        <span className={styles.lineTitle}>{jobTitle(t, first, names)}</span>
        <span>{t('jobs.count', { done: formatCount(done), total: formatCount(progress.total) })}</span>
        <Progress
          className={styles.bar ?? ''}
          size={8}
          value={progress.total > 0 ? (done / progress.total) * 100 : 0}
          aria-label={t('jobs.panel')}
        />
        {rate > 0 && <span>{t('jobs.rate', { n: formatCount(Math.round(rate)) })}</span>}
        {progress.remainingMs !== null && (
          <span>{t('jobs.left', { span: formatDuration(t, progress.remainingMs) })}</span>
        )}
        {running.length > 1 && <b>{t('jobs.others', { n: running.length - 1 })}</b>}
      </UnstyledButton>
      <Tooltip label={t('jobs.cancel')}>
        <ActionIcon
          size={24}
          aria-label={t('jobs.cancelNamed', { title: jobTitle(t, first, names) })}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ jobId: first.id })}
        >
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
