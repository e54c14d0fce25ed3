import type { Migration } from './migration.ts';

/** Version 9: views for every terminal beside those of one; `terminal` is the one that saved the view last. */
export const sharedViews: Migration = {
  version: 9,
  slug: 'shared-views',
  sql: `
ALTER TABLE views ADD COLUMN is_shared INTEGER NOT NULL DEFAULT 0;
ALTER TABLE views ADD COLUMN terminal TEXT NOT NULL DEFAULT '';
`,
};
