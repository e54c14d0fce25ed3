import type { Migration } from './migration.ts';

/**
 * Version 6: what operators do to orders. The history tells which version of its order each line made (so that
 * what changed since a version can be told) and why.
 */
export const orderWorkbench: Migration = {
  version: 6,
  slug: 'order-workbench',
  sql: `
ALTER TABLE history ADD COLUMN version INTEGER;
ALTER TABLE history ADD COLUMN why TEXT NOT NULL DEFAULT '';
`,
};
