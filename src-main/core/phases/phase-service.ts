import type { Job } from '#shared/contract/jobs.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import { type FraudHoldStatus, fraudHoldStatuses, isHeld } from '#shared/domain/order-status.ts';
import type { Phase } from '#shared/domain/phase.ts';
import type { CallContext } from '../context.ts';
import { readFraudSettings } from '../fraud/fraud-settings.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import { mayMove } from '../fraud/judge.ts';
import { closedStaging, isStaged } from '../fraud/staging-rule.ts';
import { nextTurn } from '../next-turn.ts';
import type { ChangePath } from '../orders/change-path.ts';
import type { JobRecorder } from '../orders/job-recorder.ts';
import { planPhaseMove, requirePhase } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { Change, CommitOrigin, CommitResult, PhaseInput, Store } from '../ports/store.ts';

/** Orders moved in one commit while their phase is removed: the host answers others in between. */
const moveChunk = 500;

const heldStatuses: readonly FraudHoldStatus[] = fraudHoldStatuses.filter(isHeld);

export interface PhaseServiceDeps {
  readonly store: Store;
  readonly guard: FraudGuard;
  readonly jobs: JobRecorder;
  readonly clock: Clock;
  readonly terminalName: () => string;
}

/** The shop's processing phases (spec §1) and single moves between them. */
export class PhaseService {
  readonly #deps: PhaseServiceDeps;

  constructor(deps: PhaseServiceDeps) {
    this.#deps = deps;
  }

  list(): Phase[] {
    return this.#deps.store.phases();
  }

  /** Throws AppError `phase_name_taken`. */
  create(phase: PhaseInput, ctx: CallContext): Phase {
    const { outcomes } = this.#commit([{ kind: 'phase.create', phase }], ctx);
    const [outcome] = outcomes;
    if (outcome?.kind !== 'phase') throw new AppError('internal', 'The phase was not created');
    return requirePhase(this.#deps.store, outcome.phaseId);
  }

  /**
   * Throws AppError `phase_name_taken`, `conflict`, and `fraud_held` (details: count) for a phase of cancelled
   * orders that is to mean something else while held orders lie in it: that would move them there.
   */
  update(phaseId: PhaseId, expectedVersion: number, phase: PhaseInput, ctx: CallContext): Phase {
    const before = requirePhase(this.#deps.store, phaseId);
    if (!before.builtIn && before.kind !== phase.kind) this.#refuseHeldIn(before, phase);
    this.#commit([{ kind: 'phase.update', phaseId, expectedVersion, phase }], ctx);
    return requirePhase(this.#deps.store, phaseId);
  }

  reorder(phaseIds: readonly PhaseId[], ctx: CallContext): void {
    this.#commit([{ kind: 'phase.reorder', phaseIds }], ctx);
  }

  /**
   * Removes an own phase and moves its orders to `moveTo`, however many. Throws AppError `phase_built_in`,
   * `phase_in_use` (details: count) without a phase to move them to, `fraud_held` (details: count) when held ones
   * may not go there, `staging_by_import_only`, `conflict`; nothing has changed then.
   */
  async remove(
    phaseId: PhaseId,
    expectedVersion: number,
    moveTo: PhaseId | null,
    ctx: CallContext,
  ): Promise<void> {
    const { store } = this.#deps;
    const phase = requirePhase(store, phaseId);
    if (moveTo === phaseId) {
      throw new AppError('invalid_input', 'A phase cannot take its own orders', {
        details: { field: 'moveTo' },
      });
    }
    if (moveTo !== null && isStaged(moveTo)) throw closedStaging({ target: moveTo });
    // Refused before the first order moves; the change itself checks again.
    if (!phase.builtIn && phase.version === expectedVersion && moveTo !== null) {
      this.#refuseHeldIn(phase, requirePhase(store, moveTo));
      await this.#emptyInto(phase, moveTo, ctx);
    }
    this.#commit([{ kind: 'phase.remove', phaseId, expectedVersion, moveTo }], ctx);
  }

  /** Moves up to 500 orders in one commit; each row of the job tells how its order fared. Throws AppError `not_found`. */
  move(orderIds: readonly OrderId[], phaseId: PhaseId, by: ChangePath, ctx: CallContext): Job {
    const plan = planPhaseMove(this.#deps, orderIds, phaseId, by);
    return this.#deps.jobs.finishedJob('phase', { phaseId, by }, plan, ctx);
  }

  async #emptyInto(phase: Phase, moveTo: PhaseId, ctx: CallContext): Promise<void> {
    const { store } = this.#deps;
    for (;;) {
      const orderIds = store.phaseOrders(phase.id, moveChunk);
      if (orderIds.length === 0) return;
      const { changes, rows } = planPhaseMove(this.#deps, orderIds, moveTo, 'phase_removed', phase.name);
      const refused = rows.find(({ error }) => error !== null)?.error;
      if (refused) throw new AppError(refused.code, refused.message, { details: refused.details });
      this.#commit(changes, ctx);
      await nextTurn();
    }
  }

  /** Throws AppError `fraud_held` when held orders lie in a phase and may not go to one of the other kind. */
  #refuseHeldIn(phase: Phase, target: Pick<Phase, 'kind'>): void {
    const { store } = this.#deps;
    const settings = readFraudSettings(store);
    const kept = heldStatuses.filter((status) => !mayMove(status, target.kind, 'phase_removed', settings));
    const count = kept.length === 0 ? 0 : store.countInPhase(phase.id, kept);
    if (count === 0) return;
    throw new AppError('fraud_held', 'Orders under fraud review in this phase can only be cancelled', {
      details: { count, phaseId: phase.id },
    });
  }

  #commit(changes: readonly Change[], { actor }: CallContext): CommitResult {
    const origin: CommitOrigin = {
      actor,
      terminal: this.#deps.terminalName(),
      at: this.#deps.clock.now(),
    };
    return this.#deps.store.commit(changes, origin);
  }
}
