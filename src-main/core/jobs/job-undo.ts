import type { Job } from '#shared/contract/jobs.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { StoredJob } from '../ports/job-store.ts';
import { isUndoable, undoableMs } from './to-job.ts';

/** Throws `job_not_undoable`; details.reason: `kind`, `running`, `undone`, `nothing`, `too_old`. */
export function requireUndoable(job: StoredJob, now: Moment): void {
  if (isUndoable(job, now)) return;
  throw new AppError('job_not_undoable', 'The job cannot be taken back', {
    details: { reason: reasonOf(job, now), kind: job.kind },
  });
}

function reasonOf(job: StoredJob, now: Moment): string {
  if (!job.canUndo) return 'kind';
  if (job.undoneBy !== null) return 'undone';
  if (now - job.startedAt > undoableMs) return 'too_old';
  return job.state === 'running' || job.state === 'interrupted' ? 'running' : 'nothing';
}

/** For the words of an undo's title: what it takes back, or does again. */
export function undoFacts(job: StoredJob): Job['facts'] {
  const { undoneKind, ...facts } = job.facts;
  return {
    ...facts,
    undoes: job.id,
    undoneKind: undoneKind ?? job.kind,
    // The undo of an undo does the work again, the undo of that takes it back …
    isRedo: job.undoDepth % 2 === 1,
  };
}
