import type { Migration } from './migration.ts';

/** Version 15: the last success of a shop's auto import is looked up by the order of writing, not by the clock. */
export const latestSuccesses: Migration = {
  version: 15,
  slug: 'latest-successes',
  sql: `
CREATE INDEX ix_import_runs_success ON import_runs (shop_no)
  WHERE run_trigger IN ('auto', 'reconciliation') AND state = 'completed';
`,
};
