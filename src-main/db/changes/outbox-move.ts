import { AppError } from '#shared/domain/errors.ts';
import { outboxStateCodes, outboxStateOf } from '../codes.ts';
import type { Database } from '../database.ts';
import { createOutboxRows } from './outbox-rows.ts';
import type { Handler } from './write-context.ts';

/**
 * Moves an entry to its next state. Leaving (`sending`) counts an attempt; since when an outcome is unknown is kept
 * while it stays so; a done one is due to be read again.
 */
export function createOutboxMove(database: Database): Handler<'outbox.move'> {
  const rows = createOutboxRows(database);
  const { sending, done, unknown } = outboxStateCodes;
  const update = database.query(
    `UPDATE outbox SET
       attempts = attempts + (?1 = ${sending}),
       unknown_since = CASE WHEN ?1 <> ${unknown} THEN NULL WHEN state = ${unknown} THEN unknown_since ELSE ?2 END,
       read_due = (?1 = ${done}),
       state = ?1, updated_at = ?2, next_at = ?3, error = ?4, failures = ?5, is_asked = ?6,
       base = ifnull(?7, base), warnings = ifnull(?8, warnings)
     WHERE id = ?9`,
  );
  return (context, change) => {
    const { entryId, from, to, nextAt, error, failures, isAsked = false, base, warnings, history } = change;
    const head = rows.require(entryId);
    const state = outboxStateOf(head.state);
    if (!from.includes(state)) {
      throw new AppError('outbox_not_waiting', `The operation is ${state}, not ${from.join(' or ')}`, {
        details: { entryId, state },
      });
    }
    update.run(
      outboxStateCodes[to],
      context.origin.at,
      nextAt,
      error === null ? null : JSON.stringify(error),
      failures,
      isAsked ? 1 : 0,
      base === undefined ? null : JSON.stringify(base),
      warnings === undefined ? null : JSON.stringify(warnings),
      entryId,
    );
    rows.show(context, entryId, head.order_id);
    if (history !== null) {
      const { action, facts } = history;
      context.rememberOrder({ orderId: head.order_id, version: null, action, changes: facts });
    }
    return { kind: 'outbox', entryId };
  };
}
