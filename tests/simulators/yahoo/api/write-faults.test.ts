import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateOrder } from '../orders/generate.ts';
import type { YahooOrder } from '../orders/model.ts';
import { NOON, TestShop } from '../testing/test-shop.ts';

const ID = 'teststore-1';

let shop: TestShop;
beforeEach(async () => {
  shop = await TestShop.start();
  await shop.connect();
  const order = generateOrder(1, 0, { from: NOON - 86_400_000, to: NOON - 80_000_000 });
  Object.assign(order.order, { OrderId: ID, OrderStatus: 2, FraudHoldStatus: 0, Suspect: 0 });
  shop.simulator.control.putOrder({ sellerId: 'teststore', order });
});
afterEach(() => shop.close());

const control = () => shop.simulator.control;
const get = (): YahooOrder => control().getOrder({ sellerId: 'teststore', orderId: ID });
const cancel = () =>
  shop.call(
    'orderStatusChange',
    `<Req><Target><OrderId>${ID}</OrderId><IsPointFix>false</IsPointFix></Target><Order><OrderStatus>4</OrderStatus></Order><SellerId>teststore</SellerId></Req>`,
  );

test('notes what was carried out and what was refused', async () => {
  await cancel();
  expect(control().acceptedWrites()).toEqual([
    {
      sequence: 1,
      at: NOON,
      sellerId: 'teststore',
      orderId: ID,
      api: 'orderStatusChange',
      change: 'Order(OrderStatus=4)',
    },
  ]);
  expect(control().acceptedWrites({ orderId: 'other' })).toEqual([]);
  control().setFraudHold({ sellerId: 'teststore', orderId: ID, status: 1 });
  await shop.call(
    'orderChange',
    `<Req><Target><OrderId>${ID}</OrderId></Target><Order><IsSeen>true</IsSeen></Order><SellerId>teststore</SellerId></Req>`,
  );
  expect(control().refusedWrites()).toMatchObject([{ orderId: ID, api: 'orderChange', code: 'od90166' }]);
});

test('loses an answer after the work, or a request before it', async () => {
  control().addFault({ path: 'Change', action: { kind: 'reset' } });
  await expect(cancel()).rejects.toThrow();
  expect(get().order.OrderStatus).toBe(2);
  control().addFault({ path: 'Change', action: { kind: 'reset', afterProcessing: true } });
  await expect(cancel()).rejects.toThrow();
  expect(get().order.OrderStatus).toBe(4);
});

test('carries out a request that comes late', async () => {
  control().addFault({ path: 'Change', action: { kind: 'late', applyAfterMs: 30 } });
  await expect(cancel()).rejects.toThrow();
  expect(get().order.OrderStatus).toBe(2);
  while (control().acceptedWrites().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(get().order.OrderStatus).toBe(4);
});

test('warns beside the OK', async () => {
  control().addFault({ path: 'Change', action: { kind: 'warning', code: 'od91130', detail: '1,2' } });
  const reply = await cancel();
  expect([reply.status, reply.element('Code'), reply.element('Detail')]).toEqual([200, 'od91130', '1,2']);
});

test('acts on a share of the requests', async () => {
  control().addFault({ path: 'orderInfo', chance: 0.3, count: null, action: { kind: 'error', status: 503 } });
  let failed = 0;
  for (let call = 0; call < 100; call++) if ((await shop.info(ID)).status === 503) failed += 1;
  expect(failed).toBeGreaterThan(15);
  expect(failed).toBeLessThan(45);
});

test('takes a cancel now and carries it out later', async () => {
  control().settings({ deferCancels: true });
  expect((await cancel()).element('Code')).toBe('od91704');
  expect(get().order.OrderStatus).toBe(2);
  expect(control().applyDeferredCancels()).toEqual({ applied: 1 });
  expect(get().order.OrderStatus).toBe(4);
});
