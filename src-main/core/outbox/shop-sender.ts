import { isAuthFailure } from '#shared/domain/auth-failure.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { OutboxRecord } from '../ports/outbox.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { EntryWorker } from './entry-worker.ts';
import type { OutboxTimes } from './outbox-times.ts';
import { errorOnLine, type ShopLine, type ShopLines } from './shop-line.ts';

export interface ShopSenderDeps {
  readonly store: Store;
  readonly worker: EntryWorker;
  readonly lines: ShopLines;
  readonly clock: Clock;
  readonly log: Logger;
  readonly times: OutboxTimes;
}

/** What is done next: unknown outcomes come first, and orders are read again only when nothing else is due. */
type Step = { readonly kind: 'resolve' | 'send' | 'read'; readonly entry: OutboxRecord };

/** Why a shop sends nothing: until when, or (null) until its session changes. */
interface Halt {
  readonly error: AppError;
  readonly stamp: string;
  readonly until: Moment | null;
}

/**
 * Sends one shop's operations, one after the other. Nothing is sent while the mall cannot be reached: it is tried again
 * with growing pauses, and not at all while only a new consent would help.
 */
export class ShopSender {
  readonly #deps: ShopSenderDeps;
  readonly #shopId: ShopId;
  #isStopping = false;
  #wake = Promise.withResolvers<void>();
  #halt: Halt | null = null;
  /** Failures of the connection in a row, and when the next try is. */
  #pauses = 0;
  #pausedUntil: Moment | null = null;
  readonly #done: Promise<void>;

  constructor(deps: ShopSenderDeps, shopId: ShopId) {
    this.#deps = deps;
    this.#shopId = shopId;
    this.#done = this.#run();
  }

  /** Something changed: look again at once. */
  poke(): void {
    this.#wake.resolve();
  }

  /** An operator wants it tried now, whatever the pause. */
  tryNow(): void {
    this.#pausedUntil = null;
    if (this.#halt?.until !== null) this.#halt = null;
    this.poke();
  }

  /** Why nothing is sent at present; null when it is. */
  halted(): AppError | null {
    return this.#halt?.error ?? null;
  }

  /** Ends after the request in hand. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.poke();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { log, clock } = this.#deps;
    // Not inside the commit that woke it.
    await Promise.resolve();
    while (!this.#isStopping) {
      const wake = Promise.withResolvers<void>();
      this.#wake = wake;
      // One moment for both: what fell due between two would be neither done now nor waited for.
      const now = clock.now();
      try {
        if (!(await this.#work(now))) await this.#idle(now, wake.promise);
      } catch (error) {
        // The database is closed or broken: without it nothing may be sent.
        log.error('The outbox of a shop has stopped', { shopId: this.#shopId, error });
        return;
      }
    }
  }

  /** One step; false when there is nothing to do now. */
  async #work(now: Moment): Promise<boolean> {
    const { store, lines } = this.#deps;
    const shop = store.shop(this.#shopId);
    if (shop === null || !this.#mayTry(shop, now)) return false;
    const step = this.#nextStep(now);
    if (step === null) return false;
    let line: ShopLine | null = null;
    try {
      line = lines.open(shop);
      await this.#perform(step, line);
      this.#pauses = 0;
      this.#pausedUntil = null;
      this.#halt = null;
    } catch (error) {
      this.#afterError(error, step, shop, line);
    }
    return true;
  }

  #mayTry(shop: ShopRecord, now: Moment): boolean {
    const halt = this.#halt;
    if (halt !== null) {
      const isOver =
        halt.stamp !== this.#deps.lines.stamp(shop) || (halt.until !== null && now >= halt.until);
      if (!isOver) return false;
      this.#halt = null;
    }
    return this.#pausedUntil === null || now >= this.#pausedUntil;
  }

  #nextStep(now: Moment): Step | null {
    const { outbox } = this.#deps.store;
    const unknown = outbox.unknownDue(this.#shopId, now);
    if (unknown !== null) return { kind: 'resolve', entry: unknown };
    const waiting = outbox.sendable(this.#shopId, now);
    if (waiting !== null) return { kind: 'send', entry: waiting };
    const done = outbox.readDue(this.#shopId);
    return done === null ? null : { kind: 'read', entry: done };
  }

  #perform({ kind, entry }: Step, line: ShopLine): Promise<void> {
    const { worker } = this.#deps;
    switch (kind) {
      case 'resolve':
        return worker.resolve(entry, line);
      case 'send':
        return worker.send(entry, line, () => !this.#isStopping);
      case 'read':
        return worker.readAgain(entry, line);
    }
  }

  #afterError(thrown: unknown, { kind, entry }: Step, shop: ShopRecord, line: ShopLine | null): void {
    const { worker, lines, clock, log, times } = this.#deps;
    if (this.#isStopping && isCode(thrown, 'cancelled')) return;
    // Taken back, or retried, while the mall was asked: it is looked at anew.
    if (isCode(thrown, 'outbox_not_waiting')) return;
    if (isDatabaseError(thrown)) throw thrown;
    const error = errorOnLine(thrown, shop, line);
    const now = clock.now();
    if (error.retryable) {
      const pause = times.shopPausesMs[Math.min(this.#pauses, times.shopPausesMs.length - 1)] ?? 0;
      this.#pauses += 1;
      this.#pausedUntil = now + pause;
    } else {
      const until = isAuthFailure(error.code) ? null : now + times.haltedMs;
      this.#halt = { error, stamp: lines.stamp(shop), until };
    }
    const next = this.#halt === null ? this.#pausedUntil : this.#halt.until;
    log.warn('The outbox cannot send', { shopId: shop.id, code: error.code, next });
    if (kind === 'send') worker.outcomes.putBack(entry, error, next);
  }

  async #idle(now: Moment, woken: Promise<void>): Promise<void> {
    const { clock } = this.#deps;
    const until = this.#nextMoment(now);
    if (until === null) return woken;
    const timer = new AbortController();
    const slept = clock.sleep(Math.max(0, until - clock.now()), timer.signal).catch(() => undefined);
    await Promise.race([woken, slept]);
    timer.abort();
  }

  /** When there is something to do without anything else happening. */
  #nextMoment(now: Moment): Moment | null {
    const { store } = this.#deps;
    if (this.#halt !== null) return this.#halt.until;
    if (this.#pausedUntil !== null && this.#pausedUntil > now) return this.#pausedUntil;
    return store.outbox.nextDueAt(this.#shopId, now);
  }
}

function isCode(error: unknown, code: AppError['code']): boolean {
  return error instanceof AppError && error.code === code;
}

function isDatabaseError(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('db_');
}
