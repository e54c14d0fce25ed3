import {
  type AutoImportSettings,
  autoImportSettingsSchema,
  defaultAutoImportSettings,
  type Reconciliation,
  type ReconciliationReason,
} from '#shared/contract/auto-import.ts';
import type { ImportProgress } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { Moment } from '#shared/domain/time.ts';
import { inScope } from '../auth/auth-failure.ts';
import { firstImportMs, longestPeriodMs } from '../import/period.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Change } from '../ports/store.ts';
import { compareListing } from './compare-listing.ts';
import type { CycleDeps } from './cycle.ts';
import { type AutomaticRun, asAppError, automaticOrigin, fetchOrders } from './fetch-orders.ts';
import type { Reconciler } from './reconciler.ts';
import { openShop, type ShopAccess } from './shop-access.ts';

const day = 86_400_000;

export const autoImportSettingsKey = 'autoImport';

export interface ReconciliationDeps extends CycleDeps {
  /** Something of a comparison is to be shown. */
  readonly onProgress: (shopId: ShopId) => void;
}

/** A comparison under way, as the monitor shows it. */
export interface ActiveReconciliation {
  readonly since: Moment;
  readonly progress: ImportProgress;
}

interface Compared {
  readonly listed: ReadonlySet<string>;
  readonly missing: readonly string[];
  readonly changed: readonly string[];
}

const noCounts = { created: 0, updated: 0, unchanged: 0, failed: 0 };

/** Compares each shop's orders with the mall's and imports the gap (spec §3). */
export class ReconciliationService implements Reconciler {
  readonly #deps: ReconciliationDeps;
  readonly #active = new Map<ShopId, ActiveReconciliation>();
  readonly #attempts = new Set<AbortController>();

  constructor(deps: ReconciliationDeps) {
    this.#deps = deps;
  }

  /** To be called once when the host starts: comparisons that stand as running died with the last process. */
  markInterrupted(): void {
    for (const { id, shopId, missing } of this.#deps.store.autoImport.runningReconciliations())
      this.#finish({ id, shopId }, 'interrupted', missing, null);
  }

  active(shopId: ShopId): ActiveReconciliation | null {
    return this.#active.get(shopId) ?? null;
  }

  settings(): AutoImportSettings {
    const stored = this.#deps.store.setting(autoImportSettingsKey);
    return autoImportSettingsSchema.catch(defaultAutoImportSettings).parse(stored);
  }

  /** The clock of this PC was changed: what is under way would sign with a time that may be wrong, and begins anew. */
  clockJumped(): void {
    const error = new AppError('cancelled', 'The clock of this computer was changed');
    for (const attempt of this.#attempts) attempt.abort(error);
  }

  async reconcile(
    shopId: ShopId,
    reason: ReconciliationReason,
    signal: AbortSignal,
  ): Promise<Reconciliation> {
    for (;;) {
      const attempt = new AbortController();
      this.#attempts.add(attempt);
      try {
        return await this.#attempt(shopId, reason, AbortSignal.any([signal, attempt.signal]));
      } catch (error) {
        if (signal.aborted || !attempt.signal.aborted) throw error;
      } finally {
        this.#attempts.delete(attempt);
      }
    }
  }

  async #attempt(shopId: ShopId, reason: ReconciliationReason, signal: AbortSignal): Promise<Reconciliation> {
    const { store, clock, newId } = this.#deps;
    const shop = store.shop(shopId);
    if (shop === null)
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    const whileStopped = reason === 'resume';
    const access = await openShop(this.#deps, shop, 'reconciliation', { signal, whileStopped });
    const id = newId();
    const startedAt = clock.now();
    const from = this.#from(shop, startedAt);
    try {
      const start = { id, shopId, reason, startedAt, from, to: startedAt };
      this.#commit([access.lease.hold, { kind: 'reconciliation.start', reconciliation: start }]);
      this.#show(shopId, startedAt, {
        stage: 'listing',
        found: 0,
        done: 0,
        counts: noCounts,
        remainingMs: null,
      });
      const run: AutomaticRun = { shop, trigger: 'reconciliation', startedAt, from, to: startedAt };
      await this.#work(id, access, run, shop);
    } finally {
      this.#active.delete(shopId);
      access.lease.release();
      this.#deps.onProgress(shopId);
    }
    const record = store.autoImport.reconciliation(id);
    if (record === null) throw new AppError('internal', 'The comparison was not kept');
    return record;
  }

