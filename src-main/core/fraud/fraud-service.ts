import type { FraudRelease, FraudSettings } from '#shared/contract/fraud.ts';
import type { Job } from '#shared/contract/jobs.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { CallContext } from '../context.ts';
import type { JobRecorder } from '../orders/job-recorder.ts';
import type { PlannedRow } from '../orders/order-plan.ts';
import { planPhaseMove } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Change, CommitOrigin, Store } from '../ports/store.ts';
import { fraudSettingsKey, readFraudSettings } from './fraud-settings.ts';
import type { FraudGuard } from './guard.ts';

export interface FraudServiceDeps {
  readonly store: Store;
  readonly guard: FraudGuard;
  readonly jobs: JobRecorder;
  readonly clock: Clock;
  readonly terminalName: () => string;
  readonly notifier: Notifier | null;
}

/** The guard's settings, and what becomes of orders whose hold is lifted (spec §4.1). */
export class FraudService {
  readonly #deps: FraudServiceDeps;
  /** Releases that the operating system was told of: order and moment. */
  readonly #told: Set<string>;

  constructor(deps: FraudServiceDeps) {
    this.#deps = deps;
    this.#told = new Set(deps.store.fraudReleases().map(keyOf));
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

  /** To be told of every commit: new releases are shown by the operating system, each once. */
  onCommit(events: readonly ChangeEvent[]): void {
    const { notifier } = this.#deps;
    if (notifier === null) return;
    if (!events.some((event) => event.type === 'changed' && event.entity === 'fraudRelease')) return;
    const open = this.releases();
    const fresh = open.filter((release) => !this.#told.has(keyOf(release)));
    for (const release of fresh) this.#told.add(keyOf(release));
    if (fresh.length > 0) notifier.fraudReleases(fresh);
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

const keyOf = ({ orderId, releasedAt }: FraudRelease): string => `${orderId}@${releasedAt}`;
