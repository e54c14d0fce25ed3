import type { Logger } from '../../core/ports/logger.ts';

/** Steps of a start that are timed, in ms since the process began. */
const steps = ['main', 'ready', 'window', 'hostReady', 'pageConnected', 'shown'] as const;
export type StartStep = (typeof steps)[number];

/** Records when each step of a start was reached and writes one log line when all have been. */
export class StartTimings {
  readonly #at: Partial<Record<StartStep, number>> = {};
  readonly #log: Logger;
  readonly #startedAt: number;
  #isReported = false;

  /** `startedAt`: epoch ms at which the operating system created the process. */
  constructor(log: Logger, startedAt: number) {
    this.#log = log;
    this.#startedAt = startedAt;
  }

  /** Only the first time counts; restarts of the host are not part of the start. */
  mark(step: StartStep): void {
    if (this.#at[step] !== undefined) return;
    this.#at[step] = Math.round(Date.now() - this.#startedAt);
    if (this.#isReported || steps.some((name) => this.#at[name] === undefined)) return;
    this.#isReported = true;
    this.#log.info('started', { ms: { ...this.#at } });
  }

  get all(): Readonly<Partial<Record<StartStep, number>>> {
    return this.#at;
  }
}
