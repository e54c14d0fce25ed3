import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoredJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';
import type { JobRunner, SliceResult } from './job-runner.ts';

/** Between slices windows and clicks are answered: long enough for a request that is on its way, ms. */
const breathMs = 1;

/** Takes a job slice by slice until no row waits any more or the signal aborts. Throws what the runner throws. */
export async function runSlices(parts: {
  store: Pick<Store, 'waitingJobRows'>;
  clock: Clock;
  job: StoredJob;
  runner: JobRunner;
  spec: unknown;
  signal: AbortSignal;
  commit: (job: StoredJob, result: SliceResult) => void;
}): Promise<void> {
  const { store, clock, job, runner, spec, signal, commit } = parts;
  let after = 0;
  while (!signal.aborted) {
    const rows = store.waitingJobRows(job.id, after, runner.sliceRows);
    const last = rows.at(-1);
    if (last === undefined) return;
    const answer = runner.runSlice({ job, spec, rows, signal });
    // Committed in the breath in which it is planned: what a plan was made on must not change before.
    const result = answer instanceof Promise ? await answer : answer;
    commit(job, typeof result === 'function' ? result() : result);
    after = last.seq;
    await clock.sleep(breathMs);
  }
}

/** Throws an `internal` AppError when rows were passed over: a fault of the runner, never to be shown as completed. */
export function requireAll(job: StoredJob): void {
  const left = job.total - job.done - job.unchanged - job.failed;
  if (left > 0) throw new AppError('internal', `${left} rows of the job were passed over`);
}
