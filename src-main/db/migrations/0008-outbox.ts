import type { Migration } from './migration.ts';

/**
 * Version 8: what is to be told to the malls (spec §4 Write-back). The table of the first version was never used.
 * What an order's row shows of its entries is a code (codes.ts).
 */
export const outbox: Migration = {
  version: 8,
  slug: 'outbox',
  sql: `
DROP TABLE outbox;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  shop_no INTEGER NOT NULL REFERENCES shops (no),
  operation TEXT NOT NULL,
  state TEXT NOT NULL,
  -- Requests that left, and failures in a row of which the mall surely did nothing.
  attempts INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  warnings TEXT NOT NULL,
  error TEXT,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  next_at INTEGER,
  -- Since when nobody knows whether the last request arrived, and whether an operator asked to go on all the same.
  unknown_since INTEGER,
  is_asked INTEGER NOT NULL,
  phase_after INTEGER,
  -- The order as the mall had it right before the last request, and what was wanted of it.
  base TEXT,
  -- The mall has it, but the order was not read again since.
  read_due INTEGER NOT NULL
) STRICT;
-- What blocks and what is sent next; done and withdrawn ones are many and never looked for here.
CREATE INDEX ix_outbox_open_order ON outbox (order_id, id) WHERE state IN ('waiting', 'sending', 'failed', 'unknown');
CREATE INDEX ix_outbox_open_shop ON outbox (shop_no, state, id) WHERE state IN ('waiting', 'sending', 'unknown');
CREATE INDEX ix_outbox_due ON outbox (shop_no, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX ix_outbox_read_due ON outbox (shop_no, id) WHERE read_due = 1;
CREATE INDEX ix_outbox_state ON outbox (state, id);
CREATE INDEX ix_outbox_order ON outbox (order_id, id);

-- Maintained: done ones are counted without looking at them.
CREATE TABLE outbox_counts (
  shop_no INTEGER NOT NULL,
  state TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (shop_no, state)
) STRICT, WITHOUT ROWID;

ALTER TABLE orders ADD COLUMN outbox_state INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ix_orders_outbox_state ON orders (outbox_state) WHERE outbox_state <> 0;
`,
};
