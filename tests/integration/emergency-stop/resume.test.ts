import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptySession } from '#main/core/auth/sessions.ts';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import { origin, shopId, shopInput } from '#main/db/testing/test-store.ts';
import type { ResumeShop } from '#shared/contract/emergency-stop.ts';
import { AppError } from '#shared/domain/errors.ts';
import { type OrderDesk, openDesk, openedAt, operator } from '../../support/order-desk.ts';

const ctx = operator();
const shop = shopId();
const stopOrder = { reason: '受注の二重取込の疑い', name: '山田', isInstructed: true, confirmation: '' };
let desk: OrderDesk;

beforeEach(async () => {
  desk = openDesk();
  desk.store.commit(
    [
      // A demo shop's mall does not judge this PC's clock.
      {
        kind: 'shop.update',
        id: shop,
        expectedVersion: 1,
        shop: { ...shopInput(), environment: 'demo' },
      },
      { kind: 'session.set', session: { ...emptySession(shop, 'shared'), consentedAt: openedAt } },
    ],
    origin(openedAt),
  );
  await desk.operations.autoImport.saveShop(
    {
      shopId: shop,
      version: 0,
      settings: { isOn: true, intervalMinutes: 10, usesStaging: true, isPaused: true },
    },
    ctx,
  );
});
afterEach(() => desk.close());

/** The shop on the way back, once its comparison has ended. */
async function compared(): Promise<ResumeShop> {
  for (;;) {
    const { resume } = await desk.operations.emergencyStop.status({}, ctx);
    const [line] = resume?.shops ?? [];
    if (line !== undefined && line.state !== 'running' && line.state !== 'waiting') return line;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const recent = (number: number) => ({ ...sampleOrder(1, number), orderedAt: openedAt - number * 60_000 });
const ordersHere = () => desk.store.orderCounts().phases.reduce((sum, { count }) => sum + count, 0);

it('imports what came during the stop before the loops start, a paused shop too, and nothing twice', async () => {
  const { emergencyStop } = desk.operations;
  await desk.import(recent(1));
  await emergencyStop.stop(stopOrder, ctx);
  desk.mall.put(recent(2), recent(3));
  await emergencyStop.beginResume({ name: '佐藤' }, ctx);
  const line = await compared();
  expect(line).toMatchObject({
    shopId: shop,
    state: 'done',
    reconciliation: { reason: 'resume', listed: 3, missing: 2, gap: 0 },
  });
  expect(ordersHere()).toBe(3);
  expect((await emergencyStop.status({}, ctx)).stop).not.toBeNull();
  expect(await emergencyStop.resume({ name: '佐藤' }, ctx)).toMatchObject({ resumedBy: '佐藤' });
  expect(ordersHere()).toBe(3);
});

it('a mall that cannot be reached keeps it stopped until the comparison succeeds', async () => {
  const { emergencyStop } = desk.operations;
  await emergencyStop.stop(stopOrder, ctx);
  desk.mall.put(recent(1));
  const original = desk.mall.findOrders.bind(desk.mall);
  desk.mall.findOrders = () => {
    throw new AppError('mall_not_permitted', 'Not now');
  };
  await emergencyStop.beginResume({ name: '佐藤' }, ctx);
  expect(await compared()).toMatchObject({ state: 'failed', error: { code: 'mall_not_permitted' } });
  await expect(async () => emergencyStop.resume({ name: '佐藤' }, ctx)).rejects.toMatchObject({
    code: 'stop_not_compared',
  });
  desk.mall.findOrders = original;
  await emergencyStop.beginResume({ name: '佐藤' }, ctx);
  expect(await compared()).toMatchObject({ state: 'done', reconciliation: { missing: 1, gap: 0 } });
  await emergencyStop.resume({ name: '佐藤' }, ctx);
  expect(ordersHere()).toBe(1);
});