  async #work(id: string, access: ShopAccess, run: AutomaticRun, shop: ShopRecord): Promise<void> {
    const record = { id, shopId: shop.id };
    let compared: Compared | null = null;
    try {
      compared = await this.#compare(access, run);
      const { listed, missing, changed } = compared;
      this.#commit([
        access.lease.hold,
        {
          kind: 'reconciliation.compared',
          id,
          shopId: shop.id,
          listed: listed.size,
          missing: missing.length,
          changed: changed.length,
        },
      ]);
      await fetchOrders(this.#deps, access, run, [...missing, ...changed], (progress) =>
        this.#show(shop.id, run.startedAt, progress),
      );
      this.#finish(record, 'completed', this.#gap(shop.id, compared), null);
    } catch (thrown) {
      const error = inScope(asAppError(thrown), shop, 'shared');
      const gap = compared === null ? 0 : this.#gap(shop.id, compared);
      if (access.signal.aborted) this.#finish(record, 'interrupted', gap, null);
      else this.#finish(record, 'failed', gap, error);
      throw error;
    }
  }

  /** By order time, and by publication time: an order released late has an old order time (spec §3). */
  async #compare({ mall, connection, signal }: ShopAccess, run: AutomaticRun): Promise<Compared> {
    const { store } = this.#deps;
    const { shop, from, to } = run;
    const listed = new Set<string>();
    const missing = new Set<string>();
    const changed = new Set<string>();
    for (const by of ['ordered', 'published'] as const) {
      for await (const page of mall.findOrders(connection, { by, from, to }, signal)) {
        signal.throwIfAborted();
        for (const [mallOrderId, difference] of compareListing(store, shop.id, by, page)) {
          listed.add(mallOrderId);
          if (difference === 'missing') missing.add(mallOrderId);
          else if (difference !== 'same') changed.add(mallOrderId);
        }
        const progress = { stage: 'listing', found: listed.size, done: 0, counts: noCounts } as const;
        this.#show(shop.id, run.startedAt, { ...progress, remainingMs: null });
      }
    }
    return { listed, missing: [...missing], changed: [...changed] };
  }

  /** Orders of the mall's that are still not here. */
  #gap(shopId: ShopId, { missing }: Compared): number {
    return missing.length - this.#deps.store.orderStates(shopId, missing).size;
  }

  /**
   * So many days as the settings say, and at least back to the last comparison that was completed. What it fetches moves
   * the shop's cursor: before there was any import it looks as far back as the first one would.
   */
  #from(shop: ShopRecord, now: Moment): Moment {
    const last = this.#deps.store.autoImport.lastReconciliation(shop.id, 'completed');
    const settled = now - this.settings().reconciliationDays * day;
    const usual = shop.lastImportTo === null ? Math.min(settled, now - firstImportMs) : settled;
    return Math.max(Math.min(usual, last === null ? usual : last.to - day), now - longestPeriodMs);
  }

  #show(shopId: ShopId, since: Moment, progress: ImportProgress): void {
    this.#active.set(shopId, { since, progress });
    this.#deps.onProgress(shopId);
  }

  #finish(
    record: Pick<Reconciliation, 'id' | 'shopId'>,
    state: Exclude<Reconciliation['state'], 'running'>,
    gap: number,
    error: AppError | null,
  ): void {
    const at = this.#deps.clock.now();
    this.#commit([
      { kind: 'reconciliation.finish', ...record, state, at, gap, error: error?.toShape() ?? null },
      { kind: 'run.prune', at },
    ]);
  }

  #commit(changes: readonly Change[]): void {
    this.#deps.store.commit(changes, automaticOrigin(this.#deps));
  }
}
