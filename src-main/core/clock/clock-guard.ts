import type { ClockStatus } from '#shared/contract/clock.ts';
import type { ClockCheck, ClockPurpose } from '#shared/domain/clock-check.ts';
import { untilAborted } from '../async/until-aborted.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { MonotonicClock } from '../ports/monotonic-clock.ts';
import type { Store } from '../ports/store.ts';
import type { TimeSource } from '../ports/time-source.ts';
import { clockRefusal } from './clock-errors.ts';
import { type ClockJudgement, judgeClock } from './judge-clock.ts';
import { type ClockMeasurement, measureClock } from './measure-clock.ts';
import { centre } from './offset-interval.ts';
import { Waiters } from './waiters.ts';
import { WallWatch } from './wall-watch.ts';

/** A check whose clock jumped is repeated so often before it is reported. */
const attempts = 2;
/** After a jump or a wake-up the network may take a while: a check that learned nothing is repeated once. */
const networkBackMs = 15_000;

export interface ClockGuardDeps {
  readonly store: Store;
  readonly sources: readonly TimeSource[];
  readonly clock: Clock;
  readonly mono: MonotonicClock;
  readonly log: Logger;
  readonly terminalName: () => string;
  readonly newId: () => string;
  /** Whether the clock matters at all: only real shops' malls judge it. */
  readonly isNeeded: () => boolean;
  /** Told when the status changed without a new check. */
  readonly onStatus: () => void;
}

/**
 * Clock guard (spec §2.2): compares this PC's clock with true time before anything that depends on it, and
 * remembers each comparison.
 */
export class ClockGuard {
  readonly #deps: ClockGuardDeps;
  readonly #watch: WallWatch;
  readonly #stop = new AbortController();
  #running: { readonly check: Promise<ClockCheck>; readonly waiters: Waiters } | null = null;
  #jump: ClockStatus['jump'] = null;

  constructor(deps: ClockGuardDeps) {
    this.#deps = deps;
    this.#watch = new WallWatch({ ...deps, onJump: (ms) => this.#jumped(ms) });
  }

  /** Checks once where it matters, and from then on watches the clock until `close`. */
  start(): void {
    this.#inBackground(this.#watch.run());
    if (this.#deps.isNeeded()) this.#inBackground(this.check('start'));
  }

  /**
   * Compares now and keeps the result. Whoever asks while a check runs gets that one. Nothing more is asked once every
   * one of them has given up; throws the reason of the signal then.
   */
  async check(purpose: ClockPurpose, signal?: AbortSignal): Promise<ClockCheck> {
    signal?.throwIfAborted();
    let running = this.#running;
    if (running === null || running.waiters.signal.aborted) {
      const waiters = new Waiters(this.#stop.signal);
      const check = this.#check(purpose, waiters.signal).finally(() => {
        if (this.#running?.waiters === waiters) this.#running = null;
      });
      running = { check, waiters };
      this.#running = running;
    }
    const leave = running.waiters.join(signal);
    try {
      return await (signal === undefined ? running.check : untilAborted(running.check, signal));
    } finally {
      leave();
    }
  }

  /**
   * Throws AppError `clock_ahead`, `clock_behind`, `clock_unknown`, `clock_sources_disagree` or `clock_jumped`
   * unless this PC's clock was found good just now.
   */
  async requireGoodClock(purpose: ClockPurpose, signal?: AbortSignal): Promise<void> {
    const refusal = clockRefusal(await this.check(purpose, signal));
    if (refusal !== null) throw refusal;
  }

  /**
   * For what is sent in between (renewing an access token): passes while the last word on the clock is good;
   * otherwise the clock is checked again, and refused like by `requireGoodClock`.
   */
  async requireNotRejected(purpose: ClockPurpose): Promise<void> {
    const { last, jump } = this.status();
    const isFine = last === null || last.verdict === 'good';
    if (!isFine || jump !== null) await this.requireGoodClock(purpose);
  }

  status(): ClockStatus {
    const [last] = this.#deps.store.clockChecks(1);
    return { last: last ?? null, jump: this.#jump, checking: this.#running !== null };
  }

  history(limit: number): ClockCheck[] {
    return this.#deps.store.clockChecks(limit);
  }

  close(): void {
    this.#watch.close();
    this.#stop.abort(new Error('The clock guard is closed'));
  }

  async #check(purpose: ClockPurpose, signal: AbortSignal): Promise<ClockCheck> {
    const { mono, sources, store, log, clock } = this.#deps;
    const startedAt = mono.now();
    let measured: ClockMeasurement;
    let judged: ClockJudgement;
    let tries = 0;
    do {
      measured = await measureClock(sources, { ...this.#deps, signal });
      judged = judgeClock(measured.sources, measured.jumpMs);
      tries += 1;
    } while (judged.verdict === 'jumped' && tries < attempts);
    const check = this.#describe(purpose, measured, judged, mono.now() - startedAt);
    store.commit([{ kind: 'clock.checked', check }], {
      actor: 'system',
      terminal: check.terminal,
      at: clock.now(),
    });
    if (judged.verdict !== 'jumped') this.#jump = null;
    const facts = { purpose, verdict: check.verdict, offsetMs: check.offsetMs, errorMs: check.errorMs };
    if (check.verdict === 'good') log.info('clock checked', facts);
    else log.warn('clock refused', facts);
    return check;
  }

  #describe(
    purpose: ClockPurpose,
    measured: ClockMeasurement,
    judged: ClockJudgement,
    durationMs: number,
  ): ClockCheck {
    const { newId, clock, terminalName } = this.#deps;
    return {
      id: newId(),
      at: clock.now(),
      terminal: terminalName(),
      purpose,
      verdict: judged.verdict,
      ...rounded(judged.interval),
      jumpMs: judged.verdict === 'jumped' ? Math.round(measured.jumpMs) : 0,
      durationMs: Math.round(durationMs),
      sources: measured.sources.map(({ interval, roundTripMs, ...source }) => ({
        ...source,
        ...rounded(interval),
        roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs),
        agrees: judged.agreeing.has(source.id),
      })),
    };
  }

  #jumped(ms: number): void {
    const { clock, log, onStatus, isNeeded } = this.#deps;
    log.warn('the clock of this PC was changed, or the PC slept', { jumpMs: ms });
    this.#jump = { ms: ms + (this.#jump?.ms ?? 0), at: clock.now() };
    onStatus();
    if (isNeeded()) this.#inBackground(this.#checkAfterJump());
  }

  async #checkAfterJump(): Promise<void> {
    const { verdict } = await this.check('jump');
    if (verdict !== 'unknown') return;
    await this.#deps.clock.sleep(networkBackMs, this.#stop.signal);
    await this.check('jump');
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#stop.signal.aborted) this.#deps.log.error('clock check failed', { error: String(error) });
    });
  }
}

/** Whole ms; the bound is rounded up so that it still holds the truth. */
function rounded(interval: ClockJudgement['interval']): Pick<ClockCheck, 'offsetMs' | 'errorMs'> {
  if (interval === null) return { offsetMs: null, errorMs: null };
  const { offsetMs, errorMs } = centre(interval);
  return { offsetMs: Math.round(offsetMs), errorMs: Math.ceil(errorMs) };
}
