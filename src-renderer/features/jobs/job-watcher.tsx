import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { formatCount } from '../../lib/format.ts';
import { isTyping, useWindowKeys } from '../../lib/shortcuts.ts';
import { type NoticeAction, noticeWithAction } from '../../ui/action-notice.tsx';
import { useNames } from '../orders/use-names.ts';
import { onJobEnd, watchJobs } from './job-watch.ts';
import { jobTitle } from './job-words.ts';
import { JobsDrawer } from './jobs-drawer.tsx';
import { jobPanelStore, openJob } from './jobs-store.ts';
import { undoJob, undoLast } from './undo.ts';
import { useJobs } from './use-jobs.ts';

/** Follows jobs on every screen: tells their ends, takes the last change back on Ctrl+Z, opens the panel on Shift+J. */
export function JobWatcher() {
  const { t } = useTranslation();
  const names = useNames();
  const jobs = useJobs();

  useEffect(() => {
    onJobEnd((job) => {
      const { done, failed } = job.progress;
      const facts = {
        title: jobTitle(t, job, names),
        done: formatCount(done),
        failed: formatCount(failed),
      };
      const isUndo = job.kind === 'undo';
      const outcome =
        job.state === 'failed'
          ? 'failed'
          : job.state === 'cancelled'
            ? 'cancelled'
            : failed > 0
              ? 'partly'
              : 'done';
      noticeWithAction(
        t(isUndo ? `jobs.undone.${outcome}` : `jobs.ended.${outcome}`, facts),
        ...actionsOf(job, t),
      );
    });
    return () => onJobEnd(null);
  }, [t, names]);

  useEffect(() => watchJobs(jobs), [jobs]);

  useWindowKeys((event) => {
    if (isTyping(event) || event.altKey) return;
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && !event.shiftKey && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      void undoLast();
    } else if (!isControl && event.key === 'J') {
      event.preventDefault();
      jobPanelStore.set((old) => ({ isOpen: !old.isOpen, jobId: null }));
    }
  });

  return <JobsDrawer />;
}

function actionsOf(job: Job, t: ReturnType<typeof useTranslation>['t']): NoticeAction[] {
  const actions: NoticeAction[] = [];
  if (job.canUndo && job.undoneBy === null) {
    actions.push({ label: t('jobs.undo'), run: () => void undoJob(job.id) });
  }
  if (job.progress.failed > 0 || job.state === 'failed' || job.kind === 'reimport' || job.kind === 'export') {
    actions.push({ label: t('jobs.showResult'), run: () => openJob(job.id) });
  }
  return actions;
}
