import type { Migration } from './migration.ts';

/** Version 5: which warnings about expiring keys, consents and certificates were given (spec §2.5). */
export const expiryAnnouncements: Migration = {
  version: 5,
  slug: 'expiry-announcements',
  sql: `
CREATE TABLE expiry_announcements (
  item_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  distance_ms INTEGER NOT NULL,
  announced_at INTEGER NOT NULL,
  dismissed INTEGER NOT NULL,
  PRIMARY KEY (item_id, due_at)
) STRICT, WITHOUT ROWID;
`,
};
