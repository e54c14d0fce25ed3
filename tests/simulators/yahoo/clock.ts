/**
 * The simulator's own clock. It runs with real time plus an offset, or stands still at a chosen instant,
 * so that 12 hours, 28 days or a year pass at a command. All times are epoch milliseconds (UTC).
 */
export class SimulatorClock {
  readonly #realNow: () => number;
  #offset = 0;
  #frozenAt: number | null = null;

  /** @param realNow the outer time source; injectable so that tests of the clock itself need no waiting */
  constructor(realNow: () => number = Date.now) {
    this.#realNow = realNow;
  }

  now(): number {
    return this.#frozenAt ?? this.#realNow() + this.#offset;
  }

  /** Back to real time without any offset. */
  backToReal(): void {
    this.#offset = 0;
    this.#frozenAt = null;
  }

  /** Stands still, at the given instant or at the present one. */
  freeze(at: number = this.now()): void {
    this.#frozenAt = at;
  }

  /** Runs with real time shifted by `offsetMs` (positive: ahead). */
  setOffset(offsetMs: number): void {
    this.#offset = offsetMs;
    this.#frozenAt = null;
  }

  /** Jumps to an instant and keeps its mode: a frozen clock stays frozen, a running one runs on from there. */
  set(at: number): void {
    if (this.#frozenAt === null) this.#offset = at - this.#realNow();
    else this.#frozenAt = at;
  }

  /** Moves by `ms` (negative: back) and keeps its mode. */
  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  state(): { now: number; mode: 'running' | 'frozen'; offset: number } {
    const now = this.now();
    return { now, mode: this.#frozenAt === null ? 'running' : 'frozen', offset: now - this.#realNow() };
  }
}
