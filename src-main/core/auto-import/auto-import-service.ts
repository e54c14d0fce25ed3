import type { AutoImportSettings, ShopAutoImport, ShopMonitor } from '#shared/contract/auto-import.ts';
import type { EmergencyStop } from '#shared/contract/emergency-stop.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { jstDateOf, type Moment, startOfJstDate } from '#shared/domain/time.ts';
import type { CallContext } from '../context.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Change } from '../ports/store.ts';
import { asAppError } from './fetch-orders.ts';
import { autoImportSettingsKey, type ReconciliationService } from './reconciliation-service.ts';
import { ShopLoop, type ShopLoopDeps } from './shop-loop.ts';

export interface AutoImportServiceDeps extends Omit<ShopLoopDeps, 'reconciler'> {
  readonly reconciliations: ReconciliationService;
}

/** Entities after whose change a loop may have something else to do. */
const wakes: ReadonlySet<string> = new Set(['shop', 'session', 'autoImport']);

/** The loops of all shops, and what is shown and set of them (spec §3 Auto). */
export class AutoImportService {
  readonly #deps: AutoImportServiceDeps;
  readonly #loops = new Map<ShopId, ShopLoop>();
  /** Comparisons somebody asked for. */
  readonly #asked = new Set<Promise<unknown>>();
  readonly #end = new AbortController();
  #unsubscribe: (() => void) | null = null;
  /** The stop in force, or the last one. */
  #lastStop: EmergencyStop | null = null;

  constructor(deps: AutoImportServiceDeps) {
    this.#deps = deps;
  }

