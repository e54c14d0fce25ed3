import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateOrder } from '../orders/generate.ts';
import type { YahooOrder } from '../orders/model.ts';
import { NOON, TestShop } from '../testing/test-shop.ts';

const ID = 'teststore-1';

let shop: TestShop;
beforeEach(async () => {
  shop = await TestShop.start();
  await shop.connect();
});
afterEach(() => shop.close());

/** Puts one order in the given state; June 9th, card, not held, no shipment. */
function put(change: (order: YahooOrder) => void = () => undefined): void {
  const order = generateOrder(1, 0, { from: NOON - 86_400_000, to: NOON - 80_000_000 });
  Object.assign(order.order, {
    OrderId: ID,
    OrderStatus: 2,
    FraudHoldStatus: 0,
    PublicationTime: '',
    Suspect: 0,
    Version: 3,
  });
  Object.assign(order.pay, { PayStatus: 0, PayKind: 0, PayMethod: 'payment_a1' });
  Object.assign(order.ship, { ShipStatus: 1, ShipInvoiceNumber1: '', ShipInvoiceNumberEmptyReason: '' });
  change(order);
  shop.simulator.control.putOrder({ sellerId: 'teststore', order });
}
const get = (): YahooOrder => shop.simulator.control.getOrder({ sellerId: 'teststore', orderId: ID });
const write = async (api: string, order: string, pointFix = 'true', orderId = ID) => {
  const target = `<Target><OrderId>${orderId}</OrderId><IsPointFix>${pointFix}</IsPointFix></Target>`;
  const reply = await shop.call(
    api,
    `<Req>${target}<Order>${order}</Order><SellerId>teststore</SellerId></Req>`,
  );
  return { status: reply.status, code: reply.element('Code'), ok: reply.element('Status') };
};
const toStatus = (status: number, more = '') =>
  write('orderStatusChange', `<OrderStatus>${status}</OrderStatus>${more}`);

describe('orderStatusChange', () => {
  const allowed = new Set(['1→4', '1→5', '2→3', '2→4', '2→5', '3→2', '3→4', '3→5', '5→2', '5→4']);
  const pairs = [1, 2, 3, 4, 5].flatMap((from) =>
    [1, 2, 3, 4, 5].filter((to) => to !== from).map((to) => [from, to]),
  );

  test.each(pairs)('%i to %i follows the table', async (from, to) => {
    put((order) => {
      order.order.OrderStatus = from ?? 0;
    });
    const result = await toStatus(to ?? 0);
    const isAllowed = allowed.has(`${from}→${to}`);
    expect(result.status).toBe(isAllowed ? 200 : 400);
    expect(get().order.OrderStatus).toBe(isAllowed ? to : from);
    expect(get().order.Version).toBe(isAllowed ? 4 : 3);
  });

  test('refuses to complete a prank order or without fixing points', async () => {
    put();
    expect((await write('orderStatusChange', '<OrderStatus>5</OrderStatus>', 'false')).code).toBe('od90101');
    put((order) => {
      order.order.Suspect = 1;
    });
    expect((await toStatus(5)).code).toBe('od91060');
    expect((await toStatus(4)).status).toBe(200);
  });

  test('goes back to reserved only before the release date', async () => {
    const held = (date: string) => (order: YahooOrder) => {
      order.order.OrderStatus = 3;
      for (const line of order.lines) line.fields.ReleaseDate = date;
    };
    put(held('2026-06-01'));
    expect((await toStatus(1)).status).toBe(400);
    put(held('2026-07-01'));
    expect((await toStatus(1)).status).toBe(200);
  });

  test('keeps the cancel reason, wants a text with 230, and warns when nothing changes', async () => {
    put();
    expect((await toStatus(4, '<CancelReason>230</CancelReason>')).code).toBe('od90101');
    expect((await toStatus(4, '<CancelReason>300</CancelReason>')).code).toBe('od90101');
    expect((await toStatus(4, '<CancelReason>120</CancelReason>')).status).toBe(200);
    expect(get().order.CancelReason).toBe(120);
    expect(await toStatus(4)).toMatchObject({ status: 200, ok: 'OK', code: 'od91705' });
  });

  test.each([1, 3])('a held order (%i) accepts nothing but a cancel', async (hold) => {
    put((order) => {
      order.order.FraudHoldStatus = hold;
    });
    expect(await toStatus(5)).toMatchObject({ status: 400, code: 'od90166' });
    expect((await write('orderPayStatusChange', '<Pay><PayStatus>1</PayStatus></Pay>')).code).toBe('od90166');
    expect((await write('orderShipStatusChange', '<Ship><ShipStatus>3</ShipStatus></Ship>')).code).toBe(
      'od90166',
    );
    expect((await write('orderChange', '<Notes>x</Notes>')).code).toBe('od90166');
    expect(get().order.Version).toBe(3);
    expect((await toStatus(4)).status).toBe(200);
  });

  test('the code for held orders can be set', async () => {
    put((order) => {
      order.order.FraudHoldStatus = 1;
    });
    shop.simulator.control.settings({ fraudRefusalCode: 'od99999' });
    expect((await toStatus(5)).code).toBe('od99999');
  });

  test('does not know other orders', async () => {
    const reply = await write('orderStatusChange', '<OrderStatus>4</OrderStatus>', 'true', 'teststore-2');
    expect(reply).toMatchObject({ status: 404, code: 'od91801' });
  });

  test('refuses inside the ten-minute window', async () => {
    put((order) => {
      order.order.OrderTime = '2026-06-10T11:55:00+09:00';
    });
    expect((await toStatus(4)).code).toBe('od91061');
  });
});

