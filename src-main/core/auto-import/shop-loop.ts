import {
  type AutoImportState,
  defaultShopAutoImport,
  type ReconciliationReason,
} from '#shared/contract/auto-import.ts';
import type { ImportProgress } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';
import { inScope } from '../auth/auth-failure.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShopRecord } from '../ports/store.ts';
import { openAfterFailures, type Setback, setbackOf } from './back-off.ts';
import { type CycleDeps, runCycle } from './cycle.ts';
import { asAppError } from './fetch-orders.ts';
import type { LoopListener } from './loop-listener.ts';
import type { Reconciler } from './reconciler.ts';
import { ShopTroubles } from './shop-troubles.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Several shops do not all begin in the same second. */
const firstWithinMs = 5_000;
/** Looked at this often at least: a computer that sleeps, or a clock set by hand, makes long waits unreliable. */
const longestWaitMs = minute;
/** Failures in a row that are told as a trouble, and that count as an outage to be reconciled after. */
const troubleAfter = 3;
const outageAfter = 2;

export interface ShopLoopDeps extends CycleDeps {
  readonly reconciler: Reconciler;
  readonly listener: LoopListener;
  readonly log: Logger;
  /** [0, 1) */
  readonly random: () => number;
  /** The state is another one, or there is progress. */
  readonly onChange: (shopId: ShopId) => void;
}

type Task =
  | { readonly kind: 'cycle' }
  | { readonly kind: 'reconciliation'; readonly reason: ReconciliationReason };

/** Why nothing is asked before a moment. */
interface Pause {
  readonly setback: Exclude<Setback, { kind: 'needs_consent' }>;
  readonly until: Moment;
  readonly failures: number;
  readonly error: AppError;
}

const waitingProgress: ImportProgress = {
  stage: 'waiting',
  found: 0,
  done: 0,
  counts: { created: 0, updated: 0, unchanged: 0, failed: 0 },
  remainingMs: null,
};

/**
 * Imports one shop by itself, cycle after cycle, and compares it with the mall each hour (spec §3 Auto). Each shop has a
 * loop of its own: what holds one up delays no other.
 */
export class ShopLoop {
  readonly #deps: ShopLoopDeps;
  readonly #shopId: ShopId;
  readonly #end = new AbortController();
  #wake = Promise.withResolvers<void>();
  #work: AbortController | null = null;
  #state: AutoImportState = { kind: 'off' };
  /** When the last cycle ended and how much of the interval is waited; before the first, when that is due. */
  #last: { readonly endedAt: Moment; readonly jitter: number } | null = null;
  #firstAt: Moment;
  #reconcileAt: Moment;
  /** A comparison that is wanted besides the hourly ones. */
  #reason: ReconciliationReason | null = 'start';
  #pause: Pause | null = null;
  /** No request before the session is another one. */
  #halt: { readonly stamp: string; readonly error: AppError } | null = null;
  readonly #troubles: ShopTroubles;
  readonly #done: Promise<void>;

  constructor(deps: ShopLoopDeps, shopId: ShopId) {
    this.#deps = deps;
    this.#shopId = shopId;
    this.#troubles = new ShopTroubles(deps.listener, shopId);
    const now = deps.clock.now();
    this.#firstAt = now + Math.round(deps.random() * firstWithinMs);
    this.#reconcileAt = now + Math.round(this.#jittered(hour));
    this.#done = this.#run();
  }

  state(): AutoImportState {
    return this.#state;
  }

  /** When the next cycle begins if nothing happens; null while there will be none. */
  nextAt(): Moment | null {
    switch (this.#state.kind) {
      case 'off':
      case 'paused':
      case 'stopped':
      case 'needs_consent':
      case 'running':
        return null;
      default:
        return this.#state.until;
    }
  }

  nextReconciliationAt(): Moment | null {
    return this.nextAt() === null ? null : this.#reconcileAt;
  }

