import { AppError } from '#shared/domain/errors.ts';
import type { Database } from '../database.ts';
import { createShopReader } from '../queries/shops.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Two terminals may act on one email authentication: only the one that saw its present state succeeds. */
export function createEmailAuthSet(database: Database): Handler<'emailAuth.set'> {
  const shops = createShopReader(database);
  const stateOf = database.query<{ state: string }>('SELECT state FROM email_authentications WHERE id = ?');
  const upsert = database.query(
    `INSERT INTO email_authentications
       (id, shop_no, state, recipient, requested_by, requested_at, sent_at, expires_at, state_hash, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, sent_at = excluded.sent_at, sealed = excluded.sealed`,
  );
  return (context, { expected, emailAuth }) => {
    const before = stateOf.get(emailAuth.id)?.state ?? null;
    if (before !== expected) {
      throw new AppError('conflict', `The email authentication is ${before}, not ${expected}`, {
        details: { entity: 'emailAuth' },
      });
    }
    upsert.run(
      emailAuth.id,
      shops.require(emailAuth.shopId).no,
      emailAuth.state,
      emailAuth.to,
      emailAuth.requestedBy,
      emailAuth.requestedAt,
      emailAuth.sentAt,
      emailAuth.expiresAt,
      emailAuth.stateHash,
      emailAuth.sealed,
    );
    context.touch('emailAuth', emailAuth.id);
    if (before !== emailAuth.state) {
      context.remember({
        entity: 'emailAuth',
        key: emailAuth.id,
        action: emailAuth.state,
        changes: [{ field: 'state', before: before ?? '', after: emailAuth.state }],
      });
    }
    return done;
  };
}
