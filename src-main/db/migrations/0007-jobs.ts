import type { Migration } from './migration.ts';

/** Version 7: long work and finished changes, with what became of each order (spec §4 Bulk). */
export const jobs: Migration = {
  version: 7,
  slug: 'jobs',
  sql: `
CREATE TABLE jobs (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  facts TEXT NOT NULL,
  spec TEXT NOT NULL,
  actor TEXT NOT NULL,
  terminal TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  error TEXT,
  can_undo INTEGER NOT NULL,
  undo_depth INTEGER NOT NULL,
  undoes TEXT,
  undone_by TEXT
) STRICT;
CREATE INDEX ix_jobs_open ON jobs (no) WHERE state IN ('running', 'interrupted');

CREATE TABLE job_items (
  job_no INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  -- No foreign key: checking one on update makes SQLite flush the search index.
  order_id INTEGER,
  state INTEGER NOT NULL,
  before TEXT NOT NULL DEFAULT '',
  after TEXT NOT NULL DEFAULT '',
  what TEXT NOT NULL DEFAULT '',
  error TEXT,
  outbox_id INTEGER,
  PRIMARY KEY (job_no, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_job_items_failed ON job_items (job_no, seq) WHERE state = 3;
CREATE INDEX ix_job_items_sent ON job_items (job_no, seq) WHERE state = 4;

-- Answers fetched by a reimport, until they are applied: order and answer, compressed together.
CREATE TABLE job_fetched (
  job_no INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  codec INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (job_no, seq)
) STRICT;
CREATE UNIQUE INDEX ux_job_fetched_order ON job_fetched (job_no, order_id);
`,
};
