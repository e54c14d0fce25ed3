import type { EmergencyStop, ResumeShop, ResumeState } from '#shared/contract/emergency-stop.ts';
import { AppError, type AppErrorShape } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { Reconciler } from '../auto-import/reconciler.ts';
import type { CallContext } from '../context.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { EmergencyStopService } from './emergency-stop-service.ts';

/** Progress is told at most this often, ms. */
const toldEveryMs = 200;

export interface GuidedResumeDeps {
  readonly stops: EmergencyStopService;
  readonly reconciler: Reconciler;
  /** Every shop that auto import serves, paused ones included, in the shops' order. */
  readonly shopsToCompare: () => readonly { readonly id: ShopId; readonly name: string }[];
  /** Told of each change of the resume, a few times a second at most. */
  readonly onProgress: (stop: EmergencyStop) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How the comparison of one shop stands, and what ends it. */
interface Comparison {
  readonly state: Exclude<ResumeShop['state'], 'waiting'>;
  readonly reconciliation: ResumeShop['reconciliation'];
  readonly error: AppErrorShape | null;
  readonly abort: AbortController | null;
}

interface Resume {
  readonly startedAt: Moment;
  readonly startedBy: string;
  readonly comparisons: Map<ShopId, Comparison>;
}

/**
 * The way back from an emergency stop (spec §5): every shop is compared with its mall while the stop stays in force,
 * then the loops may start. It is kept in memory only: after a crash everything is still stopped and the way back
 * begins anew, because what was compared before may be old.
 */
export class GuidedResume {
  readonly #deps: GuidedResumeDeps;
  readonly #unsubscribe: () => void;
  /** The last comparison of each shop, until it has let go of the shop: an aborted one takes a moment. */
  readonly #working = new Map<ShopId, Promise<void>>();
  readonly #closing = new AbortController();
  #resume: Resume | null = null;
  #telling: Promise<void> | null = null;
  #isUntold = false;

  constructor(deps: GuidedResumeDeps) {
    this.#deps = deps;
    // Whoever ended the stop or began another: what was compared for it counts no more.
    this.#unsubscribe = deps.stops.onChange(() => this.#drop());
  }

  /** null while nobody began. */
  state(): ResumeState | null {
    const resume = this.#resume;
    return resume === null ? null : this.#stateOf(resume);
  }

  /**
   * Begins to compare every shop. Called again it repeats what failed or left a gap and takes in shops that came to it.
   * Throws AppError `stop_none`.
   */
  begin(name: string): ResumeState {
    this.#deps.stops.require();
    this.#resume ??= { startedAt: this.#deps.clock.now(), startedBy: name, comparisons: new Map() };
    const resume = this.#resume;
    for (const { id } of this.#deps.shopsToCompare()) {
      if (isDue(resume.comparisons.get(id))) this.#compare(resume, id);
    }
    this.#tell();
    return this.#stateOf(resume);
  }

  /**
   * Goes on without the comparison of one shop; a finished one counts all the same. Throws AppError `stop_none`,
   * `stop_not_compared` when nobody began, `not_found` for a shop that is not to be compared.
   */
  skip(shopId: ShopId): ResumeState {
    const resume = this.#require();
    if (!this.#deps.shopsToCompare().some(({ id }) => id === shopId)) {
      throw new AppError('not_found', 'This shop is not to be compared', { details: { entity: 'shop' } });
    }
    const comparison = resume.comparisons.get(shopId);
    if (comparison?.state !== 'done') {
      comparison?.abort?.abort(skipped);
      const error = comparison?.error ?? null;
      resume.comparisons.set(shopId, { state: 'skipped', reconciliation: null, error, abort: null });
      this.#tell();
    }
    return this.#stateOf(resume);
  }

  /** Stays stopped; comparisons under way end. */
  cancel(): void {
    this.#drop();
    this.#tell();
  }

