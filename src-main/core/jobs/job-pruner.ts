import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';

/** Jobs are kept so long, ms … */
const keptMs = 30 * 24 * 60 * 60 * 1_000;
/** … and so many of them. */
const keptJobs = 1_000;
/** Rows removed in one commit. */
const sliceRows = 2_000;
/** Jobs looked up at once. */
const batchJobs = 50;

/** Removes old jobs with their rows, a little at a time. */
export class JobPruner {
  readonly #deps: { store: Store; clock: Clock; log: Logger; origin: () => CommitOrigin };
  #work: Promise<void> | null = null;
  #isClosed = false;

  constructor(deps: { store: Store; clock: Clock; log: Logger; origin: () => CommitOrigin }) {
    this.#deps = deps;
  }

  /** Begins, unless it is at it already. */
  prune(): void {
    this.#work ??= this.#prune()
      .catch((error: unknown) => this.#deps.log.error('Old jobs could not be removed', { error }))
      .finally(() => {
        this.#work = null;
      });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#work;
  }

  async #prune(): Promise<void> {
    const { store, clock, origin } = this.#deps;
    for (;;) {
      const jobs = store.prunableJobs(clock.now() - keptMs, keptJobs, batchJobs);
      if (jobs.length === 0) return;
      for (const jobId of jobs) {
        while (store.job(jobId) !== null) {
          if (this.#isClosed) return;
          store.commit([{ kind: 'job.prune', jobId, rows: sliceRows }], origin());
          await clock.sleep(1);
        }
      }
    }
  }
}
