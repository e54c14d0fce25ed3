import type { Database } from '../database.ts';
import { createShopReader } from '../queries/shops.ts';
import { requireVersion } from './shop-values.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/** Takes the shop out of view; its orders and their history stay. This terminal's session with it ends. */
export function createShopRemove(database: Database): Handler<'shop.remove'> {
  const shops = createShopReader(database);
  const update = database.query('UPDATE shops SET version = version + 1, removed_at = ? WHERE no = ?');
  const endSession = database.query('DELETE FROM terminal_sessions WHERE shop_no = ?');
  return (context, { id, expectedVersion }) => {
    const shop = shops.require(id);
    requireVersion(shop, expectedVersion);
    update.run(context.origin.at, shop.no);
    endSession.run(shop.no);
    context.touch('shop', id);
    context.touch('session', id);
    context.remember({ entity: 'shop', key: id, action: 'removed' });
    return done;
  };
}
