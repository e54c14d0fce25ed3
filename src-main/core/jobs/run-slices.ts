import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoredJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';
import type { JobRunner, SliceResult } from './job-runner.ts';

/** Between slices windows and clicks are answered: long enough for a request that is on its way, ms. */
const breathMs = 1;

/** A slice that answers at once is to take about so long, ms: windows wait meanwhile. Shorter ones cost more in all. */
const [shortMs, longMs] = [40, 80];
const fewestRows = 25;
const firstRows = 250;

/** The next slice's rows, by how long this one's took. */
function nextSize(rows: number, ms: number, most: number): number {
  if (ms > longMs) return Math.min(Math.max(Math.floor(rows / 2), fewestRows), most);
  return ms < shortMs ? Math.min(rows * 2, most) : rows;
}

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
  let size: number | null = null;
  while (!signal.aborted) {
    const rows = store.waitingJobRows(job.id, after, size ?? Math.min(firstRows, runner.sliceRows));
    const last = rows.at(-1);
    if (last === undefined) return;
    const startedAt = clock.now();
    const answer = runner.runSlice({ job, spec, rows, signal });
    // Committed in the breath in which it is planned: what a plan was made on must not change before.
    const result = answer instanceof Promise ? await answer : answer;
    commit(job, typeof result === 'function' ? result() : result);
    after = last.seq;
    size =
      answer instanceof Promise
        ? runner.sliceRows
        : nextSize(rows.length, clock.now() - startedAt, runner.sliceRows);
    await clock.sleep(breathMs);
  }
}

/** Throws an `internal` AppError when rows were passed over: a fault of the runner, never to be shown as completed. */
export function requireAll(job: StoredJob): void {
  const left = job.total - job.done - job.unchanged - job.failed;
  if (left > 0) throw new AppError('internal', `${left} rows of the job were passed over`);
}
