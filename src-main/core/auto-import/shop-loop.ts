import type { AutoImportState, ReconciliationReason, ShopAutoImport } from '#shared/contract/auto-import.ts';
import type { ImportProgress } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';
import { inScope } from '../auth/auth-failure.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShopRecord } from '../ports/records.ts';
import { openAfterFailures } from './back-off.ts';
import { type CycleDeps, runCycle } from './cycle.ts';
import { asAppError } from './fetch-orders.ts';
import type { LoopListener } from './loop-listener.ts';
import type { Reconciler } from './reconciler.ts';
import { type Pause, ShopSchedule, type Task } from './shop-schedule.ts';
import { ShopTroubles } from './shop-troubles.ts';

/** Looked at this often at least: a computer that sleeps, or a clock set by hand, makes long waits unreliable. */
const longestWaitMs = 60_000;
/** Failures in a row that are told as a trouble. */
const troubleAfter = 3;

export interface ShopLoopDeps extends CycleDeps {
  readonly reconciler: Reconciler;
  readonly listener: LoopListener;
  readonly log: Logger;
  /** [0, 1) */
  readonly random: () => number;
  /** The state is another one, or there is progress. */
  readonly onChange: (shopId: ShopId) => void;
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
  readonly #schedule: ShopSchedule;
  readonly #troubles: ShopTroubles;
  readonly #done: Promise<void>;

  constructor(deps: ShopLoopDeps, shopId: ShopId) {
    this.#deps = deps;
    this.#shopId = shopId;
    this.#troubles = new ShopTroubles(deps.listener, shopId);
    this.#schedule = new ShopSchedule({ now: () => deps.clock.now(), random: deps.random });
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
    return this.nextAt() === null ? null : this.#schedule.reconcileAt;
  }

  /** Something changed: look again at once. Work that may not go on is stopped. */
  poke(): void {
    if (this.#work !== null && this.#blocked(this.#deps.store.shop(this.#shopId)) !== null)
      this.#work.abort();
    this.#wake.resolve();
  }

  /** Somebody wants a cycle now, whatever the pause. */
  runNow(): void {
    this.#schedule.forgetWaits();
    this.poke();
  }

  /** A comparison as soon as possible. */
  reconcileSoon(reason: ReconciliationReason): void {
    this.#schedule.want(reason);
    this.poke();
  }

  /** The clock was changed or the computer slept: every moment noted is worth nothing. */
  clockJumped(): void {
    this.#schedule.want('wake');
    this.#schedule.forgetWaits();
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
    const shop = this.#deps.store.shop(this.#shopId);
    const blocked = this.#blocked(shop);
    if (blocked !== null || shop === null) {
      this.#set(blocked ?? { kind: 'off' });
      return null;
    }
    const due = this.#schedule.next(this.#settings().intervalMinutes);
    if (due.kind === 'task') return due.task;
    this.#set(due.kind === 'pause' ? this.#pausedState(due.pause) : { kind: 'waiting', until: due.until });
    return null;
  }

  /** What only a person, or the end of an emergency stop, can change. */
  #blocked(shop: ShopRecord | null): AutoImportState | null {
    const settings = this.#settings();
    if (shop === null || !settings.isOn) return { kind: 'off' };
    if (settings.isPaused) return { kind: 'paused' };
    if (this.#deps.stop.current() !== null) return { kind: 'stopped' };
    const refused = this.#schedule.haltedBy(() => this.#stamp(shop));
    return refused === null ? null : { kind: 'needs_consent', error: refused.toShape() };
  }

  #settings(): ShopAutoImport {
    return this.#deps.store.autoImport.settings(this.#shopId).settings;
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
    const stamp = this.#stamp(shop);
    const since = clock.now();
    const running = (progress: ImportProgress) =>
      this.#set({ kind: 'running', purpose: task.kind === 'cycle' ? 'auto' : task.kind, since, progress });
    running(waitingProgress);
    this.#schedule.began(task);
    try {
      if (task.kind === 'cycle') await runCycle(this.#deps, shop, work.signal, running);
      else await reconciler.reconcile(shop.id, task.reason, work.signal);
      this.#schedule.succeeded(task);
      this.#troubles.ended(task.kind);
    } catch (error) {
      this.#schedule.broken(task);
      const coded = inScope(asAppError(error), shop, 'shared');
      if (!work.signal.aborted && coded.code !== 'emergency_stopped') this.#failed(coded, shop, task, stamp);
    } finally {
      this.#work = null;
    }
  }

  /** `stamp`: the session's when the work began. Refused was that one: what was given meanwhile is tried at once. */
  #failed(error: AppError, shop: ShopRecord, task: Task, stamp: string): void {
    const { clock, log } = this.#deps;
    const { kind, failures } = this.#schedule.failed(error, stamp);
    log.warn('An automatic import failed', { shopId: shop.id, code: error.code, failures });
    const isTrouble =
      (kind === 'needs_consent' && stamp === this.#stamp(shop)) ||
      kind === 'failed' ||
      kind === 'clock_rejected' ||
      (kind === 'backing_off' && failures >= troubleAfter);
    if (isTrouble) this.#troubles.began(clock.now(), error, task.kind, kind === 'needs_consent');
  }

  async #idle(woken: Promise<void>): Promise<void> {
    const { clock } = this.#deps;
    const next = this.nextAt();
    if (next === null) return woken;
    const timer = new AbortController();
    const wait = Math.min(Math.max(this.#schedule.lookAt(next) - clock.now(), 0), longestWaitMs);
    const slept = clock.sleep(wait, timer.signal).catch(() => undefined);
    await Promise.race([woken, slept]);
    timer.abort();
  }

  /** Changes when there may be another answer: a new consent, another key, other settings of the shop. */
  #stamp(shop: ShopRecord): string {
    const { consentedAt, key } = this.#deps.sessions.get(shop.id, 'shared');
    return JSON.stringify([shop.version, consentedAt, key]);
  }

  #set(state: AutoImportState): void {
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state);
    this.#state = state;
    if (!isSame) this.#deps.onChange(this.#shopId);
  }
}
