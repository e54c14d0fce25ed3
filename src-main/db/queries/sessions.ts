import type { ShopId } from '#shared/domain/ids.ts';
import type { CertificateRecord, TerminalSessionRecord } from '../../core/ports/store.ts';
import type { Database } from '../database.ts';

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
  session(shopId: ShopId): TerminalSessionRecord | null;
  sessions(): TerminalSessionRecord[];
}

export function createSessionReader(database: Database): SessionReader {
  const select = `SELECT s.id AS shop_id, t.* FROM terminal_sessions t JOIN shops s ON s.no = t.shop_no`;
  const certificateOf = database.query<CertificateRecord>(
    `SELECT subject, issuer, valid_from AS validFrom, expires_at AS expiresAt, fingerprint,
       certificate_file AS certificateFile, key_file AS keyFile, saved_at AS savedAt
     FROM terminal_certificates WHERE shop_no = ?`,
  );
  const one = database.query<SessionRow>(`${select} WHERE s.id = ?`);
  const all = database.query<SessionRow>(`${select} ORDER BY s.no`);
  return {
    session: (shopId) => {
      const row = one.get(shopId);
      return row === undefined ? null : toSession(row, certificateOf.get(row.shop_no) ?? null);
    },
    sessions: () => all.all().map((row) => toSession(row, certificateOf.get(row.shop_no) ?? null)),
  };
}

function toSession(row: SessionRow, certificate: CertificateRecord | null): TerminalSessionRecord {
  return {
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
