import { afterEach, beforeEach, expect, it } from 'vitest';
import { OneShop } from './one-shop.ts';

const minute = 60_000;
const orders = 60;
/** Orders from so far back as a first import looks, further than a comparison usually does. */
const days = 29;

let shop: OneShop;
beforeEach(async () => {
  shop = await OneShop.start(orders, 10, days);
});
afterEach(() => shop.close());

it('brings the oldest orders when the process is killed before its first import', {
  timeout: 60_000,
}, async () => {
  await shop.host.kill();
  await shop.restart(1_000);
  await shop.runFor(30 * minute);
  expect(await count()).toBe(orders);
});

it('brings the oldest orders when the process is killed in its first import', {
  timeout: 60_000,
}, async () => {
  while (shop.asked('orderInfo').length < 5) await shop.runFor(1_000);
  await shop.host.kill();
  await shop.restart(1_000);
  await shop.runFor(30 * minute);
  expect(await count()).toBe(orders);
});

async function count(): Promise<number> {
  const { phases } = await shop.host.call<{ phases: { count: number }[] }>('orders.counts', {});
  return phases.reduce((sum, phase) => sum + phase.count, 0);
}
