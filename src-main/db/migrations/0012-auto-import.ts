import type { Migration } from './migration.ts';

/** Version 12: who imports a shop, how its loop stands, and every comparison with the mall (spec §3 Auto). */
export const autoImport: Migration = {
  version: 12,
  slug: 'auto-import',
  sql: `
-- One importer per shop at a time. \`beat\` changes with every sign of life: a lease whose beat stands still for its
-- time is free, whatever the clocks say.
CREATE TABLE import_leases (
  shop_no INTEGER PRIMARY KEY REFERENCES shops (no),
  owner TEXT NOT NULL,
  terminal TEXT NOT NULL,
  purpose TEXT NOT NULL,
  since INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  beat INTEGER NOT NULL
) STRICT;

CREATE TABLE auto_import (
  shop_no INTEGER PRIMARY KEY REFERENCES shops (no),
  version INTEGER NOT NULL,
  is_on INTEGER NOT NULL,
  interval_minutes INTEGER NOT NULL,
  uses_staging INTEGER NOT NULL,
  is_paused INTEGER NOT NULL
) STRICT;

CREATE TABLE reconciliations (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  shop_no INTEGER NOT NULL REFERENCES shops (no),
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  period_from INTEGER NOT NULL,
  period_to INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  gap INTEGER NOT NULL,
  error TEXT
) STRICT;
CREATE INDEX ix_reconciliations_shop ON reconciliations (shop_no, no);

CREATE INDEX ix_import_runs_shop_started ON import_runs (shop_no, started_at);
`,
};
