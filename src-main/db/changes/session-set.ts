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
  return (context, { session }) => {
    const { key } = session;
    upserts[session.scope].run(
      shops.require(session.shopId).no,
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
    context.touch('session', session.shopId);
    return done;
  };
}
