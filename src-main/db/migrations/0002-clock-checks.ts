import type { Migration } from './migration.ts';

/** Version 2: the history of comparisons of this PC's clock with true time. */
export const clockChecks: Migration = {
  version: 2,
  slug: 'clock-checks',
  sql: `
CREATE TABLE clock_checks (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  terminal TEXT NOT NULL,
  purpose TEXT NOT NULL,
  verdict TEXT NOT NULL,
  offset_ms INTEGER,
  error_ms INTEGER,
  jump_ms INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  sources TEXT NOT NULL
) STRICT;
`,
};
