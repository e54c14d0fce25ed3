import type { Job, JobProgress } from '#shared/contract/jobs.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoredJob } from '../ports/job-store.ts';
import { Pace } from './pace.ts';

/** Progress is told so often, ms: as often as an eye follows. */
const everyMs = 250;

interface Watched {
  readonly pace: Pace;
  toldAt: number;
}

/** Tells how jobs get on, and how long they will take. */
export class JobProgressTeller {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #events: Pick<EventHub, 'publish'>;
  readonly #watched = new Map<Job['id'], Watched>();

  constructor(deps: { clock: Pick<Clock, 'now'>; events: Pick<EventHub, 'publish'> }) {
    this.#clock = deps.clock;
    this.#events = deps.events;
  }

  /** To be called after each slice; tells at most every `everyMs`. */
  update(job: StoredJob): void {
    const now = this.#clock.now();
    const watched = this.#watched.get(job.id) ?? { pace: new Pace(), toldAt: Number.NEGATIVE_INFINITY };
    this.#watched.set(job.id, watched);
    watched.pace.update(now, settledOf(job));
    // A clock that was set back must not silence it.
    if (Math.abs(now - watched.toldAt) < everyMs) return;
    watched.toldAt = now;
    this.#publish(job);
  }

  /** The last word on a job. */
  end(job: StoredJob): void {
    this.#watched.delete(job.id);
    this.#publish(job);
  }

  /** ms; null while unknown. */
  remainingMs(job: StoredJob): number | null {
    return this.#watched.get(job.id)?.pace.remainingMs(job.total - settledOf(job)) ?? null;
  }

  #publish(job: StoredJob): void {
    const { total, done, unchanged, failed } = job;
    const progress: JobProgress = { total, done, unchanged, failed, remainingMs: this.remainingMs(job) };
    this.#events.publish([{ type: 'jobProgress', jobId: job.id, progress }]);
  }
}

const settledOf = (job: StoredJob): number => job.done + job.unchanged + job.failed;
