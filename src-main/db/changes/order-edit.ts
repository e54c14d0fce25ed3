import { AppError } from '#shared/domain/errors.ts';
import { isOwnField } from '#shared/domain/field-value.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import { isGenuineEditPermit } from '../../core/ports/fraud-permit.ts';
import type { EditPath } from '../../core/ports/order-changes.ts';
import type { Database } from '../database.ts';
import type { LocalEdits } from '../orders/local-edits.ts';
import type { OrderEditor } from '../orders/order-editor.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import type { Handler } from './write-context.ts';

/** How the history names an edit, by the way it was asked for. */
const actions: Readonly<Record<EditPath, string>> = {
  detail: 'edited',
  bulk: 'edited_in_bulk',
  undo: 'edit_undone',
  csv: 'edited_by_csv',
  drop: 'edits_dropped',
};

/**
 * Changes fields of an order, each only while it still is what the caller saw. A field that differs from the
 * mall's value is kept as a local edit; one that says the same again is none.
 */
export function createOrderEdit(
  database: Database,
  editor: OrderEditor,
  localEdits: LocalEdits,
): Handler<'order.edit'> {
  const stored = createStoredOrders(database);
  return (context, { permit, by, values, why }) => {
    const { orderId } = permit;
    if (!isGenuineEditPermit(permit)) {
      throw new AppError('forbidden', 'An edit without a permit of the guard', { details: { orderId } });
    }
    if (permit.revision !== context.baseRevision) {
      throw new AppError('conflict', 'The permit is for an order as it no longer is', {
        details: { entity: 'order', id: orderId },
      });
    }
    const head = stored.head(orderId);
    if (head === null) {
      throw new AppError('not_found', 'No such order', { details: { entity: 'order', id: orderId } });
    }
    const mallValues = localEdits.of(orderId);
    const changed = values.filter(({ before, after }) => before !== after);
    for (const { field, before, after } of changed) {
      const isEditable = orderFieldOf(field)?.editable === true;
      if (!isEditable || (head.has_data === 0 && !isOwnField(field))) {
        const reason = isEditable ? 'no_data' : 'not_editable';
        throw new AppError('field_invalid', 'This field cannot be edited', { details: { field, reason } });
      }
      if (editor.text(orderId, field) !== before) {
        throw new AppError('conflict', 'The field is no longer what was seen', {
          details: { entity: 'order', id: orderId, field },
        });
      }
      if (isOwnField(field)) continue;
      const mallValue = mallValues.get(field) ?? before;
      if (mallValue === after) localEdits.forget(orderId, field);
      else localEdits.keep(orderId, field, mallValue);
    }
    if (changed.length === 0) return { kind: 'order', orderId, result: 'unchanged' };
    editor.edit(context, head, new Map(changed.map(({ field, after }) => [field, after])));
    context.touch('order', orderId);
    context.rememberOrder({
      orderId,
      version: head.version + 1,
      action: actions[by],
      changes: changed.map(({ field, before, after }) => ({ field, before, after })),
      why,
    });
    return { kind: 'order', orderId, result: 'updated' };
  };
}
