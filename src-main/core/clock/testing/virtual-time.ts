import type { Clock } from '../../ports/clock.ts';
import type { MonotonicClock } from '../../ports/monotonic-clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A simulated computer: true time passes only while everybody sleeps, and the computer's clock stands
 * `offsetMs` ahead of it. Work that sleeps side by side wakes in the right order.
 */
export class VirtualTime implements Clock {
  /** True time, epoch ms with fractions. */
  truth: number;
  /** This computer's clock minus truth. */
  offsetMs: number;
  readonly mono: MonotonicClock;
  readonly #sleepers: Sleeper[] = [];

  constructor(truth: number, offsetMs = 0) {
    this.truth = truth;
    this.offsetMs = offsetMs;
    const bootedAt = truth - 123_456.789;
    this.mono = { now: () => this.truth - bootedAt };
  }

  now(): number {
    return Math.floor(this.truth + this.offsetMs);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const stop = () => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const sleeper: Sleeper = { at: this.truth + Math.max(0, ms), wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  /** Lets time pass until the work is done. Throws when it waits for something that never comes. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    for (let idle = 0; !done; ) {
      await turn();
      if (done) break;
      if (this.#wakeNext()) idle = 0;
      else if (++idle > 100) throw new Error('The work waits, but nobody sleeps');
    }
    return work;
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    await this.run(this.sleep(ms));
  }

  #wakeNext(): boolean {
    const [first] = this.#sleepers.toSorted((a, b) => a.at - b.at);
    if (first === undefined) return false;
    this.#sleepers.splice(this.#sleepers.indexOf(first), 1);
    this.truth = Math.max(this.truth, first.at);
    first.wake();
    return true;
  }
}

/** Lets everything that is ready run. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
