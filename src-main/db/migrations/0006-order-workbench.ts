import type { Migration } from './migration.ts';

/**
 * Version 6: what operators do to orders – edits that outlast imports, memos, rules, lifted fraud holds. The history
 * tells which version of its order each line made (so that what changed since a version can be told) and why.
 */
export const orderWorkbench: Migration = {
  version: 6,
  slug: 'order-workbench',
  sql: `
ALTER TABLE history ADD COLUMN version INTEGER;
ALTER TABLE history ADD COLUMN why TEXT NOT NULL DEFAULT '';

-- The order's own columns hold what the operator entered; here is what the mall says of the same field.
CREATE TABLE order_local_edits (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  field TEXT NOT NULL,
  mall_value TEXT NOT NULL,
  PRIMARY KEY (order_id, field)
) STRICT, WITHOUT ROWID;

-- The shop's own notes; apart from the details, which every import writes anew.
CREATE TABLE order_memos (
  order_id INTEGER PRIMARY KEY REFERENCES orders (id),
  memo TEXT NOT NULL
) STRICT;

-- Numbers of phases are never given again: the history names phases by them.
CREATE TABLE removed_phases (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE import_rules (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  is_on INTEGER NOT NULL,
  conditions TEXT NOT NULL,
  phase_id INTEGER NOT NULL REFERENCES phases (id)
) STRICT, WITHOUT ROWID;

-- Automatic changes that the fraud guard refused, to be offered again once the hold is lifted.
CREATE TABLE refused_changes (
  order_id INTEGER PRIMARY KEY REFERENCES orders (id),
  phase_id INTEGER NOT NULL REFERENCES phases (id)
) STRICT;
CREATE INDEX ix_refused_changes_phase ON refused_changes (phase_id);

-- Lifted holds that nobody has answered yet.
CREATE TABLE fraud_releases (
  order_id INTEGER PRIMARY KEY REFERENCES orders (id),
  released_at INTEGER NOT NULL
) STRICT;
`,
};
