import type { Database } from '../database.ts';
import { sessionTables } from '../queries/sessions.ts';
import { createShopReader } from '../queries/shops.ts';
import { requireVersion } from './shop-values.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/**
 * Takes the shop out of view; its orders and their history stay. Its sessions end, and what was sealed for it
 * goes: shared secrets, and the verifiers of mailed links.
 */
export function createShopRemove(database: Database): Handler<'shop.remove'> {
  const shops = createShopReader(database);
  const update = database.query('UPDATE shops SET version = version + 1, removed_at = ? WHERE no = ?');
  const endSessions = Object.values(sessionTables).map((table) =>
    database.query(`DELETE FROM ${table} WHERE shop_no = ?`),
  );
  const removeSecrets = database.query('DELETE FROM shared_secrets WHERE owner = ?');
  const endEmailAuths = database.query(
    `UPDATE email_authentications SET state = 'cancelled', sealed = '' WHERE shop_no = ? AND state = 'open'`,
  );
  return (context, { id, expectedVersion }) => {
    const shop = shops.require(id);
    requireVersion(shop, expectedVersion);
    update.run(context.origin.at, shop.no);
    for (const endSession of endSessions) endSession.run(shop.no);
    removeSecrets.run(id);
    endEmailAuths.run(shop.no);
    context.touch('shop', id);
    context.touch('session', id);
    context.remember({ entity: 'shop', key: id, action: 'removed' });
    return done;
  };
}
