import type { Database } from '../database.ts';
import { createShopReader } from '../queries/shops.ts';
import { asDuplicate, requireVersion, shopChanges, shopColumns, shopValues } from './shop-values.ts';
import type { Handler } from './write-context.ts';

export function createShopUpdate(database: Database): Handler<'shop.update'> {
  const shops = createShopReader(database);
  const update = database.query(
    `UPDATE shops SET version = version + 1, ${shopColumns.map((column) => `${column} = ?`).join(', ')} WHERE no = ?`,
  );
  return (context, { id, expectedVersion, shop }) => {
    const before = shops.require(id);
    requireVersion(before, expectedVersion);
    const changes = shopChanges(before.record, shop);
    if (changes.length === 0) return { kind: 'shop', shop: before.record };
    try {
      update.run(...shopValues(shop), before.no);
    } catch (error) {
      throw asDuplicate(error, shop);
    }
    context.touch('shop', id);
    context.remember({ entity: 'shop', key: id, action: 'updated', changes });
    return { kind: 'shop', shop: shops.require(id).record };
  };
}
