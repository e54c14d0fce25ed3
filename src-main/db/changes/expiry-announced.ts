import type { Database } from '../database.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Ends this long past are forgotten: nothing that is renewed lasts longer than a year. */
const keptMs = 400 * 86_400_000;

export function createExpiryAnnounced(database: Database): Handler<'expiry.announced'> {
  const upsert = database.query(
    `INSERT OR REPLACE INTO expiry_announcements (item_id, due_at, distance_ms, announced_at, dismissed)
     VALUES (?, ?, ?, ?, 0)`,
  );
  const forget = database.query(
    `DELETE FROM expiry_announcements AS old WHERE old.item_id = ? AND old.due_at < ?
       AND EXISTS (SELECT 1 FROM expiry_announcements AS newer
         WHERE newer.item_id = old.item_id AND newer.due_at > old.due_at)`,
  );
  return (context, { announcement }) => {
    const { itemId, dueAt, distanceMs, announcedAt } = announcement;
    upsert.run(itemId, dueAt, distanceMs, announcedAt);
    forget.run(itemId, announcedAt - keptMs);
    context.touch('expiry', itemId);
    return done;
  };
}
