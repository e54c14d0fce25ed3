import type { Database } from '../database.ts';
import { sessionTables } from '../queries/sessions.ts';
import { createShopReader } from '../queries/shops.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createSessionSet(database: Database): Handler<'session.set'> {
  const shops = createShopReader(database);
  const upsertInto = (table: string) =>
    database.query(
      `INSERT OR REPLACE INTO ${table} (shop_no, consented_at, ended_at, ended_reason, last_verdict,
       last_verdict_at, unsigned_since, key_version, key_bits, key_fingerprint, key_issued_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  const upserts = {
    terminal: upsertInto(sessionTables.terminal),
    shared: upsertInto(sessionTables.shared),
  };
  const setCertificate = database.query(
    `INSERT OR REPLACE INTO terminal_certificates (shop_no, subject, issuer, valid_from, expires_at, fingerprint,
       certificate_file, key_file, saved_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const removeCertificate = database.query('DELETE FROM terminal_certificates WHERE shop_no = ?');
  return (context, { session }) => {
    const { key, certificate } = session;
    const { no } = shops.require(session.shopId);
    upserts[session.scope].run(
      no,
      session.consentedAt,
      session.endedAt,
      session.endedReason,
      session.lastVerdict,
      session.lastVerdictAt,
      session.unsignedSince,
      key?.keyVersion ?? null,
      key?.bits ?? null,
      key?.fingerprint ?? null,
      key?.issuedOn ?? null,
    );
    // Only this terminal presents a certificate: the shared session has none to set or remove.
    if (session.scope === 'terminal' && certificate === null) removeCertificate.run(no);
    else if (certificate !== null)
      setCertificate.run(
        no,
        certificate.subject,
        certificate.issuer,
        certificate.validFrom,
        certificate.expiresAt,
        certificate.fingerprint,
        certificate.certificateFile,
        certificate.keyFile,
        certificate.savedAt,
      );
    context.touch('session', session.shopId);
    return done;
  };
}
