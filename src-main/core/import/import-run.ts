import type { FetchedOrder, FindOrders, MallConnection, MallPort } from '#main/malls/port.ts';
import type { ImportCounts, ImportProgress } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ImportRunId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { inScope } from '../auth/auth-failure.ts';
import { Pace } from '../jobs/pace.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Change, CommitOrigin, Store } from '../ports/store.ts';
import type { OrderBeginning } from './order-beginning.ts';
import { withRetry } from './retry.ts';

/** Answers are written together: at most so many orders … */
const batchOrders = 200;
/** … and at most so long (ms) after the first of them. */
const batchMs = 250;
/** Calls under way at once; the mall's rate limit is kept by the adapter. */
const workers = 4;
/** So many orders in a row without any answer mean that the mall cannot be reached at all. */
const outageAfter = 5;
/** Orders that failed earlier and are tried again with each import. */
const retriedFailures = 200;

export interface ImportRunDeps {
  readonly store: Store;
  readonly mall: MallPort;
  readonly connection: MallConnection;
  readonly clock: Clock;
  /** The lease's word, first in every commit. */
  readonly hold: Change;
  /** Where an order begins that nobody knew. */
  readonly begin: (order: MallOrder) => OrderBeginning;
  readonly origin: () => CommitOrigin;
  readonly onProgress: (progress: ImportProgress) => void;
}

export interface ImportRunPlan {
  readonly id: ImportRunId;
  readonly shop: ShopRecord;
  readonly from: number;
  readonly to: number;
  /** The list of a resumed run is already complete. */
  readonly listed: boolean;
}

/** How a run ended; `error` says why it failed. */
export interface RunEnd {
  readonly state: 'completed' | 'cancelled' | 'failed';
  readonly error: AppError | null;
}

/**
 * One shop's import: lists the orders of the period, then fetches each and commits them in small batches.
 * The list is kept in the database, so that a run cut off anywhere goes on where it stopped, and an order
 * fetched twice changes nothing.
 */
export class ImportRunner {
  readonly #deps: ImportRunDeps;
  readonly #plan: ImportRunPlan;
  readonly #signal: AbortSignal;
  readonly #pace = new Pace();
  /** Set when the run must stop because of an error of the connection. */
  #fatal: AppError | null = null;
  #batch: Change[] = [];
  #batchSince = 0;
  /** Orders without an answer since the last one that had one; written off only once it is known not to be an outage. */
  #unanswered: { mallOrderId: string; error: AppError }[] = [];

  constructor(deps: ImportRunDeps, plan: ImportRunPlan, signal: AbortSignal) {
    this.#deps = deps;
    this.#plan = plan;
    this.#signal = signal;
  }

