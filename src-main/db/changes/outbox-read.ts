import type { Database } from '../database.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** The order of a done entry was read again (or cannot be): nothing more is due for it. */
export function createOutboxRead(database: Database): Handler<'outbox.read'> {
  const update = database.query('UPDATE outbox SET read_due = 0 WHERE id = ? AND read_due = 1');
  return (context, { entryId }) => {
    if (update.run(entryId).changes > 0) context.touch('outbox', entryId);
    return done;
  };
}
