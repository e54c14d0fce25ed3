import type { FraudRelease, FraudSettings } from '#shared/contract/fraud.ts';
import type { Job } from '#shared/contract/jobs.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { CallContext } from '../context.ts';
import type { JobRecorder } from '../orders/job-recorder.ts';
import type { PlannedRow } from '../orders/order-plan.ts';
import { planPhaseMove } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { Change, CommitOrigin, Store } from '../ports/store.ts';
import { fraudSettingsKey, readFraudSettings } from './fraud-settings.ts';
import type { FraudGuard } from './guard.ts';

export interface FraudServiceDeps {
  readonly store: Store;
  readonly guard: FraudGuard;
  readonly jobs: JobRecorder;
  readonly clock: Clock;
  readonly terminalName: () => string;
}

/** The guard's settings, and what becomes of orders whose hold is lifted (spec §4.1). */
export class FraudService {
  readonly #deps: FraudServiceDeps;

  constructor(deps: FraudServiceDeps) {
    this.#deps = deps;
  }

  settings(): FraudSettings {
    return readFraudSettings(this.#deps.store);
  }

  saveSettings(settings: FraudSettings, ctx: CallContext): FraudSettings {
    this.#deps.store.commit(
      [{ kind: 'setting.set', key: fraudSettingsKey, value: settings }],
      this.#origin(ctx),
    );
    return this.settings();
  }

  releases(): FraudRelease[] {
    return this.#deps.store.fraudReleases();
  }

  /**
   * Makes the changes that were refused while the orders were held, past the guard as any other; a release without
   * one is just answered. What the guard refuses again stays listed.
   */
  acceptReleases(orderIds: readonly OrderId[], ctx: CallContext): Job {
    const wanted = new Set(orderIds);
    const releases = this.releases().filter(({ orderId }) => wanted.has(orderId));
    const changes: Change[] = [];
    const rows: PlannedRow[] = [];
    const byPhase = Map.groupBy(releases, ({ refusedPhaseId }) => refusedPhaseId);
    for (const [phaseId, group] of byPhase) {
      const plan = this.#planMoves(group, phaseId);
      changes.push(...plan.changes);
      rows.push(...plan.rows);
    }
    for (const { orderId, state } of rows) {
      if (state !== 'failed') changes.push({ kind: 'release.close', orderId, answer: 'accepted' });
    }
    const goals = [...byPhase.keys()].filter((phaseId) => phaseId !== null);
    const [phaseId = null] = goals.length === 1 ? goals : [];
    return this.#deps.jobs.finishedJob('phase', { phaseId, by: 'release' }, { changes, rows }, ctx);
  }

  dismissReleases(orderIds: readonly OrderId[], ctx: CallContext): void {
    const changes = [...new Set(orderIds)].map(
      (orderId): Change => ({ kind: 'release.close', orderId, answer: 'dismissed' }),
    );
    this.#deps.store.commit(changes, this.#origin(ctx));
  }

  #planMoves(releases: readonly FraudRelease[], phaseId: PhaseId | null) {
    const orderIds = releases.map(({ orderId }) => orderId);
    if (phaseId !== null) return planPhaseMove(this.#deps, orderIds, phaseId, 'release');
    const rows = releases.map(({ orderId, phaseId: stays }): PlannedRow => {
      const text = String(stays);
      return { orderId, what: 'phase', state: 'unchanged', before: text, after: text, error: null };
    });
    return { changes: [], rows };
  }

  #origin({ actor }: CallContext): CommitOrigin {
    return { actor, terminal: this.#deps.terminalName(), at: this.#deps.clock.now() };
  }
}
