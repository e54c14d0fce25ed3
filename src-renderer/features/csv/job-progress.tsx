import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { formatDuration } from '../../lib/duration.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './csv.module.css';

/** How far a job is: a bar, the count, and the time left once it is known. */
export function JobProgress({ job, label }: { job: Job; label: string }) {
  const { t } = useTranslation();
  const { total, done, unchanged, failed, remainingMs } = job.progress;
  const settled = done + unchanged + failed;
  return (
    <div>
      <Progress size={10} value={total === 0 ? 0 : (settled / total) * 100} aria-label={label} />
      <div className={styles.numbers} role="status">
        <Text size="sm" fw={600}>
          {t('csv.result.progress', { done: formatCount(settled), total: formatCount(total) })}
        </Text>
        {remainingMs !== null && remainingMs > 0 && (
          <Text size="sm" c="dimmed">
            {t('csv.result.left', { span: formatDuration(t, remainingMs) })}
          </Text>
        )}
      </div>
    </div>
  );
}
