import { afterEach, beforeEach, expect, it } from 'vitest';
import { OneShop } from './one-shop.ts';

const hour = 3_600_000;
/** The watch over the clock looks every five seconds; a loop has reason to wake once a minute. */
const wakingsAnHour = 1_500;

let shop: OneShop;
beforeEach(async () => {
  shop = await OneShop.start(10, 5);
});
afterEach(() => shop.close());

it('waits quietly through hours of maintenance, a comparison that is due included', {
  timeout: 60_000,
}, async () => {
  await shop.runFor(hour / 2);
  const maintenance = { kind: 'error', status: 503, code: 'ed-00002' } as const;
  shop.simulator.control.addFault({ path: 'ShoppingWebService', count: null, action: maintenance });
  const { wakings } = shop.host;
  await shop.runFor(3 * hour);
  expect(shop.host.wakings - wakings).toBeLessThan(3 * wakingsAnHour);
});
