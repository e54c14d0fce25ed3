import type { Migration } from './migration.ts';

/** Version 14: what the operator is told of without asking; each event once (`event_key`). */
export const notices: Migration = {
  version: 14,
  slug: 'notices',
  sql: `
CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  event_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  shop_no INTEGER REFERENCES shops (no),
  count INTEGER NOT NULL,
  -- The order, where it is about a single one.
  order_id INTEGER,
  error_code TEXT,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  is_read INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_notices_unread ON notices (id) WHERE is_read = 0;
`,
};
