import type { Migration } from './migration.ts';

/** Version 13: the journal of emergency stops (spec §5). At most one is in force. */
export const emergencyStops: Migration = {
  version: 13,
  slug: 'emergency-stops',
  sql: `
CREATE TABLE emergency_stops (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  stopped_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  terminal TEXT NOT NULL,
  is_instructed INTEGER NOT NULL,
  resumed_at INTEGER,
  resumed_by TEXT NOT NULL,
  resumed_terminal TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_emergency_stops_in_force ON emergency_stops ((1)) WHERE resumed_at IS NULL;
`,
};
