/** As many restarts are allowed within this time as there are delays; one more failure gives up. */
const windowMs = 60_000;
const delaysMs = [100, 1_000, 3_000];

/**
 * Decides what follows a crash: wait this long and restart, or give up. At most 3 restarts in 60 s, each
 * waiting longer, so that a host that cannot live neither spins nor hides behind endless attempts.
 */
export class RestartPolicy {
  #restarts: number[] = [];

  /** `now` in ms of a monotonic clock. Answers the delay in ms, or null to give up. */
  afterCrash(now: number): number | null {
    this.#restarts = this.#restarts.filter((at) => now - at < windowMs);
    const delay = delaysMs[this.#restarts.length];
    if (delay === undefined) return null;
    this.#restarts.push(now);
    return delay;
  }

  /** A person asked to try again: earlier failures no longer count. */
  forget(): void {
    this.#restarts = [];
  }
}
