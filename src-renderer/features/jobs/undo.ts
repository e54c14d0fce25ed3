import i18next from 'i18next';
import type { Job } from '#shared/contract/jobs.ts';
import { host } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import { announceEnd, followJob } from './job-watch.ts';

let isUndoing = false;

/** Takes back what the job did; says at once, or once it has ended, how many could not be taken back. */
export async function undoJob(jobId: string): Promise<void> {
  if (isUndoing) return;
  isUndoing = true;
  try {
    settle(await host.jobs.undo({ jobId }));
  } catch (error) {
    showError(error);
  } finally {
    isUndoing = false;
  }
}

/** Ctrl+Z: takes back the newest change of this terminal that can be taken back. */
export async function undoLast(): Promise<void> {
  try {
    const { job } = await host.jobs.undoable({});
    if (job) await undoJob(job.id);
    else notice(i18next.t('jobs.nothingToUndo'));
  } catch (error) {
    showError(error);
  }
}

/** A job may be over when its call answers; a longer one is announced when it ends. */
export function settle(job: Job): void {
  if (job.state === 'running') followJob(job.id);
  else announceEnd(job);
}
