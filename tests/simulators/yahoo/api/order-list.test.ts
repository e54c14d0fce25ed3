import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../japan-time.ts';
import { NOON, TestShop } from '../testing/test-shop.ts';

const COUNT = 600;
const ALL = '<OrderTimeFrom>20260101000000</OrderTimeFrom>';
const EVERY = `${ALL}<FraudHoldDisplayType>1</FraudHoldDisplayType><ReadOnlyMode>2</ReadOnlyMode>`;

let shop: TestShop;
beforeEach(async () => {
  shop = await TestShop.start({ orders: COUNT });
  await shop.connect();
});
afterEach(() => shop.close());

const snapshot = () => shop.simulator.control.snapshot({ sellerId: 'teststore' });

describe('orderList', () => {
  test('pages through all orders, each once, sorted both ways', async () => {
    const ids: string[] = [];
    for (let start = 1; start <= COUNT; start += 250) {
      const page = await shop.list({ condition: EVERY, start, result: 250 });
      expect(page.total).toBe(COUNT);
      ids.push(...page.ids);
    }
    expect(ids).toEqual(snapshot().map((o) => o.order.OrderId));
    const backwards = await shop.list({ condition: EVERY, sort: '-order_time' });
    expect(backwards.ids).toEqual(ids.toReversed());
  });

  test('answers past the end, and Result 0, with one empty OrderInfo', async () => {
    for (const search of [{ start: COUNT + 1 }, { result: 0 }]) {
      const page = await shop.list({ condition: EVERY, ...search });
      expect(page.total).toBe(COUNT);
      expect(page.ids).toEqual([]);
      expect(page.text).toMatch(/<OrderInfo ?\/>|<OrderInfo><\/OrderInfo>/);
    }
  });

  test('answers no hits with a zero alone', async () => {
    const page = await shop.list({ condition: '<OrderTimeTo>20200101000000</OrderTimeTo>' });
    expect(page.total).toBe(0);
    expect(page.text).not.toContain('OrderInfo');
  });

  test.each([
    ['OrderStatus', '2,3', (o) => [2, 3].includes(o.order.OrderStatus)],
    ['PayStatus', '0', (o) => o.pay.PayStatus === 0],
    ['ShipStatus', '1,2', (o) => [1, 2].includes(o.ship.ShipStatus)],
    ['IsSeen', 'false', (o) => !o.order.IsSeen],
    ['StoreStatus', '3', (o) => o.order.StoreStatus === '3'],
    ['PayMethod', 'payment_a1', (o) => o.pay.PayMethod === 'payment_a1'],
    ['ItemId', 'tea-uji', (o) => o.lines.some((line) => line.fields.ItemId === 'tea-uji')],
    ['BuyerCommentsFlag', 'true', (o) => o.order.BuyerComments !== undefined],
    ['ShipRequestDateNo', '2', (o) => o.ship.ShipRequestDate === undefined],
    ['ShipDateFrom', '20260601', (o) => String(o.ship.ShipDate ?? '') >= '2026-06-01'],
  ] as const satisfies readonly (readonly [
    string,
    string,
    (o: ReturnType<typeof snapshot>[number]) => boolean,
  ])[])('finds by %s %s', async (name, value, belongs) => {
    const wanted = snapshot()
      .filter(belongs)
      .map((o) => o.order.OrderId);
    const found = await shop.list({ condition: `${EVERY}<${name}>${value}</${name}>` });
    expect(found.ids.toSorted()).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(0);
  });

  test('finds between two order times, both included', async () => {
    const [, second, third] = snapshot();
    const digits = (time: string | undefined): string => (time ?? '').slice(0, 19).replaceAll(/\D/g, '');
    const found = await shop.list({
      condition: `<OrderTimeFrom>${digits(second?.order.OrderTime)}</OrderTimeFrom><OrderTimeTo>${digits(third?.order.OrderTime)}</OrderTimeTo><FraudHoldDisplayType>1</FraudHoldDisplayType>`,
    });
    expect(found.ids).toEqual([second?.order.OrderId, third?.order.OrderId]);
  });

  test('hides the held unless asked, and shows a released one by its publication time', async () => {
    const held = snapshot()
      .filter((o) => o.order.FraudHoldStatus % 2 === 1)
      .map((o) => o.order.OrderId);
    expect(held.length).toBeGreaterThan(0);
    const usual = await shop.list({ condition: `${ALL}<ReadOnlyMode>2</ReadOnlyMode>` });
    expect(usual.ids.filter((id) => held.includes(id))).toEqual([]);
    expect(usual.total + held.length).toBe(COUNT);
    const orderId = held[0] ?? '';
    expect((await shop.info(orderId)).element('OrderId')).toBe(orderId);

    shop.simulator.control.time({ advance: HOUR });
    await shop.refresh();
    shop.simulator.control.setFraudHold({ sellerId: 'teststore', orderId, status: 2 });
    const released = await shop.list({
      condition:
        '<PublicationTimeFrom>20260610130000</PublicationTimeFrom><PublicationTimeTo>20260610130000</PublicationTimeTo>',
      fields: 'OrderId,FraudHoldStatus,PublicationTime',
    });
    expect(released.ids).toEqual([orderId]);
    expect(released.element('PublicationTime')).toBe('2026-06-10T13:00:00+09:00');
    shop.simulator.control.settings({ defaultFraudHoldDisplayType: '1' });
    expect((await shop.list({ condition: `${ALL}<ReadOnlyMode>2</ReadOnlyMode>` })).total).toBe(COUNT);
  });

  test('shows orders inside the ten-minute window only when asked', async () => {
    const { control } = shop.simulator;
    control.generateOrders({ sellerId: 'teststore', count: 1, seed: 3, from: NOON, to: NOON + 1000 });
    const fresh = 'teststore-10000601';
    const ids = async (mode: string): Promise<string[]> =>
      (await shop.list({ condition: `${ALL}<ReadOnlyMode>${mode}</ReadOnlyMode>` })).ids;
    control.time({ advance: 10 * MINUTE - 1000 });
    expect(await ids('0')).not.toContain(fresh);
    expect(await ids('1')).toEqual([fresh]);
    control.time({ advance: 2000 });
    expect(await ids('0')).toContain(fresh);
    expect(await ids('1')).toEqual([]);
  });

  test('does not know orders of the future', async () => {
    const { control } = shop.simulator;
    control.generateOrders({
      sellerId: 'teststore',
      count: 10,
      seed: 3,
      from: NOON + DAY,
      to: NOON + 2 * DAY,
    });
    expect((await shop.list({ condition: EVERY })).total).toBe(COUNT);
    expect((await shop.info('teststore-10000601')).element('Code')).toBe('od91801');
    control.time({ advance: 2 * DAY });
    await shop.connect();
    expect((await shop.list({ condition: EVERY })).total).toBe(COUNT + 10);
  });

  test.each([
    ['an unknown field', { condition: ALL, fields: 'OrderId,IsGift' }, 'IsGift'],
    ['no field', { condition: ALL, fields: '' }, 'Field'],
    ['a field of orderInfo only', { condition: ALL, fields: 'BillMailAddress' }, 'BillMailAddress'],
    ['no required condition', { condition: '<OrderStatus>2</OrderStatus>' }, 'Condition'],
    ['an unknown condition', { condition: `${ALL}<Seen>true</Seen>` }, 'Seen'],
    [
      'a date that does not exist',
      { condition: '<OrderTimeFrom>20260231000000</OrderTimeFrom>' },
      'OrderTimeFrom',
    ],
    ['a status by name', { condition: `${ALL}<OrderStatus>new</OrderStatus>` }, 'OrderStatus'],
    ['more than 2,000 results', { condition: ALL, result: 2001 }, 'Result'],
    ['a start of 0', { condition: ALL, start: 0 }, 'Start'],
    ['an unknown sort', { condition: ALL, sort: 'order_time' }, 'Sort'],
  ])('refuses %s by name', async (_name, search, parameter) => {
    const reply = await shop.list(search);
    expect(reply.status).toBe(400);
    expect(reply.element('Code')).toBe('od90101');
    expect(reply.element('Message')).toBe(`Request Parameter Error : ${parameter}`);
  });
});
