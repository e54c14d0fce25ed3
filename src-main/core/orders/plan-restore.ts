import { AppError } from '#shared/domain/errors.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import type { EditPermit } from '../ports/fraud-permit.ts';
import type { EditedValue } from '../ports/order-changes.ts';
import type { Change } from '../ports/store.ts';
import type { OrderPlan, PlannedRow, RestoreStep } from './order-plan.ts';
import type { EditDeps } from './plan-edits.ts';
import { type PhaseMoveDeps, unknownOrder } from './plan-phase-move.ts';

export type RestoreDeps = {
  readonly store: PhaseMoveDeps['store'] & EditDeps['store'];
  readonly guard: PhaseMoveDeps['guard'];
};

/**
 * Plans to take back up to 1,000 steps, one row each in their order. A step is taken back only while the
 * order still is as the step left it (else its row fails with `changed_since`), and only past the guard, whatever
 * phase the order came from.
 */
export function planRestore(deps: RestoreDeps, steps: readonly RestoreStep[]): OrderPlan {
  const orderIds = [...new Set(steps.map(({ orderId }) => orderId))];
  const fields = new Set(steps.map(({ what }) => what).filter((what) => what !== 'phase'));
  const standings = deps.store.fieldStandings(orderIds, [...fields]);
  const judgePhase = phaseJudge(deps, orderIds);
  const edits = new Map<OrderId, { permit: EditPermit; values: EditedValue[] }>();
  const changes: Change[] = [];

  const restoreField = (step: RestoreStep): Omit<PlannedRow, 'orderId' | 'what'> => {
    const standing = standings.get(step.orderId);
    const now = standing?.texts.get(step.what) ?? '';
    const row = { before: now, after: step.before };
    if (standing === undefined)
      return { ...row, state: 'failed', error: unknownOrder(step.orderId).toShape() };
    if (now !== step.after) return { ...row, state: 'failed', error: changedSince(step).toShape() };
    if (now === step.before) return { ...row, state: 'unchanged', error: null };
    const verdict = deps.guard.permitEdit({ orderId: step.orderId, phaseId: standing.phaseId });
    if (verdict.kind === 'refused') return { ...row, state: 'failed', error: verdict.error.toShape() };
    const edited = edits.get(step.orderId) ?? { permit: verdict.permit, values: [] };
    edited.values.push({ field: step.what, before: now, after: step.before });
    edits.set(step.orderId, edited);
    return { ...row, state: 'done', error: null };
  };

  const rows = steps.map((step): PlannedRow => {
    const { orderId, what } = step;
    if (what !== 'phase') return { orderId, what, ...restoreField(step) };
    const { change, ...row } = judgePhase(step);
    if (change !== null) changes.push(change);
    return { orderId, what, ...row };
  });
  for (const { permit, values } of edits.values()) {
    changes.push({ kind: 'order.edit', permit, by: 'undo', values, why: '' });
  }
  return { changes, rows };
}

type JudgedPhase = Omit<PlannedRow, 'orderId' | 'what'> & { readonly change: Change | null };

function phaseJudge(
  { store, guard }: RestoreDeps,
  orderIds: readonly OrderId[],
): (step: RestoreStep) => JudgedPhase {
  const standings = store.orderStandings(orderIds);
  const judges = new Map(store.phases().map((phase) => [phase.id, guard.movesTo(phase, 'undo')]));
  return (step) => {
    const standing = standings.get(step.orderId);
    const row = { before: String(standing?.phaseId ?? ''), after: step.before };
    const failed = (error: AppError): JudgedPhase => ({
      ...row,
      state: 'failed',
      error: error.toShape(),
      change: null,
    });
    if (standing === undefined) return failed(unknownOrder(step.orderId));
    if (row.before !== step.after) return failed(changedSince(step));
    const judge = judges.get(Number(step.before));
    if (judge === undefined) {
      return failed(new AppError('not_found', 'The phase does not exist', { details: { entity: 'phase' } }));
    }
    const verdict = judge(standing);
    if (verdict.kind === 'refused') return failed(verdict.error);
    if (verdict.kind === 'unchanged') return { ...row, state: 'unchanged', error: null, change: null };
    const change: Change = { kind: 'order.phase', permit: verdict.permit, why: '' };
    return { ...row, state: 'done', error: null, change };
  };
}

function changedSince({ orderId, what }: RestoreStep): AppError {
  return new AppError('changed_since', 'The order was changed again since', {
    details: { orderId, field: what },
  });
}