  /** Something changed: look again at once. Work that may not go on is stopped. */
  poke(): void {
    if (this.#work !== null && this.#blocked(this.#deps.store.shop(this.#shopId)) !== null)
      this.#work.abort();
    this.#wake.resolve();
  }

  /** Somebody wants a cycle now, whatever the pause. */
  runNow(): void {
    this.#forgetWaits();
    this.poke();
  }

  /** A comparison as soon as possible. */
  reconcileSoon(reason: ReconciliationReason): void {
    this.#reason = reason;
    this.poke();
  }

  /** The clock was changed or the computer slept: every moment noted is worth nothing. */
  clockJumped(): void {
    this.#reason = 'wake';
    this.#forgetWaits();
    // What is under way would sign with a time that may be wrong now: the next cycle begins with the clock.
    this.#work?.abort(new AppError('cancelled', 'The clock of this computer was changed'));
    this.poke();
  }

  async close(): Promise<void> {
    this.#end.abort();
    this.#work?.abort();
    this.#wake.resolve();
    await this.#done;
  }

  async #run(): Promise<void> {
    // Not inside the commit that woke it.
    await Promise.resolve();
    while (!this.#end.signal.aborted) {
      const wake = Promise.withResolvers<void>();
      this.#wake = wake;
      try {
        const task = this.#next();
        if (task === null) await this.#idle(wake.promise);
        else await this.#perform(task);
      } catch (error) {
        // The database is closed or broken: without it nothing can be imported.
        this.#deps.log.error('The auto import of a shop has stopped', { shopId: this.#shopId, error });
        return;
      }
    }
  }

