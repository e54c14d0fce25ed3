import { AppError } from '#shared/domain/errors.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import { type OrderPlan, type PlannedRow, planLimit } from '../../orders/order-plan.ts';
import type { JobRowResult, WaitingRow } from '../../ports/job-store.ts';
import type { SliceResult } from '../job-runner.ts';

/** The most rows of a planned slice: as many as one plan takes. */
export const plannedRows = planLimit;

export function orderIdsOf(rows: readonly WaitingRow[]): OrderId[] {
  return rows.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
}

/** A plan's rows as those of the job; `keyOf` tells which planned row a row of the job is. */
export function plannedSlice(
  rows: readonly WaitingRow[],
  plan: OrderPlan,
  keyOf: (row: Pick<PlannedRow, 'what'> & { orderId: OrderId | null }) => string | number | null,
): SliceResult {
  const planned = new Map(plan.rows.map((row) => [keyOf(row), row]));
  return {
    changes: plan.changes,
    rows: rows.map((row): JobRowResult => {
      const found = planned.get(keyOf(row));
      if (found === undefined) throw new AppError('internal', 'A row of the job was not planned');
      const { state, before, after, what, error } = found;
      return { seq: row.seq, state, before, after, what, error };
    }),
  };
}
