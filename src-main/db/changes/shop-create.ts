import type { Database } from '../database.ts';
import { createShopReader } from '../queries/shops.ts';
import { asDuplicate, shopChanges, shopColumns, shopValues } from './shop-values.ts';
import type { Handler } from './write-context.ts';

export function createShopCreate(database: Database): Handler<'shop.create'> {
  const shops = createShopReader(database);
  const insert = database.query(
    `INSERT INTO shops (id, version, ${shopColumns.join(', ')}) VALUES (?, 1, ${shopColumns.map(() => '?').join(', ')})`,
  );
  return (context, { id, shop }) => {
    try {
      insert.run(id, ...shopValues(shop));
    } catch (error) {
      throw asDuplicate(error, shop);
    }
    context.touch('shop', id);
    context.remember({ entity: 'shop', key: id, action: 'created', changes: shopChanges(null, shop) });
    return { kind: 'shop', shop: shops.require(id).record };
  };
}
