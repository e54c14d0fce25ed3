import { AppError } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { Phase } from '#shared/domain/phase.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import type { Change, StoreReader } from '../ports/store.ts';
import type { ChangePath } from './change-path.ts';
import type { OrderPlan, PlannedRow } from './order-plan.ts';

export interface PhaseMoveDeps {
  readonly store: Pick<StoreReader, 'orderStandings' | 'phases'>;
  readonly guard: FraudGuard;
}

/**
 * Plans to move up to 1,000 orders to one phase, each past the fraud guard. `why` names what moves them (a
 * rule, a phase that is removed) in the history. Throws AppError `not_found` for an unknown phase; an unknown or
 * refused order fails in its row.
 */
export function planPhaseMove(
  { store, guard }: PhaseMoveDeps,
  orderIds: readonly OrderId[],
  phaseId: PhaseId,
  by: ChangePath,
  why = '',
): OrderPlan {
  const target = requirePhase(store, phaseId);
  const known = store.orderStandings(orderIds);
  const judge = guard.movesTo(target, by);
  const changes: Change[] = [];
  const after = String(phaseId);
  const rows = [...new Set(orderIds)].map((orderId): PlannedRow => {
    const facts = known.get(orderId);
    const row = { orderId, what: 'phase', before: String(facts?.phaseId ?? ''), after };
    if (facts === undefined) return { ...row, state: 'failed', error: unknownOrder(orderId).toShape() };
    const verdict = judge(facts);
    if (verdict.kind === 'refused') return { ...row, state: 'failed', error: verdict.error.toShape() };
    if (verdict.kind === 'unchanged') return { ...row, state: 'unchanged', error: null };
    changes.push({ kind: 'order.phase', permit: verdict.permit, why });
    return { ...row, state: 'done', error: null };
  });
  return { changes, rows };
}

/** Throws AppError `not_found`. */
export function requirePhase(store: Pick<StoreReader, 'phases'>, phaseId: PhaseId): Phase {
  const phase = store.phases().find(({ id }) => id === phaseId);
  if (phase !== undefined) return phase;
  throw new AppError('not_found', 'The phase does not exist', { details: { entity: 'phase', id: phaseId } });
}

export function unknownOrder(orderId: OrderId): AppError {
  return new AppError('not_found', 'The order does not exist', { details: { entity: 'order', id: orderId } });
}
