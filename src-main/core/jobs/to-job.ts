import type { Job } from '#shared/contract/jobs.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { StoredJob } from '../ports/job-store.ts';

/** So long after its beginning a job can be taken back, ms. */
export const undoableMs = 24 * 60 * 60 * 1_000;

/** Whether an undo may begin now. */
export function isUndoable(job: StoredJob, now: Moment): boolean {
  return (
    job.canUndo &&
    job.undoneBy === null &&
    job.done > 0 &&
    (job.state === 'completed' || job.state === 'cancelled') &&
    now - job.startedAt <= undoableMs
  );
}

/** A stored job as the contract shows it; `remainingMs` and `queuedBehind` are known to the engine only. */
export function toJob(
  job: StoredJob,
  now: Moment,
  live: { remainingMs: number | null; queuedBehind: number },
): Job {
  const { id, kind, state, facts, actor, terminal, startedAt, finishedAt, error, undoneBy } = job;
  const { total, done, unchanged, failed } = job;
  return {
    id,
    kind,
    state,
    facts,
    actor,
    terminal,
    startedAt,
    finishedAt,
    progress: { total, done, unchanged, failed, ...live },
    error,
    canUndo: isUndoable(job, now),
    undoneBy,
  };
}
