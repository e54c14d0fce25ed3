import type { Job } from '#shared/contract/jobs.ts';
import type { JobRunner } from './job-runner.ts';

type Lane = JobRunner['lane'];

interface Entry {
  readonly jobId: Job['id'];
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Runs jobs one after the other in each lane. */
export class JobLanes {
  readonly #run: (jobId: Job['id'], signal: AbortSignal) => Promise<void>;
  readonly #lanes = new Map<Lane, Entry[]>();

  /** `run` works on a job until it is over or the signal aborts; it must not reject. */
  constructor(run: (jobId: Job['id'], signal: AbortSignal) => Promise<void>) {
    this.#run = run;
  }

  add(lane: Lane, jobId: Job['id']): void {
    const entries = this.#lanes.get(lane) ?? [];
    this.#lanes.set(lane, entries);
    const before = entries.at(-1)?.ended ?? Promise.resolve();
    const abort = new AbortController();
    const ended = before
      .then(() => this.#run(jobId, abort.signal))
      .finally(() => entries.splice(0, entries.length, ...entries.filter((entry) => entry.jobId !== jobId)));
    entries.push({ jobId, abort, ended });
  }

  /** Jobs that are to end before this one begins; null when it is not in line. */
  behind(jobId: Job['id']): number | null {
    for (const entries of this.#lanes.values()) {
      const at = entries.findIndex((entry) => entry.jobId === jobId);
      if (at >= 0) return at;
    }
    return null;
  }

  /** Stops a job, at once or when its turn comes; false when it is not in line. */
  abort(jobId: Job['id'], reason: Error): Promise<void> | null {
    for (const entries of this.#lanes.values()) {
      const entry = entries.find((one) => one.jobId === jobId);
      if (entry === undefined) continue;
      entry.abort.abort(reason);
      return entries[0] === entry ? entry.ended : null;
    }
    return null;
  }

  /** Stops every job and waits until each has written what it holds. */
  async close(reason: Error): Promise<void> {
    const entries = [...this.#lanes.values()].flat();
    for (const { abort } of entries) abort.abort(reason);
    await Promise.all(entries.map(({ ended }) => ended));
  }
}