  /**
   * Runs to the end. Whatever happens is recorded in the run; only a failing database throws, and `import_lease_lost`
   * once another importer has taken over.
   */
  async run(): Promise<RunEnd> {
    try {
      if (!this.#plan.listed) await this.#list();
      await this.#fetchAll();
      return this.#finish(this.#signal.aborted ? 'cancelled' : 'completed', null);
    } catch (error) {
      // Another importer has taken over and alone may write now; for it this run has been interrupted.
      if (isCode(error, 'import_lease_lost')) throw error;
      this.#flush();
      return this.#signal.aborted
        ? this.#finish('cancelled', null)
        : this.#finish('failed', this.#scoped(error));
    }
  }

  async #list(): Promise<void> {
    const { mall, connection, clock } = this.#deps;
    this.#commit([
      {
        kind: 'run.found',
        runId: this.#plan.id,
        mallOrderIds: this.#deps.store.importErrorOrders(this.#plan.shop.id, retriedFailures),
      },
    ]);
    // By publication time too: an order released late from the fraud hold has an old order time (spec §3).
    for (const by of ['ordered', 'published'] as const) {
      const find: FindOrders = { by, from: this.#plan.from, to: this.#plan.to };
      await withRetry(clock, this.#signal, async () => {
        for await (const page of mall.findOrders(connection, find, this.#signal)) {
          this.#signal.throwIfAborted();
          this.#commit([
            { kind: 'run.found', runId: this.#plan.id, mallOrderIds: page.map((ref) => ref.mallOrderId) },
          ]);
          this.#progress();
        }
      });
    }
    this.#commit([{ kind: 'run.listed', runId: this.#plan.id }]);
    this.#progress();
  }

  async #fetchAll(): Promise<void> {
    const pending = this.#deps.store.pendingRunItems(this.#plan.id, Number.MAX_SAFE_INTEGER);
    const size = this.#deps.mall.fetchBatchSize;
    let next = 0;
    const work = async () => {
      while (next < pending.length && this.#fatal === null && !this.#signal.aborted) {
        const ids = pending.slice(next, next + size);
        next += size;
        await this.#fetch(ids);
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    if (this.#fatal !== null) throw this.#fatal;
    this.#writeOffUnanswered();
    this.#flush();
  }

  async #fetch(ids: readonly string[]): Promise<void> {
    const { clock, mall, connection } = this.#deps;
    try {
      const fetched = await withRetry(clock, this.#signal, () =>
        mall.fetchOrders(connection, ids, this.#signal),
      );
      this.#writeOffUnanswered();
      for (const answer of fetched) this.#add(this.#changeOf(answer));
    } catch (error) {
      if (this.#signal.aborted) return;
      this.#noAnswer(ids, asAppError(error));
    }
  }

  /** An error of the connection: fatal when time cannot mend it, or when it hits one order after the other. */
  #noAnswer(ids: readonly string[], error: AppError): void {
    for (const mallOrderId of ids) this.#unanswered.push({ mallOrderId, error });
    if (!error.retryable || this.#unanswered.length >= outageAfter) this.#fatal ??= error;
  }

  #writeOffUnanswered(): void {
    for (const { mallOrderId, error } of this.#unanswered.splice(0)) {
      this.#add(this.#changeOf({ ok: false, mallOrderId, error, raw: null }));
    }
  }

  #changeOf(answer: FetchedOrder): Change {
    const common = { runId: this.#plan.id, shopId: this.#plan.shop.id };
    if (answer.ok) {
      const { order, raw } = answer;
      return { kind: 'order.import', ...common, order, raw, ...this.#deps.begin(order) };
    }
    return {
      kind: 'order.importFailed',
      ...common,
      mallOrderId: answer.mallOrderId,
      error: answer.error.toShape(),
      raw: answer.raw,
    };
  }

  #add(change: Change): void {
    const now = this.#deps.clock.now();
    if (this.#batch.length === 0) this.#batchSince = now;
    this.#batch.push(change);
    if (this.#batch.length >= batchOrders || now - this.#batchSince >= batchMs) this.#flush();
  }

  #flush(): void {
    if (this.#batch.length === 0) return;
    const batch = this.#batch;
    this.#batch = [];
    this.#commit(batch);
    this.#progress();
  }

  #scoped(error: unknown): AppError {
    return inScope(asAppError(error), this.#plan.shop, this.#deps.connection.scope);
  }

  #finish(state: RunEnd['state'], error: AppError | null): RunEnd {
    const at = this.#deps.clock.now();
    const shape = error?.toShape() ?? null;
    this.#commit([{ kind: 'run.finish', runId: this.#plan.id, state, at, error: shape }]);
    this.#progress();
    return { state, error };
  }

  #commit(changes: readonly Change[]): void {
    this.#deps.store.commit([this.#deps.hold, ...changes], this.#deps.origin());
  }

  #progress(): void {
    const run = this.#deps.store.importRun(this.#plan.id);
    if (run === null) return;
    this.#pace.update(this.#deps.clock.now(), run.progress.done);
    this.#deps.onProgress({ ...run.progress, remainingMs: this.#remaining(run.progress) });
  }

  #remaining(progress: {
    stage: ImportProgress['stage'];
    found: number;
    done: number;
    counts: ImportCounts;
  }): number | null {
    return progress.stage === 'fetching' ? this.#pace.remainingMs(progress.found - progress.done) : null;
  }
}

function asAppError(error: unknown): AppError {
  return error instanceof AppError
    ? error
    : new AppError('internal', 'An unexpected error stopped the import', { cause: error });
}

function isCode(error: unknown, code: AppError['code']): boolean {
  return error instanceof AppError && error.code === code;
}