  /**
   * Ends the stop, so that the loops start. Throws AppError `stop_none`, and `stop_not_compared` unless each shop was
   * compared or skipped.
   */
  finish(name: string, ctx: CallContext): EmergencyStop {
    const resume = this.#require();
    if (!this.#stateOf(resume).isReady) throw notCompared();
    return this.#deps.stops.end(name, ctx);
  }

  /** Ends what is under way and waits for it. */
  async close(): Promise<void> {
    this.#unsubscribe();
    this.#drop();
    this.#closing.abort();
    await Promise.all([...this.#working.values(), this.#telling]);
  }

  #require(): Resume {
    this.#deps.stops.require();
    if (this.#resume === null) throw notCompared();
    return this.#resume;
  }

  #stateOf({ startedAt, startedBy, comparisons }: Resume): ResumeState {
    const shops = this.#deps.shopsToCompare().map(({ id, name }): ResumeShop => {
      const { state = 'waiting', reconciliation = null, error = null } = comparisons.get(id) ?? {};
      return { shopId: id, shopName: name, state, reconciliation, error };
    });
    const isReady = shops.every(({ state }) => state === 'done' || state === 'skipped');
    return { startedAt, startedBy, shops, isReady };
  }

  #drop(): void {
    const resume = this.#resume;
    this.#resume = null;
    for (const { abort } of resume?.comparisons.values() ?? []) abort?.abort(skipped);
  }

  #compare(resume: Resume, shopId: ShopId): void {
    const abort = new AbortController();
    const began: Comparison = { state: 'running', reconciliation: null, error: null, abort };
    resume.comparisons.set(shopId, began);
    const earlier = this.#working.get(shopId) ?? Promise.resolve();
    const work = earlier
      .then(() => this.#outcomeOf(shopId, abort.signal))
      .then((outcome) => {
        // Skipped, given up or begun anew in the meantime: what it found counts no more.
        if (this.#resume !== resume || resume.comparisons.get(shopId) !== began) return;
        resume.comparisons.set(shopId, outcome);
        this.#tell();
      })
      .finally(() => {
        if (this.#working.get(shopId) === work) this.#working.delete(shopId);
      });
    this.#working.set(shopId, work);
  }

  async #outcomeOf(shopId: ShopId, signal: AbortSignal): Promise<Comparison> {
    try {
      signal.throwIfAborted();
      const reconciliation = await this.#deps.reconciler.reconcile(shopId, 'resume', signal);
      const { state, error } = reconciliation;
      if (state === 'completed') return { state: 'done', reconciliation, error: null, abort: null };
      return { state: 'failed', reconciliation, error: error ?? notFinished, abort: null };
    } catch (error) {
      if (!signal.aborted) {
        this.#deps.log.warn('A shop could not be compared for the resume', { shopId, error: String(error) });
      }
      const shape = error instanceof AppError ? error.toShape() : notFinished;
      return { state: 'failed', reconciliation: null, error: shape, abort: null };
    }
  }

  /** Tells at once, and then of several changes together. */
  #tell(): void {
    if (this.#telling !== null) {
      this.#isUntold = true;
      return;
    }
    const stop = this.#deps.stops.current();
    if (stop === null || this.#closing.signal.aborted) return;
    this.#isUntold = false;
    this.#deps.onProgress(stop);
    this.#telling = this.#deps.clock
      .sleep(toldEveryMs, this.#closing.signal)
      .catch(() => undefined)
      .then(() => {
        this.#telling = null;
        if (this.#isUntold) this.#tell();
      });
  }
}

const skipped = new AppError('cancelled', 'The comparison is not needed any more');
const notFinished = new AppError('internal', 'The comparison did not come to its end').toShape();

const notCompared = (): AppError =>
  new AppError('stop_not_compared', 'Not every shop was compared with its mall');

/** A gap that remained is looked at again, as is what failed. */
const isDue = (comparison: Comparison | undefined): boolean =>
  comparison === undefined ||
  comparison.state === 'failed' ||
  (comparison.state === 'done' && (comparison.reconciliation?.gap ?? 0) > 0);
