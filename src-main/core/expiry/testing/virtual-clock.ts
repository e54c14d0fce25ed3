import type { Clock } from '../../ports/clock.ts';

/** Time that moves only when told: sleepers wake when it passes their moment. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ until: number; wake: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = {
        until: this.#now + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      const give = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      if (signal?.aborted === true) give();
      else signal?.addEventListener('abort', give, { once: true });
    });
  }

  /** Goes to `moment`, stopping wherever somebody wanted to wake, as a running app would. */
  async runTo(moment: number): Promise<void> {
    await settle();
    for (;;) {
      const next = [...this.#sleepers].toSorted((a, b) => a.until - b.until)[0];
      if (next === undefined || next.until > moment) break;
      this.#now = Math.max(this.#now, next.until);
      next.wake();
      await settle();
    }
    this.#now = moment;
  }

  /** Jumps, as a sleeping PC does: whoever waited is late. */
  jumpTo(moment: number): void {
    this.#now = moment;
  }
}

/** Lets everything that can go on at this moment go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
