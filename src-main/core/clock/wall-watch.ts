import type { Clock } from '../ports/clock.ts';
import type { MonotonicClock } from '../ports/monotonic-clock.ts';
import { jumpToleranceMs } from './judge-clock.ts';
import { anchorOf } from './measure-clock.ts';

/** How often the clock is compared with the monotonic one. */
export const watchEveryMs = 5_000;
/** A look that comes this much too late: the computer slept, with a monotonic clock that ran on (Windows). */
const sleptMs = 60_000;

/**
 * Notices when the computer's clock is changed, or the computer wakes up, while the app runs. Small
 * corrections from look to look are ordinary clock discipline and are let pass.
 */
export class WallWatch {
  readonly #clock: Clock;
  readonly #mono: MonotonicClock;
  readonly #onJump: (jumpMs: number) => void;
  readonly #stop = new AbortController();

  /** @param deps.onJump called with how far the clock moved (ms, positive = forwards; 0 = only slept) */
  constructor(deps: { clock: Clock; mono: MonotonicClock; onJump: (jumpMs: number) => void }) {
    this.#clock = deps.clock;
    this.#mono = deps.mono;
    this.#onJump = deps.onJump;
  }

  /** Watches until `close`. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    let anchor = anchorOf(this.#clock, this.#mono);
    let lookedAt = this.#mono.now();
    while (!signal.aborted) {
      try {
        await this.#clock.sleep(watchEveryMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      const now = anchorOf(this.#clock, this.#mono);
      const jumpMs = Math.round(now - anchor);
      const slept = this.#mono.now() - lookedAt > sleptMs;
      anchor = now;
      lookedAt = this.#mono.now();
      if (Math.abs(jumpMs) > jumpToleranceMs || slept) this.#onJump(jumpMs);
    }
  }

  close(): void {
    this.#stop.abort(new Error('The watch is over'));
  }
}
