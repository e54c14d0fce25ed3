import { randomUUID } from 'node:crypto';
import type { MallPort } from '#main/malls/port.ts';
import type { ImportPeriod, ImportRun } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ImportRunId, ShopId } from '#shared/domain/ids.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { CallContext } from '../context.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';
import type { ImportRules } from '../rules/import-rules.ts';
import type { HeldLease, ImportLeases } from './import-leases.ts';
import { ImportRunner } from './import-run.ts';
import { beginByRules } from './order-beginning.ts';
import { checkedPeriod, type Period, periodSinceLast } from './period.ts';

export interface ImportServiceDeps {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly mallOf: (shop: ShopRecord) => MallPort;
  readonly clock: Clock;
  readonly rules: Pick<ImportRules, 'of'>;
  readonly leases: ImportLeases;
  readonly log: Logger;
  readonly events: EventHub;
  readonly terminalName: () => string;
}

interface ActiveRun {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Manual import (spec §3): starts, cancels, resumes and lists runs. One importer per shop at a time. */
export class ImportService {
  readonly #deps: ImportServiceDeps;
  readonly #active = new Map<ImportRunId, ActiveRun>();

  constructor(deps: ImportServiceDeps) {
    this.#deps = deps;
  }

  /** To be called once when the host starts: runs that stand as running died with the last process. */
  markInterrupted(): void {
    const { store, clock, log } = this.#deps;
    for (const run of store.runningImportRuns()) {
      log.warn('An import was interrupted and can be resumed', { runId: run.id });
      store.commit(
        [{ kind: 'run.finish', runId: run.id, state: 'interrupted', at: clock.now(), error: null }],
        this.#origin('system'),
      );
    }
  }

  /** The period each shop's next import would cover. */
  plan(shopIds: readonly ShopId[]): { shopId: ShopId; from: number; to: number; isFirst: boolean }[] {
    const now = this.#deps.clock.now();
    return shopIds.map((shopId) => ({ shopId, ...periodSinceLast(this.#shop(shopId).lastImportTo, now) }));
  }

  /**
   * Starts one run per shop. Nothing starts unless all can: throws AppError `not_found`, `import_busy`,
   * `import_period_invalid`, `consent_required`.
   */
  start(
    shopIds: readonly ShopId[],
    period: ImportPeriod,
    ctx: CallContext,
    trigger: ImportRun['trigger'] = 'manual',
  ): ImportRun[] {
    const now = this.#deps.clock.now();
    const shops = [...new Set(shopIds)].map((id) => this.#shop(id));
    const plans = shops.map((shop) => {
      this.#deps.sessions.requireConsent(shop, 'terminal');
      return {
        shop,
        period:
          period.kind === 'range' ? checkedPeriod(period, now) : periodSinceLast(shop.lastImportTo, now),
      };
    });
    const batchId = randomUUID();
    return this.#takeAll(plans).map(({ shop, lease, period: { from, to } }) =>
      this.#begin(shop, lease, { from, to }, batchId, trigger, ctx),
    );
  }

  /** Stops a run at the next order. Throws AppError `import_not_running`. */
  async cancel(runId: ImportRunId): Promise<void> {
    const active = this.#active.get(runId);
    if (active === undefined) throw new AppError('import_not_running', 'The import is not running any more');
    active.abort.abort(new AppError('cancelled', 'The import was cancelled'));
    await active.done;
  }

  /** Goes on with a cancelled, failed or interrupted run. Throws AppError `import_not_resumable`, `import_busy`, `consent_required`. */
  async resume(runId: ImportRunId, ctx: CallContext): Promise<ImportRun> {
    const run = this.#deps.store.importRun(runId);
    if (run === null)
      throw new AppError('not_found', 'The import run does not exist', { details: { entity: 'importRun' } });
    const shop = this.#shop(run.shopId);
    if (run.state === 'running' || run.state === 'completed') {
      throw new AppError('import_not_resumable', `A ${run.state} import cannot be resumed`, {
        details: { state: run.state },
      });
    }
    this.#deps.sessions.requireConsent(shop, 'terminal');
    const lease = await this.#deps.leases.takeWhenFree(shop, 'manual');
    this.#deps.store.commit(
      [lease.hold, { kind: 'run.resume', runId, at: this.#deps.clock.now() }],
      this.#origin(ctx.actor),
    );
    this.#launch({ id: runId, shop, from: run.periodFrom, to: run.periodTo, listed: run.listed }, lease, ctx);
    return this.#run(runId);
  }

  /** Stops every run and waits until each has written what it holds: the host is closing. */
  async close(): Promise<void> {
    for (const run of this.#active.values())
      run.abort.abort(new AppError('cancelled', 'The application is closing'));
    await Promise.all([...this.#active.values()].map((run) => run.done));
  }

  /** All or none. */
  #takeAll<Plan extends { shop: ShopRecord }>(plans: readonly Plan[]): (Plan & { lease: HeldLease })[] {
    const taken: (Plan & { lease: HeldLease })[] = [];
    try {
      for (const plan of plans) taken.push({ ...plan, lease: this.#deps.leases.take(plan.shop, 'manual') });
      return taken;
    } catch (error) {
      for (const { lease } of taken) lease.release();
      throw error;
    }
  }

  #begin(
    shop: ShopRecord,
    lease: HeldLease,
    period: Period,
    batchId: string,
    trigger: ImportRun['trigger'],
    ctx: CallContext,
  ): ImportRun {
    const run = {
      id: randomUUID(),
      batchId,
      shopId: shop.id,
      trigger,
      startedAt: this.#deps.clock.now(),
      periodFrom: period.from,
      periodTo: period.to,
    };
    this.#deps.store.commit([lease.hold, { kind: 'run.start', run }], this.#origin(ctx.actor));
    this.#launch({ id: run.id, shop, ...period, listed: false }, lease, ctx);
    return this.#run(run.id);
  }

  #launch(
    plan: { id: ImportRunId; shop: ShopRecord; from: number; to: number; listed: boolean },
    lease: HeldLease,
    ctx: CallContext,
  ): void {
    const { store, sessions, mallOf, clock, log, events, rules } = this.#deps;
    const abort = new AbortController();
    const runner = new ImportRunner(
      {
        store,
        clock,
        hold: lease.hold,
        begin: beginByRules({ rules, clock }, plan.shop.id),
        mall: mallOf(plan.shop),
        connection: sessions.connection(plan.shop, 'terminal'),
        origin: () => this.#origin(ctx.actor),
        onProgress: (progress) => events.publish([{ type: 'importProgress', runId: plan.id, progress }]),
      },
      plan,
      AbortSignal.any([abort.signal, lease.lost]),
    );
    const done = runner
      .run()
      .then(() => undefined)
      .catch((error: unknown) => log.error('The import could not record its end', { runId: plan.id, error }))
      .finally(() => {
        this.#active.delete(plan.id);
        lease.release();
      });
    this.#active.set(plan.id, { abort, done });
  }

  #shop(shopId: ShopId): ShopRecord {
    const shop = this.#deps.store.shop(shopId);
    if (shop === null)
      throw new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    return shop;
  }

  #run(runId: ImportRunId): ImportRun {
    const run = this.#deps.store.importRun(runId);
    if (run === null) throw new AppError('internal', 'The import run vanished');
    const { listed: _listed, ...contractRun } = run;
    return contractRun;
  }

  #origin(actor: string): CommitOrigin {
    return { actor, terminal: this.#deps.terminalName(), at: this.#deps.clock.now() };
  }
}
