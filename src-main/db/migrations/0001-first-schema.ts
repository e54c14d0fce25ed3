import type { Migration } from './migration.ts';

/** Version 1: everything the first release keeps. Released migrations are never edited; add the next one. */
export const firstSchema: Migration = {
  version: 1,
  slug: 'first-schema',
  sql: `
CREATE TABLE shops (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  mall TEXT NOT NULL,
  name TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  redirect_method TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  last_import_to INTEGER,
  last_import_at INTEGER,
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX ux_shops_seller ON shops (mall, environment, seller_id) WHERE removed_at IS NULL;

CREATE TABLE terminal_sessions (
  shop_no INTEGER PRIMARY KEY REFERENCES shops (no),
  consented_at INTEGER,
  ended_at INTEGER,
  ended_reason TEXT,
  last_verdict TEXT,
  last_verdict_at INTEGER,
  unsigned_since INTEGER,
  key_version TEXT,
  key_bits INTEGER,
  key_fingerprint TEXT,
  key_issued_on TEXT
) STRICT;

CREATE TABLE phases (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  color TEXT NOT NULL,
  position INTEGER NOT NULL,
  built_in INTEGER NOT NULL
) STRICT;
INSERT INTO phases (id, version, kind, name, color, position, built_in) VALUES
  (1, 1, 'staging', '自動受注取込', 'grape', 1, 1),
  (2, 1, 'new', '新規受付', 'blue', 2, 1),
  (3, 1, 'awaiting_payment', '入金待ち', 'yellow', 3, 1),
  (4, 1, 'awaiting_shipment', '出荷待ち', 'cyan', 4, 1),
  (5, 1, 'shipped', '出荷済み', 'teal', 5, 1),
  (6, 1, 'completed', '完了', 'gray', 6, 1),
  (7, 1, 'cancelled', 'キャンセル', 'dark', 7, 1),
  (8, 1, 'failed', '失敗', 'red', 8, 1);

-- One row per order, narrow: everything that is listed, sorted or filtered. Statuses are codes (codes.ts).
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  shop_no INTEGER NOT NULL REFERENCES shops (no),
  mall_order_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  phase_id INTEGER NOT NULL REFERENCES phases (id),
  imported_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  ordered_at INTEGER NOT NULL,
  mall_version TEXT NOT NULL,
  mall_updated_at INTEGER,
  mall_status INTEGER NOT NULL,
  pay_status INTEGER NOT NULL,
  ship_status INTEGER NOT NULL,
  fraud_hold INTEGER NOT NULL,
  is_seen INTEGER NOT NULL,
  is_split INTEGER NOT NULL,
  is_test_order INTEGER NOT NULL,
  has_buyer_comments INTEGER NOT NULL,
  need_gift_wrap INTEGER NOT NULL,
  -- Whether a good answer was ever read: only then order_details has a row.
  has_data INTEGER NOT NULL,
  import_error TEXT,
  buyer_name TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  prefecture TEXT NOT NULL,
  item_summary TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  total_yen INTEGER NOT NULL,
  pay_method_name TEXT NOT NULL,
  ship_method_name TEXT NOT NULL,
  request_date TEXT,
  request_time TEXT NOT NULL,
  ship_date TEXT,
  slip_number TEXT NOT NULL,
  UNIQUE (shop_no, mall_order_id)
) STRICT;
-- Every column that sorts, inside a phase; the row id breaks ties. The whole list is merged from its phases, but for
-- the usual sorts, which reach any depth at once by an index of their own, and the facets, which lead to few orders.
CREATE INDEX ix_orders_ordered_at ON orders (ordered_at);
CREATE INDEX ix_orders_imported_at ON orders (imported_at);
CREATE INDEX ix_orders_mall_order_id ON orders (mall_order_id);
CREATE INDEX ix_orders_shop_no ON orders (shop_no);
CREATE INDEX ix_orders_mall_status ON orders (mall_status);
CREATE INDEX ix_orders_pay_status ON orders (pay_status);
CREATE INDEX ix_orders_ship_status ON orders (ship_status);
CREATE INDEX ix_orders_fraud_hold ON orders (fraud_hold);
CREATE INDEX ix_orders_phase_id ON orders (phase_id);
CREATE INDEX ix_orders_phase_ordered_at ON orders (phase_id, ordered_at);
CREATE INDEX ix_orders_phase_imported_at ON orders (phase_id, imported_at);
CREATE INDEX ix_orders_phase_mall_order_id ON orders (phase_id, mall_order_id);
CREATE INDEX ix_orders_phase_shop_no ON orders (phase_id, shop_no);
CREATE INDEX ix_orders_phase_buyer_name ON orders (phase_id, buyer_name);
CREATE INDEX ix_orders_phase_recipient_name ON orders (phase_id, recipient_name);
CREATE INDEX ix_orders_phase_prefecture ON orders (phase_id, prefecture);
CREATE INDEX ix_orders_phase_total_yen ON orders (phase_id, total_yen);
CREATE INDEX ix_orders_phase_quantity ON orders (phase_id, quantity);
CREATE INDEX ix_orders_phase_mall_status ON orders (phase_id, mall_status);
CREATE INDEX ix_orders_phase_pay_status ON orders (phase_id, pay_status);
CREATE INDEX ix_orders_phase_ship_status ON orders (phase_id, ship_status);
CREATE INDEX ix_orders_phase_pay_method_name ON orders (phase_id, pay_method_name);
CREATE INDEX ix_orders_phase_ship_method_name ON orders (phase_id, ship_method_name);
CREATE INDEX ix_orders_phase_request_date ON orders (phase_id, request_date);
CREATE INDEX ix_orders_phase_ship_date ON orders (phase_id, ship_date);
CREATE INDEX ix_orders_phase_item_summary ON orders (phase_id, item_summary);
CREATE INDEX ix_orders_phase_fraud_hold ON orders (phase_id, fraud_hold);
-- Orders whose last answer could not be used: few, tried again with each import.
CREATE INDEX ix_orders_import_error ON orders (shop_no, updated_at) WHERE import_error IS NOT NULL;

CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL,
  line_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  sub_code TEXT NOT NULL,
  title TEXT NOT NULL,
  options TEXT NOT NULL,
  unit_price_yen INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  tax_percent INTEGER,
  coupon_discount_yen INTEGER NOT NULL,
  jan TEXT NOT NULL,
  release_date TEXT,
  lead_time TEXT NOT NULL,
  search_item INTEGER NOT NULL REFERENCES search_items (id),
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_details (
  order_id INTEGER PRIMARY KEY REFERENCES orders (id),
  parent_mall_order_id TEXT NOT NULL,
  child_mall_order_ids TEXT NOT NULL,
  mall_status_raw TEXT NOT NULL,
  store_status TEXT NOT NULL,
  cancel_reason TEXT NOT NULL,
  is_read_only INTEGER NOT NULL,
  device_type TEXT NOT NULL,
  suspect TEXT NOT NULL,
  suspect_message TEXT NOT NULL,
  published_at INTEGER,
  buyer_comments TEXT NOT NULL,
  seller_comments TEXT NOT NULL,
  notes TEXT NOT NULL,
  coupon_text TEXT NOT NULL,
  gift_type TEXT NOT NULL,
  buyer_last_name TEXT NOT NULL,
  buyer_first_name TEXT NOT NULL,
  buyer_last_name_kana TEXT NOT NULL,
  buyer_first_name_kana TEXT NOT NULL,
  buyer_zip_code TEXT NOT NULL,
  buyer_prefecture TEXT NOT NULL,
  buyer_city TEXT NOT NULL,
  buyer_address1 TEXT NOT NULL,
  buyer_address2 TEXT NOT NULL,
  buyer_section1 TEXT NOT NULL,
  buyer_section2 TEXT NOT NULL,
  buyer_phone TEXT NOT NULL,
  buyer_emergency_phone TEXT NOT NULL,
  buyer_mail TEXT NOT NULL,
  recipient_last_name TEXT NOT NULL,
  recipient_first_name TEXT NOT NULL,
  recipient_last_name_kana TEXT NOT NULL,
  recipient_first_name_kana TEXT NOT NULL,
  recipient_zip_code TEXT NOT NULL,
  recipient_prefecture TEXT NOT NULL,
  recipient_city TEXT NOT NULL,
  recipient_address1 TEXT NOT NULL,
  recipient_address2 TEXT NOT NULL,
  recipient_section1 TEXT NOT NULL,
  recipient_section2 TEXT NOT NULL,
  recipient_phone TEXT NOT NULL,
  recipient_emergency_phone TEXT NOT NULL,
  recipient_mail TEXT NOT NULL,
  items_yen INTEGER NOT NULL,
  pay_charge_yen INTEGER NOT NULL,
  ship_charge_yen INTEGER NOT NULL,
  gift_wrap_charge_yen INTEGER NOT NULL,
  discount_yen INTEGER NOT NULL,
  points_yen INTEGER NOT NULL,
  coupon_discount_yen INTEGER NOT NULL,
  mall_coupon_discount_yen INTEGER NOT NULL,
  immediate_bonus_yen INTEGER NOT NULL,
  gift_card_yen INTEGER NOT NULL,
  adjustment_yen INTEGER NOT NULL,
  settle_yen INTEGER NOT NULL,
  settle_status TEXT NOT NULL,
  pay_type TEXT NOT NULL,
  pay_kind TEXT NOT NULL,
  pay_method TEXT NOT NULL,
  combined_pay_method_name TEXT NOT NULL,
  pay_date TEXT,
  settle_id TEXT NOT NULL,
  need_bill_slip INTEGER NOT NULL,
  need_detailed_slip INTEGER NOT NULL,
  need_receipt INTEGER NOT NULL,
  ship_method TEXT NOT NULL,
  carrier_code TEXT NOT NULL,
  arrival_date TEXT,
  slip_number2 TEXT NOT NULL,
  slip_empty_reason TEXT NOT NULL,
  ship_url TEXT NOT NULL,
  ship_notes TEXT NOT NULL,
  arrive_type TEXT NOT NULL,
  gift_wrap_type TEXT NOT NULL,
  gift_wrap_message TEXT NOT NULL,
  need_gift_paper INTEGER NOT NULL,
  gift_paper_type TEXT NOT NULL,
  gift_paper_name TEXT NOT NULL
) STRICT;

-- Mall answers as received, several compressed together: one answer is a slice of the unpacked bytes.
CREATE TABLE raw_packs (
  id INTEGER PRIMARY KEY,
  codec INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE raw_answers (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  at INTEGER NOT NULL,
  is_error INTEGER NOT NULL,
  pack_id INTEGER NOT NULL REFERENCES raw_packs (id),
  start INTEGER NOT NULL,
  length INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_raw_answers_order ON raw_answers (order_id);

-- Who, when, where: one row per commit, numbered without gaps; and what: the history.
CREATE TABLE commits (
  revision INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  terminal TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES commits (revision),
  entity TEXT NOT NULL,
  entity_key TEXT NOT NULL,
  order_id INTEGER REFERENCES orders (id),
  action TEXT NOT NULL,
  changes TEXT NOT NULL
) STRICT;
CREATE INDEX ix_history_order ON history (order_id) WHERE order_id IS NOT NULL;

CREATE TABLE import_runs (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  batch_id TEXT NOT NULL,
  shop_no INTEGER NOT NULL REFERENCES shops (no),
  state TEXT NOT NULL,
  run_trigger TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  period_from INTEGER NOT NULL,
  period_to INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  error TEXT,
  found INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  failed INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_import_runs_running ON import_runs (no) WHERE state = 'running';
CREATE TABLE import_run_items (
  run_no INTEGER NOT NULL REFERENCES import_runs (no),
  seq INTEGER NOT NULL,
  mall_order_id TEXT NOT NULL,
  state INTEGER NOT NULL,
  -- No foreign key: checking one on update makes SQLite flush the search index after every order.
  order_id INTEGER,
  error TEXT,
  PRIMARY KEY (run_no, seq),
  UNIQUE (run_no, mall_order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_import_run_items_pending ON import_run_items (run_no, seq) WHERE state = 0;
CREATE INDEX ix_import_run_items_failed ON import_run_items (run_no, seq) WHERE state = 4;

CREATE TABLE views (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  filter TEXT NOT NULL,
  search TEXT NOT NULL,
  sort_column TEXT NOT NULL,
  sort_direction TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is to be written to a mall (spec 4 Write-back): waiting, sending, done, failed or unknown.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  error TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_outbox_open ON outbox (state, id) WHERE state <> 'done';
CREATE INDEX ix_outbox_order ON outbox (order_id);

CREATE TABLE command_log (
  key TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_command_log_at ON command_log (at);

-- Maintained counts: how many orders share these facets. Any view over facets is a sum of a few of these rows.
CREATE TABLE facet_counts (
  shop_no INTEGER NOT NULL,
  phase_id INTEGER NOT NULL,
  mall_status INTEGER NOT NULL,
  pay_status INTEGER NOT NULL,
  ship_status INTEGER NOT NULL,
  fraud_hold INTEGER NOT NULL,
  is_seen INTEGER NOT NULL,
  is_split INTEGER NOT NULL,
  is_test_order INTEGER NOT NULL,
  has_buyer_comments INTEGER NOT NULL,
  need_gift_wrap INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (shop_no, phase_id, mall_status, pay_status, ship_status, fraud_hold,
    is_seen, is_split, is_test_order, has_buyer_comments, need_gift_wrap)
) STRICT, WITHOUT ROWID;

-- Full-text search. Items repeat from order to order, so each distinct one is indexed once and an order's
-- document names it by one token (search/order-document.ts).
CREATE TABLE search_items (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE item_search USING fts5 (grams, content = '', columnsize = 0, tokenize = 'ascii');
CREATE VIRTUAL TABLE order_search USING fts5 (buyer, recipient, body, keys,
  content = '', contentless_delete = 1, tokenize = 'ascii');
`,
};
