import { afterEach, describe, expect, test } from 'vitest';
import { generateOrder } from './index.ts';
import { NOON, TestShop } from './testing/test-shop.ts';

let shop: TestShop;
afterEach(() => shop.close());

const ALL = '<OrderTimeFrom>20260101000000</OrderTimeFrom>';

describe('a connected shop', () => {
  test('lists its orders and reads each of them', async () => {
    shop = await TestShop.start({ orders: 50 });
    await shop.connect();
    const list = await shop.list({
      condition: `${ALL}<FraudHoldDisplayType>1</FraudHoldDisplayType><ReadOnlyMode>2</ReadOnlyMode>`,
    });
    expect(list.status).toBe(200);
    expect(list.headers.get('x-sws-authorize-status')).toBe('authorized');
    expect(list.total).toBe(50);
    expect(list.ids).toEqual(
      shop.simulator.control.snapshot({ sellerId: 'teststore' }).map((o) => o.order.OrderId),
    );
    for (const id of list.ids) {
      const info = await shop.info(id);
      expect(info.status).toBe(200);
      expect(info.element('OrderId')).toBe(id);
    }
  });

  test('answers every request with the date of its own clock', async () => {
    shop = await TestShop.start();
    const response = await fetch(`${shop.simulator.url}/`);
    expect(Date.parse(response.headers.get('date') ?? '')).toBe(NOON);
    shop.simulator.control.time({ advance: 3_600_000 });
    const later = await fetch(`${shop.simulator.url}/nowhere`);
    expect(later.status).toBe(404);
    expect(Date.parse(later.headers.get('date') ?? '')).toBe(NOON + 3_600_000);
  });

  test('counts what waits for what', async () => {
    shop = await TestShop.start({ orders: 400 });
    await shop.connect();
    const reply = await shop.call('orderCount');
    expect(reply.status).toBe(200);
    const wanted = await shop.list({ condition: `${ALL}<OrderStatus>2</OrderStatus><IsSeen>false</IsSeen>` });
    expect(Number(reply.element('NewOrder'))).toBe(wanted.total);
    expect(wanted.total).toBeGreaterThan(0);
  });
});

describe('the control endpoint', () => {
  test('offers the same operations over HTTP', async () => {
    shop = await TestShop.start({ orders: 10 });
    const control = async (name: string, input: unknown): Promise<{ status: number; value: unknown }> => {
      const response = await fetch(`${shop.simulator.url}/__control/${name}`, {
        method: 'POST',
        body: JSON.stringify(input),
      });
      return { status: response.status, value: await response.json() };
    };
    expect((await control('time', { advance: 1000 })).value).toMatchObject({
      now: NOON + 1000,
      mode: 'frozen',
    });
    const orders = (await control('snapshot', { sellerId: 'teststore' })).value;
    expect(orders).toEqual(shop.simulator.control.snapshot({ sellerId: 'teststore' }));
    expect((await control('getOrder', { sellerId: 'teststore', orderId: 'teststore-1' })).status).toBe(400);
    expect((await control('toString', {})).status).toBe(404);
  });

  test('is not there when switched off', async () => {
    shop = await TestShop.start({ httpControl: false });
    expect((await fetch(`${shop.simulator.url}/__control/time`)).status).toBe(404);
  });

  test('keeps a patched order and stores whole new ones', async () => {
    shop = await TestShop.start({ orders: 5 });
    await shop.connect();
    const { control } = shop.simulator;
    const orderId = 'teststore-10000003';
    const before = control.getOrder({ sellerId: 'teststore', orderId });
    control.patchOrder({ sellerId: 'teststore', orderId, patch: { order: { Notes: 'changed' } } });
    const info = await shop.info(orderId, 'Notes,Version');
    expect(info.element('Notes')).toBe('changed');
    expect(Number(info.element('Version'))).toBe(before.order.Version + 1);

    const own = generateOrder(9, 0, { from: NOON - 86_400_000, to: NOON - 3_600_000 });
    own.order.OrderId = 'teststore-777';
    control.putOrder({ sellerId: 'teststore', order: own });
    expect((await shop.info('teststore-777')).element('OrderId')).toBe('teststore-777');
    expect(control.snapshot({ sellerId: 'teststore' })).toHaveLength(6);
  });

  test('counts and records the requests with their headers', async () => {
    shop = await TestShop.start();
    await shop.connect();
    const { control } = shop.simulator;
    expect(control.counters().total['/yconnect/v2/token']).toBe(1);
    expect(control.journal({ path: '/token' })[0]?.headers.authorization).toMatch(/^Basic /);
    control.resetCounters();
    await shop.list({ condition: ALL });
    expect(control.counters()).toEqual({
      total: {
        '/yconnect/v2/authorization': 1,
        '/yconnect/v2/token': 1,
        '/ShoppingWebService/V1/orderList': 1,
      },
      sinceReset: { '/ShoppingWebService/V1/orderList': 1 },
    });
    expect(control.journal({ path: '/token' })).toEqual([]);
  });
});
