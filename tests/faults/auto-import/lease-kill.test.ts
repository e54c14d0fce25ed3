import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OneShop } from './one-shop.ts';

const minute = 60_000;
const orders = 120;

let shop: OneShop;
beforeEach(async () => {
  shop = await OneShop.start(orders, 10);
});
afterEach(() => shop.close());

it('does not import for a process killed in the middle of a run before its lease is over, and then does', {
  timeout: 120_000,
}, async () => {
  while (shop.asked('orderInfo').length < orders / 4) await shop.runFor(1_000);
  await shop.host.kill();
  const killedAfter = shop.asked('').at(-1)?.sequence ?? 0;
  const database = new BetterSqlite3(shop.databaseFile, { readonly: true });
  const lease = database.prepare<[], { expires_at: number }>('SELECT expires_at FROM import_leases').get();
  database.close();
  if (lease === undefined) throw new Error('The killed process held the lease');

  await shop.restart(1_000);
  while (shop.asked('ShoppingWebService', killedAfter).length === 0) await shop.runFor(1_000);
  const [next] = shop.asked('ShoppingWebService', killedAfter);
  expect(next?.at).toBeGreaterThanOrEqual(lease.expires_at);
  expect(next?.at).toBeLessThan(lease.expires_at + 5 * minute);
  await shop.runFor(5 * minute);
  const { phases } = await shop.host.call<{ phases: { count: number }[] }>('orders.counts', {});
  expect(phases.reduce((sum, { count }) => sum + count, 0)).toBe(orders);
});