  /** From now on the shops are imported by themselves. */
  start(): void {
    if (this.#unsubscribe !== null) return;
    const { store, stop } = this.#deps;
    const offStore = store.subscribe((events) => this.#onCommit(events));
    const offStop = stop.onChange((inForce) => this.#onStop(inForce));
    this.#unsubscribe = () => {
      offStore();
      offStop();
    };
    this.#lastStop = stop.current();
    this.#sync();
  }

  /** Every loop ends with what it has in hand. */
  async close(): Promise<void> {
    this.#unsubscribe?.();
    this.#end.abort(new AppError('cancelled', 'The application is closing'));
    await Promise.all([...this.#loops.values()].map((loop) => loop.close()));
    await Promise.allSettled(this.#asked);
  }

  /** The clock of this PC was changed, or the PC slept. */
  clockJumped(): void {
    for (const loop of this.#loops.values()) loop.clockJumped();
    this.#deps.reconciliations.clockJumped();
  }

  monitor(): { at: Moment; shops: ShopMonitor[]; settings: AutoImportSettings } {
    const { store, clock, reconciliations } = this.#deps;
    const at = clock.now();
    return {
      at,
      settings: reconciliations.settings(),
      shops: store.shops().map((shop) => this.#monitorOf(shop, at)),
    };
  }

  /** Throws AppError `conflict`, `not_found`. */
  saveShop(shopId: ShopId, version: number, settings: ShopAutoImport, ctx: CallContext) {
    this.#commit([{ kind: 'autoImport.set', shopId, expectedVersion: version, settings }], ctx);
    return this.#deps.store.autoImport.settings(shopId);
  }

  saveSettings(settings: AutoImportSettings, ctx: CallContext): AutoImportSettings {
    this.#commit([{ kind: 'setting.set', key: autoImportSettingsKey, value: settings }], ctx);
    return this.#deps.reconciliations.settings();
  }

  /** Throws AppError `not_found`, `emergency_stopped`, `auto_import_off`, `import_busy`. */
  runNow(shopIds: readonly ShopId[]): void {
    const { stop } = this.#deps;
    stop.requireNone();
    const loops = shopIds.map((id) => {
      const shop = this.#shop(id);
      const { isOn, isPaused } = this.#deps.store.autoImport.settings(id).settings;
      if (!isOn || isPaused) {
        throw new AppError('auto_import_off', 'The auto import of the shop is off or paused', {
          details: { shopName: shop.name },
        });
      }
      this.#requireFree(shop);
      return this.#loops.get(id);
    });
    for (const loop of loops) loop?.runNow();
  }

  /** Throws AppError `not_found`, `emergency_stopped`, `import_busy`, `consent_required`. */
  reconcileNow(shopIds: readonly ShopId[]): void {
    const { stop, sessions, reconciliations, log } = this.#deps;
    stop.requireNone();
    for (const id of shopIds) {
      const shop = this.#shop(id);
      sessions.requireConsent(shop, 'shared');
      this.#requireFree(shop);
    }
    for (const id of shopIds) {
      const abort = new AbortController();
      const offStop = stop.onChange((inForce) => {
        if (inForce !== null) abort.abort(new AppError('cancelled', 'An emergency stop came into force'));
      });
      const work = reconciliations
        .reconcile(id, 'asked', AbortSignal.any([abort.signal, this.#end.signal]))
        .catch((error: unknown) =>
          log.warn('A comparison that was asked for failed', { shopId: id, code: asAppError(error).code }),
        )
        .finally(() => {
          offStop();
          this.#asked.delete(work);
        });
      this.#asked.add(work);
    }
  }

  #monitorOf(shop: ShopRecord, at: Moment): ShopMonitor {
    const { store, reconciliations } = this.#deps;
    const { autoImport } = store;
    const saved = autoImport.settings(shop.id);
    const loop = this.#loops.get(shop.id);
    const active = reconciliations.active(shop.id);
    const state = loop?.state() ?? { kind: 'off' as const };
    return {
      shopId: shop.id,
      shopName: shop.name,
      settings: saved.settings,
      settingsVersion: saved.version,
      state: active === null ? state : { kind: 'running', purpose: 'reconciliation', ...active },
      nextAt: loop?.nextAt() ?? null,
      lastSuccessAt: autoImport.lastSuccessAt(shop.id),
      staged: autoImport.staged(shop.id),
      reconciliation: autoImport.lastReconciliation(shop.id, 'any'),
      nextReconciliationAt: loop?.nextReconciliationAt() ?? null,
      today: autoImport.totals(shop.id, startOfJstDate(jstDateOf(at))),
    };
  }

  #onCommit(events: readonly ChangeEvent[]): void {
    if (!events.some((event) => event.type === 'changed' && wakes.has(event.entity))) return;
    this.#sync();
    for (const loop of this.#loops.values()) loop.poke();
  }

  #onStop(inForce: EmergencyStop | null): void {
    this.#lastStop = inForce ?? this.#lastStop;
    for (const [shopId, loop] of this.#loops) {
      if (inForce === null && !this.#isComparedSince(shopId)) loop.reconcileSoon('resume');
      else loop.poke();
    }
  }

  /** Whether the way back from the last stop has compared the shop; one that was skipped is compared first thing. */
  #isComparedSince(shopId: ShopId): boolean {
    const last = this.#deps.store.autoImport.lastReconciliation(shopId, 'completed');
    return last !== null && last.startedAt >= (this.#lastStop?.stoppedAt ?? 0);
  }

  /** One loop for each shop there is. */
  #sync(): void {
    const shopIds = new Set(this.#deps.store.shops().map(({ id }) => id));
    for (const id of shopIds) {
      if (!this.#loops.has(id))
        this.#loops.set(id, new ShopLoop({ ...this.#deps, reconciler: this.#deps.reconciliations }, id));
    }
    for (const [id, loop] of this.#loops) {
      if (shopIds.has(id)) continue;
      this.#loops.delete(id);
      void loop.close();
    }
  }

  #requireFree(shop: ShopRecord): void {
    const lease = this.#deps.leases.holder(shop.id);
    if (lease === null) return;
    const { terminal, since, purpose } = lease;
    throw new AppError('import_busy', 'An import of this shop is already running', {
      details: { shopName: shop.name, terminal, since, purpose },
      retryable: true,
    });
  }

  #shop(shopId: ShopId): ShopRecord {
    const shop = this.#deps.store.shop(shopId);
    if (shop === null)
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    return shop;
  }

  #commit(changes: readonly Change[], { actor }: CallContext): void {
    const { store, clock, terminalName } = this.#deps;
    store.commit(changes, { actor, terminal: terminalName(), at: clock.now() });
  }
}
