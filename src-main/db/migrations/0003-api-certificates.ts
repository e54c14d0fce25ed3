import type { Migration } from './migration.ts';

/** This terminal's API certificates: what may be shown of them. The pair itself lies in the keychain. */
export const apiCertificates: Migration = {
  version: 3,
  slug: 'api-certificates',
  sql: `
CREATE TABLE terminal_certificates (
  shop_no INTEGER PRIMARY KEY REFERENCES shops (no),
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  certificate_file TEXT NOT NULL,
  key_file TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;
`,
};
