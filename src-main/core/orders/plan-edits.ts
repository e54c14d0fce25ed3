import { AppError } from '#shared/domain/errors.ts';
import { checkFieldValue, type FieldFault, isOwnField } from '#shared/domain/field-value.ts';
import type { OrderId } from '#shared/domain/ids.ts';
import type { EditVerdict, FraudGuard } from '../fraud/guard.ts';
import type { EditedValue, EditPath } from '../ports/order-changes.ts';
import type { FieldStanding } from '../ports/records.ts';
import type { Change, StoreReader } from '../ports/store.ts';
import type { OrderPlan, PlannedRow } from './order-plan.ts';
import { unknownOrder } from './plan-phase-move.ts';

export interface EditDeps {
  readonly store: Pick<StoreReader, 'fieldStandings'>;
  readonly guard: Pick<FraudGuard, 'permitEdit'>;
}

/** New texts for editable fields of one order. */
export interface WantedEdits {
  readonly orderId: OrderId;
  readonly values: readonly { readonly field: string; readonly value: string }[];
}

/**
 * Plans edits of up to 1,000 orders, each with fields of its own; one row per order and field. What cannot be
 * the field's value fails in its row (`field_invalid`), as does an unknown order and one in staging; the other
 * fields go through.
 */
export function planEdits(
  { store, guard }: EditDeps,
  wanted: readonly WantedEdits[],
  by: EditPath,
  why = '',
): OrderPlan {
  const fields = new Set(wanted.flatMap(({ values }) => values.map(({ field }) => field)));
  const standings = store.fieldStandings(
    wanted.map(({ orderId }) => orderId),
    [...fields].filter((field) => checkFieldValue(field, '').ok),
  );
  const changes: Change[] = [];
  const rows: PlannedRow[] = [];
  for (const { orderId, values } of wanted) {
    const standing = standings.get(orderId);
    const verdict = standing === undefined ? null : guard.permitEdit({ orderId, phaseId: standing.phaseId });
    const edited: EditedValue[] = [];
    for (const { field, value } of values) {
      const row = plannedRow({ orderId, standing, verdict }, field, value);
      rows.push(row);
      if (row.state === 'done') edited.push({ field, before: row.before, after: row.after });
    }
    if (edited.length > 0 && verdict?.kind === 'permitted') {
      changes.push({ kind: 'order.edit', permit: verdict.permit, by, values: edited, why });
    }
  }
  return { changes, rows };
}

/** Plans one value for one field of up to 1,000 orders. Throws AppError `field_invalid` (details: field, reason). */
export function planFieldEdit(
  deps: EditDeps,
  orderIds: readonly OrderId[],
  field: string,
  value: string,
  by: EditPath = 'bulk',
): OrderPlan {
  const checked = checkedValue(field, value);
  const wanted = [...new Set(orderIds)].map((orderId) => ({ orderId, values: [{ field, value: checked }] }));
  return planEdits(deps, wanted, by);
}

/** A text as the field keeps it. Throws AppError `field_invalid` (details: field, reason). */
export function checkedValue(field: string, value: string): string {
  const checked = checkFieldValue(field, value);
  if (checked.ok) return checked.value;
  throw invalidField(field, checked.fault);
}

export function invalidField(field: string, reason: FieldFault): AppError {
  return new AppError('field_invalid', 'This cannot be the value of the field', {
    details: { field, reason },
  });
}

function plannedRow(
  {
    orderId,
    standing,
    verdict,
  }: { orderId: OrderId; standing: FieldStanding | undefined; verdict: EditVerdict | null },
  field: string,
  value: string,
): PlannedRow {
  const before = standing?.texts.get(field) ?? '';
  const failed = (error: AppError): PlannedRow => ({
    orderId,
    what: field,
    state: 'failed',
    before,
    after: value,
    error: error.toShape(),
  });
  if (standing === undefined) return failed(unknownOrder(orderId));
  const checked = checkFieldValue(field, value);
  if (!checked.ok) return failed(invalidField(field, checked.fault));
  if (!standing.hasData && !isOwnField(field)) return failed(invalidField(field, 'no_data'));
  const after = checked.value;
  if (after === before) return { orderId, what: field, state: 'unchanged', before, after, error: null };
  if (verdict?.kind === 'refused') return failed(verdict.error);
  return { orderId, what: field, state: 'done', before, after, error: null };
}
