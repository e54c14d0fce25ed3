import type { ReconciliationReason } from '#shared/contract/auto-import.ts';
import type { AppError } from '#shared/domain/errors.ts';
import type { Moment } from '#shared/domain/time.ts';
import { type Setback, setbackOf } from './back-off.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Several shops do not all begin in the same second. */
const firstWithinMs = 5_000;
/** Failures in a row that count as an outage to be reconciled after. */
const outageAfter = 2;

export type Task =
  | { readonly kind: 'cycle' }
  | { readonly kind: 'reconciliation'; readonly reason: ReconciliationReason };

/** Why nothing is asked before a moment. */
export interface Pause {
  readonly setback: Exclude<Setback, { kind: 'needs_consent' }>;
  readonly until: Moment;
  /** Of the same kind in a row. */
  readonly failures: number;
  readonly error: AppError;
}

/** What a shop's loop does next. */
export type Due =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'pause'; readonly pause: Pause }
  | { readonly kind: 'wait'; readonly until: Moment };

export interface ShopScheduleDeps {
  readonly now: () => Moment;
  /** [0, 1) */
  readonly random: () => number;
}

/**
 * When one shop is imported and compared: its interval, its pauses after failures, and the comparisons it owes. A
 * moment it noted is never believed for longer than the wait it stood for, because a clock may be set back.
 */
export class ShopSchedule {
  readonly #deps: ShopScheduleDeps;
  /** When the last cycle ended and how much of the interval is waited; before the first, when that is due. */
  #last: { readonly endedAt: Moment; readonly jitter: number } | null = null;
  #firstAt: Moment;
  #reconcileAt: Moment;
  /** A comparison that is wanted besides the hourly ones. */
  #reason: ReconciliationReason | null = 'start';
  #pause: Pause | null = null;
  /** No request before the session is another one. */
  #halt: { readonly stamp: string; readonly error: AppError } | null = null;

  constructor(deps: ShopScheduleDeps) {
    this.#deps = deps;
    const now = deps.now();
    this.#firstAt = now + Math.round(deps.random() * firstWithinMs);
    this.#reconcileAt = now + Math.round(this.#jittered(hour));
  }

  next(intervalMinutes: number): Due {
    const now = this.#deps.now();
    const pause = this.#pauseAt(now);
    if (pause !== null) return { kind: 'pause', pause };
    const cycleAt = this.#cycleAt(now, intervalMinutes);
    if (now >= cycleAt) return { kind: 'task', task: { kind: 'cycle' } };
    this.#reconcileAt = Math.min(this.#reconcileAt, now + 2 * hour);
    // After a start the cycle comes first: it brings what is new with one listing.
    const isStarting = this.#reason === 'start' && this.#last === null;
    const reason = this.#reason !== null && !isStarting ? this.#reason : null;
    if (reason !== null) return { kind: 'task', task: { kind: 'reconciliation', reason } };
    if (now >= this.#reconcileAt) return { kind: 'task', task: { kind: 'reconciliation', reason: 'hourly' } };
    return { kind: 'wait', until: cycleAt };
  }

  /** The next look is due by then: at `next`, or when a comparison is, which waits for the end of a pause as well. */
  lookAt(next: Moment): Moment {
    const isPaused = this.#pause !== null && this.#deps.now() < this.#pause.until;
    return isPaused ? next : Math.min(next, this.#reconcileAt);
  }

  get reconcileAt(): Moment {
    return this.#reconcileAt;
  }

  /** What the session is refused for, as long as it is the one that was refused. `stamp` tells sessions apart. */
  haltedBy(stamp: () => string): AppError | null {
    if (this.#halt === null) return null;
    if (this.#halt.stamp === stamp()) return this.#halt.error;
    this.#halt = null;
    this.#reason ??= 'outage';
    return null;
  }

  /** A comparison as soon as possible. */
  want(reason: ReconciliationReason): void {
    this.#reason = reason;
  }

  /** A cycle now, whatever was waited for. */
  forgetWaits(): void {
    if (this.#isOutage() || this.#halt !== null) this.#reason ??= 'outage';
    this.#pause = null;
    this.#halt = null;
    this.#last = null;
    this.#firstAt = this.#deps.now();
  }

  began(task: Task): void {
    if (task.kind === 'reconciliation') this.#reason = null;
  }

  succeeded(task: Task): void {
    const now = this.#deps.now();
    if (task.kind === 'cycle') {
      if (this.#isOutage()) this.#reason ??= 'outage';
      this.#last = { endedAt: now, jitter: this.#jittered(1) };
    } else {
      this.#reconcileAt = now + Math.round(this.#jittered(hour));
    }
    this.#pause = null;
  }

  /** Did not come to its end: a comparison is still owed. */
  broken(task: Task): void {
    if (task.kind === 'reconciliation') this.#reason ??= task.reason;
  }

  /** Waits as the failure asks for; `stamp` is the session's. Gives the kind of failure and how many there were in a row. */
  failed(error: AppError, stamp: string): { readonly kind: Setback['kind']; readonly failures: number } {
    const before = this.#pause;
    const { kind } = setbackOf(error, 1);
    const failures = before !== null && before.setback.kind === kind ? before.failures + 1 : 1;
    const setback = setbackOf(error, failures);
    if (setback.kind === 'needs_consent') {
      this.#pause = null;
      this.#halt = { stamp, error };
    } else {
      this.#pause = { setback, until: this.#deps.now() + setback.pauseMs, failures, error };
    }
    return { kind, failures };
  }

  #pauseAt(now: Moment): Pause | null {
    const pause = this.#pause;
    if (pause === null || now >= pause.until) return null;
    this.#pause = { ...pause, until: Math.min(pause.until, now + pause.setback.pauseMs) };
    return this.#pause;
  }

  #cycleAt(now: Moment, intervalMinutes: number): Moment {
    if (this.#last === null) {
      this.#firstAt = Math.min(this.#firstAt, now + firstWithinMs);
      return this.#firstAt;
    }
    // Kept, not only compared: with a clock that was set back, a wait from each look anew would never be over.
    this.#last = { ...this.#last, endedAt: Math.min(this.#last.endedAt, now) };
    return this.#last.endedAt + Math.round(intervalMinutes * minute * this.#last.jitter);
  }

  /** Whether the mall was out of reach for long enough to be compared afterwards. */
  #isOutage(): boolean {
    return this.#pause !== null && this.#pause.setback.kind !== 'busy' && this.#pause.failures >= outageAfter;
  }

  /** Ten per cent more or less. */
  #jittered(ms: number): number {
    return ms * (0.9 + 0.2 * this.#deps.random());
  }
}
