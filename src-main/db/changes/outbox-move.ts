import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { createOutboxRows } from './outbox-rows.ts';
import type { Handler } from './write-context.ts';

/**
 * Moves an entry to its next state. Leaving (`sending`) counts an attempt; since when an outcome is unknown is kept
 * while it stays so; a done one is due to be read again.
 */
export function createOutboxMove(database: Database): Handler<'outbox.move'> {
  const rows = createOutboxRows(database);
  const update = database.query(
    `UPDATE outbox SET state = ?, attempts = attempts + ?, unknown_since = ifnull(?, CASE WHEN ? THEN unknown_since END),
       read_due = ?, updated_at = ?, next_at = ?, error = ?, failures = ?, is_asked = ?,
       base = ifnull(?, base), warnings = ifnull(?, warnings)
     WHERE id = ?`,
  );
  return (context, change) => {
    const { entryId, from, to, nextAt, error, failures, isAsked = false, base, warnings, history } = change;
    const head = rows.require(entryId);
    const { state } = head;
    if (!from.includes(state)) {
      throw new AppError('outbox_not_waiting', `The operation is ${state}, not ${from.join(' or ')}`, {
        details: { entryId, state },
      });
    }
    const staysUnknown = to === 'unknown' && state === 'unknown';
    const { at } = context.origin;
    update.run(
      to,
      to === 'sending' ? 1 : 0,
      to === 'unknown' && !staysUnknown ? at : null,
      staysUnknown ? 1 : 0,
      to === 'done' ? 1 : 0,
      at,
      nextAt,
      error === null ? null : JSON.stringify(error),
      failures,
      isAsked ? 1 : 0,
      base === undefined ? null : JSON.stringify(base),
      warnings === undefined ? null : JSON.stringify(warnings),
      entryId,
    );
    if (to !== state) {
      rows.count(head.shop_no, state, -1);
      rows.count(head.shop_no, to, 1);
    }
    rows.show(context, entryId, head.order_id);
    if (history !== null) {
      const { action, facts } = history;
      context.rememberOrder({ orderId: head.order_id, version: null, action, changes: facts });
    }
    return { kind: 'outbox', entryId };
  };
}
