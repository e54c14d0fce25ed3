import type { ShopId } from '#shared/domain/ids.ts';
import { type SessionScope, sessionScopes } from '#shared/domain/session-scope.ts';
import type { CertificateRecord, SessionRecord } from '../../core/ports/records.ts';
import type { Database } from '../database.ts';

/** This terminal's sessions never leave it; the shared ones will lie with the shared ledger. */
export const sessionTables = { terminal: 'terminal_sessions', shared: 'shared_sessions' } as const;

interface SessionRow {
  readonly shop_no: number;
  readonly shop_id: string;
  readonly consented_at: number | null;
  readonly ended_at: number | null;
  readonly ended_reason: string | null;
  readonly last_verdict: string | null;
  readonly last_verdict_at: number | null;
  readonly unsigned_since: number | null;
  readonly key_version: string | null;
  readonly key_bits: number | null;
  readonly key_fingerprint: string | null;
  readonly key_issued_on: string | null;
}

export interface SessionReader {
  session(shopId: ShopId, scope: SessionScope): SessionRecord | null;
  sessions(): SessionRecord[];
}

export function createSessionReader(database: Database): SessionReader {
  const certificateOf = database.query<CertificateRecord>(
    `SELECT subject, issuer, valid_from AS validFrom, expires_at AS expiresAt, fingerprint,
       certificate_file AS certificateFile, key_file AS keyFile, saved_at AS savedAt
     FROM terminal_certificates WHERE shop_no = ?`,
  );
  /** Only this terminal presents a certificate. */
  const read = (row: SessionRow, scope: SessionScope) =>
    toSession(row, scope, scope === 'terminal' ? (certificateOf.get(row.shop_no) ?? null) : null);
  const queriesOf = (table: string) => {
    const select = `SELECT s.id AS shop_id, t.* FROM ${table} t JOIN shops s ON s.no = t.shop_no`;
    return {
      one: database.query<SessionRow>(`${select} WHERE s.id = ?`),
      all: database.query<SessionRow>(`${select} ORDER BY s.no`),
    };
  };
  const queries = {
    terminal: queriesOf(sessionTables.terminal),
    shared: queriesOf(sessionTables.shared),
  };
  return {
    session: (shopId, scope) => {
      const row = queries[scope].one.get(shopId);
      return row === undefined ? null : read(row, scope);
    },
    sessions: () => sessionScopes.flatMap((scope) => queries[scope].all.all().map((row) => read(row, scope))),
  };
}

function toSession(
  row: SessionRow,
  scope: SessionScope,
  certificate: CertificateRecord | null,
): SessionRecord {
  return {
    scope,
    shopId: row.shop_id,
    consentedAt: row.consented_at,
    endedAt: row.ended_at,
    endedReason: row.ended_reason,
    lastVerdict: row.last_verdict,
    lastVerdictAt: row.last_verdict_at,
    unsignedSince: row.unsigned_since,
    key:
      row.key_version === null
        ? null
        : {
            keyVersion: row.key_version,
            bits: row.key_bits ?? 0,
            fingerprint: row.key_fingerprint ?? '',
            issuedOn: row.key_issued_on ?? '',
          },
    certificate,
  };
}
