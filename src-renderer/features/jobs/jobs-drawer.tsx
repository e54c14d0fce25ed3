import { ActionIcon, Drawer, Group, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../lib/store.ts';
import { JobCard } from './job-card.tsx';
import { JobResult } from './job-result.tsx';
import styles from './jobs.module.css';
import { closeJobs, jobPanelStore, openJob } from './jobs-store.ts';
import { useJobs } from './use-jobs.ts';

/** The jobs of late with their states, and one job with the result of each of its orders. */
export function JobsDrawer() {
  const { t } = useTranslation();
  const { isOpen, jobId } = useStore(jobPanelStore);
  const jobs = useJobs();
  return (
    <Drawer
      opened={isOpen}
      onClose={closeJobs}
      position="right"
      size={820}
      title={
        <Group gap={6}>
          {jobId !== null && (
            <Tooltip label={t('jobs.back')}>
              <ActionIcon aria-label={t('jobs.back')} onClick={() => openJob(null)}>
                <IconArrowLeft size={18} />
              </ActionIcon>
            </Tooltip>
          )}
          {t(jobId === null ? 'jobs.panel' : 'jobs.result')}
        </Group>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ content: styles.content ?? '', body: styles.body ?? '', title: styles.title ?? '' }}
    >
      {jobId !== null ? (
        <JobResult key={jobId} jobId={jobId} />
      ) : jobs.length === 0 ? (
        <p className={styles.empty}>{t('jobs.empty')}</p>
      ) : (
        <ul className={styles.list}>
          {jobs.map((job) => (
            <li key={job.id}>
              <JobCard job={job} onOpen={() => openJob(job.id)} />
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  );
}
