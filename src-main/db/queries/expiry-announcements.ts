import type { ExpiryAnnouncement } from '../../core/ports/records.ts';
import type { Database } from '../database.ts';

interface AnnouncementRow {
  readonly item_id: string;
  readonly due_at: number;
  readonly distance_ms: number;
  readonly announced_at: number;
  readonly dismissed: number;
}

export function createExpiryReader(database: Database): { announcements(): ExpiryAnnouncement[] } {
  const all = database.query<AnnouncementRow>('SELECT * FROM expiry_announcements');
  return {
    announcements: () =>
      all.all().map((row) => ({
        itemId: row.item_id,
        dueAt: row.due_at,
        distanceMs: row.distance_ms,
        announcedAt: row.announced_at,
        dismissed: row.dismissed !== 0,
      })),
  };
}
