import type { Migration } from './migration.ts';

/** Version 10: how many orders came on each Japanese day, and for how many yen (day-totals.ts). */
export const dayTotals: Migration = {
  version: 10,
  slug: 'day-totals',
  sql: `
CREATE TABLE day_totals (
  shop_no INTEGER NOT NULL,
  -- Days since 1970-01-01 in Japan.
  day INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  yen INTEGER NOT NULL,
  PRIMARY KEY (shop_no, day)
) STRICT, WITHOUT ROWID;
INSERT INTO day_totals (shop_no, day, orders, yen)
  SELECT shop_no, (ordered_at + 32400000) / 86400000, count(*), sum(total_yen)
  FROM orders WHERE has_data = 1 AND mall_status <> 4 GROUP BY 1, 2;
`,
};
