import type { Migration } from './migration.ts';

/** Shared scope: its sessions, its sealed secrets, and the email authentications that lead to its consents. */
export const consents: Migration = {
  version: 4,
  slug: 'consents',
  sql: `
CREATE TABLE shared_sessions (
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

-- Ciphertext only: the key that opens it lies in each terminal's keychain.
CREATE TABLE shared_secrets (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE email_authentications (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  shop_no INTEGER NOT NULL REFERENCES shops (no),
  state TEXT NOT NULL,
  recipient TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  sent_at INTEGER,
  expires_at INTEGER NOT NULL,
  state_hash TEXT NOT NULL UNIQUE,
  sealed TEXT NOT NULL
) STRICT;
CREATE INDEX ix_email_authentications_shop ON email_authentications (shop_no, no);
`,
};