describe('the other writes', () => {
  test('payment', async () => {
    put();
    const pay = '<Pay><PayStatus>1</PayStatus><PayDate>20260609</PayDate></Pay>';
    expect((await write('orderPayStatusChange', pay)).status).toBe(200);
    expect(get().pay).toMatchObject({ PayStatus: 1, PayDate: '2026-06-09' });
    expect(get().order).toMatchObject({
      Version: 4,
      IsSeen: true,
      LastUpdateTime: '2026-06-10T12:00:00+09:00',
    });
    expect((await write('orderPayStatusChange', pay)).code).toBe('od91705');
  });

  test('shipment: the method decides the carrier', async () => {
    put();
    const ship =
      '<Ship><ShipStatus>3</ShipStatus><ShipMethod>postage1</ShipMethod><ShipCompanyCode>1003</ShipCompanyCode>' +
      '<ShipInvoiceNumber1>1234-5678-9012</ShipInvoiceNumber1><ShipDate>20260610</ShipDate></Ship>';
    expect((await write('orderShipStatusChange', ship)).status).toBe(200);
    expect(get().ship).toMatchObject({
      ShipStatus: 3,
      ShipCompanyCode: '1001',
      ShipInvoiceNumber1: '1234-5678-9012',
      ShipDate: '2026-06-10',
    });
    const reason =
      '<Ship><ShipStatus>3</ShipStatus><ShipInvoiceNumberEmptyReason>105</ShipInvoiceNumberEmptyReason></Ship>';
    expect((await write('orderShipStatusChange', reason)).status).toBe(400);
  });

  test.each([
    ['a Yamato number with letters', '1001', '1234ABCD'],
    ['a Yamato number of 15', '1001', '123456789012345'],
    ['a Japan Post number with hyphens', '1003', '1234-5678-901'],
    ['an unknown carrier', '2000', '1'],
  ])('refuses %s', async (_name, company, number) => {
    put();
    const ship = `<Ship><ShipStatus>3</ShipStatus><ShipCompanyCode>${company}</ShipCompanyCode><ShipInvoiceNumber1>${number}</ShipInvoiceNumber1></Ship>`;
    expect((await write('orderShipStatusChange', ship)).status).toBe(400);
    expect(get().order.Version).toBe(3);
  });

  test('orderChange sets fields and keeps the sum right', async () => {
    put();
    const before = get();
    const change =
      '<Notes>メモ &amp; 追記</Notes><Detail><Adjustments>-100</Adjustments></Detail><Item><LineId>1</LineId><Quantity>7</Quantity></Item>';
    expect((await write('orderChange', change)).status).toBe(200);
    const after = get();
    expect(after.order.Notes).toBe('メモ & 追記');
    expect(after.lines[0]?.fields.Quantity).toBe(7);
    const line = before.lines[0]?.fields;
    const difference = (7 - (line?.Quantity ?? 0)) * (line?.UnitPrice ?? 0) - 100 - before.detail.Adjustments;
    expect(after.detail.TotalPrice - before.detail.TotalPrice).toBe(difference);
  });

  test.each([
    '<OrderStatus>4</OrderStatus>',
    '<IsSeen>false</IsSeen>',
    '<Suspect>1</Suspect><Notes>x</Notes>',
    '<Detail><Adjustments>50001</Adjustments></Detail>',
    '<Item><LineId>99</LineId><Quantity>1</Quantity></Item>',
    '<StoreStatus>11</StoreStatus>',
  ])('orderChange refuses %s', async (change) => {
    put();
    expect((await write('orderChange', change)).code).toBe('od90101');
    expect(get().order.Version).toBe(3);
  });
});