  /** What is due; null when nothing is, and then the state says why. */
  #next(): Task | null {
    const { store, clock } = this.#deps;
    const shop = store.shop(this.#shopId);
    const blocked = this.#blocked(shop);
    if (blocked !== null || shop === null) {
      this.#set(blocked ?? { kind: 'off' });
      return null;
    }
    const now = clock.now();
    if (this.#pause !== null && now < this.#pause.until) {
      this.#pause = { ...this.#pause, until: Math.min(this.#pause.until, now + this.#pause.setback.pauseMs) };
      this.#set(this.#pausedState(this.#pause));
      return null;
    }
    const cycleAt = this.#cycleAt(now);
    if (now >= cycleAt) return { kind: 'cycle' };
    // A clock that was set back must not make an hour a day.
    this.#reconcileAt = Math.min(this.#reconcileAt, now + 2 * hour);
    // After a start the cycle comes first: it brings what is new with one listing.
    const isStarting = this.#reason === 'start' && this.#last === null;
    if (this.#reason !== null && !isStarting) return { kind: 'reconciliation', reason: this.#reason };
    if (now >= this.#reconcileAt) return { kind: 'reconciliation', reason: 'hourly' };
    this.#set({ kind: 'waiting', until: cycleAt });
    return null;
  }

  /** What only a person, or the end of an emergency stop, can change. */
  #blocked(shop: ShopRecord | null): AutoImportState | null {
    const { store, stop } = this.#deps;
    const settings = store.autoImport.settings(this.#shopId)?.settings ?? defaultShopAutoImport;
    if (shop === null || !settings.isOn) return { kind: 'off' };
    if (settings.isPaused) return { kind: 'paused' };
    if (stop.current() !== null) return { kind: 'stopped' };
    if (this.#halt === null) return null;
    if (this.#halt.stamp === this.#stamp(shop))
      return { kind: 'needs_consent', error: this.#halt.error.toShape() };
    this.#halt = null;
    this.#reason ??= 'outage';
    return null;
  }

  #cycleAt(now: Moment): Moment {
    const { store } = this.#deps;
    if (this.#last === null) {
      this.#firstAt = Math.min(this.#firstAt, now + firstWithinMs);
      return this.#firstAt;
    }
    const { intervalMinutes } = store.autoImport.settings(this.#shopId)?.settings ?? defaultShopAutoImport;
    // Kept, not only compared: with a clock that was set back, a wait from each look anew would never be over.
    this.#last = { ...this.#last, endedAt: Math.min(this.#last.endedAt, now) };
    return this.#last.endedAt + Math.round(intervalMinutes * minute * this.#last.jitter);
  }

  #pausedState({ setback, until, failures, error }: Pause): AutoImportState {
    const shape = error.toShape();
    switch (setback.kind) {
      case 'busy': {
        const lease = this.#deps.leases.holder(this.#shopId);
        return lease === null ? { kind: 'waiting', until } : { kind: 'busy', lease, until };
      }
      case 'backing_off':
        return { kind: 'backing_off', until, failures, isOpen: failures >= openAfterFailures, error: shape };
      default:
        return { kind: setback.kind, until, error: shape };
    }
  }

  async #perform(task: Task): Promise<void> {
    const { store, reconciler, clock } = this.#deps;
    const shop = store.shop(this.#shopId);
    if (shop === null) return;
    const work = new AbortController();
    this.#work = work;
    const since = clock.now();
    const running = (progress: ImportProgress) =>
      this.#set({ kind: 'running', purpose: task.kind === 'cycle' ? 'auto' : task.kind, since, progress });
    running(waitingProgress);
    try {
      if (task.kind === 'cycle') await runCycle(this.#deps, shop, work.signal, running);
      else {
        this.#reason = null;
        await reconciler.reconcile(shop.id, task.reason, work.signal);
      }
      this.#succeeded(task);
    } catch (error) {
      if (task.kind === 'reconciliation') this.#reason ??= task.reason;
      const coded = inScope(asAppError(error), shop, 'shared');
      if (!work.signal.aborted && coded.code !== 'emergency_stopped') this.#failed(coded, shop, task);
    } finally {
      this.#work = null;
    }
  }

  #succeeded(task: Task): void {
    const now = this.#deps.clock.now();
    if (task.kind === 'cycle') {
      if (this.#isOutage()) this.#reason ??= 'outage';
      this.#last = { endedAt: now, jitter: this.#jittered(1) };
    } else {
      this.#reconcileAt = now + Math.round(this.#jittered(hour));
    }
    this.#pause = null;
    this.#troubles.ended(task.kind);
  }

  /** Whether the mall was out of reach for long enough to be compared afterwards. */
  #isOutage(): boolean {
    return this.#pause !== null && this.#pause.setback.kind !== 'busy' && this.#pause.failures >= outageAfter;
  }

  #failed(error: AppError, shop: ShopRecord, task: Task): void {
    const { clock, log } = this.#deps;
    const before = this.#pause;
    const { kind } = setbackOf(error, 1);
    const failures = before !== null && before.setback.kind === kind ? before.failures + 1 : 1;
    const setback = setbackOf(error, failures);
    log.warn('An automatic import failed', { shopId: shop.id, code: error.code, failures });
    if (setback.kind === 'needs_consent') {
      this.#pause = null;
      this.#halt = { stamp: this.#stamp(shop), error };
    } else {
      this.#pause = { setback, until: clock.now() + setback.pauseMs, failures, error };
    }
    const isTrouble =
      kind === 'needs_consent' ||
      kind === 'failed' ||
      kind === 'clock_rejected' ||
      (kind === 'backing_off' && failures >= troubleAfter);
    if (isTrouble) this.#troubles.began(clock.now(), error, task.kind, kind === 'needs_consent');
  }

  #forgetWaits(): void {
    if (this.#isOutage() || this.#halt !== null) this.#reason ??= 'outage';
    this.#pause = null;
    this.#halt = null;
    this.#last = null;
    this.#firstAt = this.#deps.clock.now();
  }

  async #idle(woken: Promise<void>): Promise<void> {
    const { clock } = this.#deps;
    const next = this.nextAt();
    if (next === null) return woken;
    const timer = new AbortController();
    const now = clock.now();
    // A comparison that is due must wait for the end of a pause as well.
    const isPaused = this.#pause !== null && now < this.#pause.until;
    const due = isPaused ? next : Math.min(next, this.#reconcileAt);
    const wait = Math.min(Math.max(due - now, 0), longestWaitMs);
    const slept = clock.sleep(wait, timer.signal).catch(() => undefined);
    await Promise.race([woken, slept]);
    timer.abort();
  }

  /** Changes when there may be another answer: a new consent, another key, other settings of the shop. */
  #stamp(shop: ShopRecord): string {
    const { consentedAt, endedAt, key } = this.#deps.sessions.get(shop.id, 'shared');
    return JSON.stringify([shop.version, consentedAt, endedAt, key]);
  }

  /** Ten per cent more or less. */
  #jittered(ms: number): number {
    return ms * (0.9 + 0.2 * this.#deps.random());
  }

  #set(state: AutoImportState): void {
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state);
    this.#state = state;
    if (!isSame) this.#deps.onChange(this.#shopId);
  }
}
