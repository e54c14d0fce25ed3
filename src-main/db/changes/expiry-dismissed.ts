import type { Database } from '../database.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createExpiryDismissed(database: Database): Handler<'expiry.dismissed'> {
  const update = database.query(
    'UPDATE expiry_announcements SET dismissed = 1 WHERE item_id = ? AND due_at = ? AND dismissed = 0',
  );
  return (context, { itemId, dueAt }) => {
    if (update.run(itemId, dueAt).changes > 0) context.touch('expiry', itemId);
    return done;
  };
}
