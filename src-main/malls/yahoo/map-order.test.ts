import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { mallOrderSchema } from '#shared/domain/order.ts';
import { parseOrderInfo, parseOrderInfoOf } from './order-info.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The smallest order that can be used, with parts replaced. */
function orderXml(
  change: { order?: string; pay?: string; ship?: string; item?: string; detail?: string } = {},
): string {
  return `<ResultSet><Result><Status>OK</Status><OrderInfo>
    <OrderId>teststore-1</OrderId><OrderTime>2026-06-01T10:20:30+09:00</OrderTime><OrderStatus>2</OrderStatus>
    ${change.order ?? ''}
    <Pay><PayStatus>1</PayStatus>${change.pay ?? ''}</Pay>
    <Ship><ShipStatus>1</ShipStatus>${change.ship ?? ''}</Ship>
    ${change.item ?? '<Item><LineId>1</LineId><ItemId>a</ItemId><UnitPrice>100</UnitPrice><Quantity>2</Quantity></Item>'}
    <Detail>${change.detail ?? '<TotalPrice>200</TotalPrice>'}</Detail>
  </OrderInfo></Result></ResultSet>`;
}

const parse = (change: Parameters<typeof orderXml>[0] = {}) => parseOrderInfo(bytes(orderXml(change)));

function details(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    if (error instanceof AppError)
      return [error.details.reason, error.details.field ?? error.details.element];
    throw error;
  }
  return 'accepted';
}

describe('an orderInfo answer', () => {
  it('becomes an order in the words of the domain', () => {
    const order = parse({
      order:
        '<IsRoyalty>false</IsRoyalty><ChildOrderId>a-1, a-2</ChildOrderId><FraudHoldStatus>3</FraudHoldStatus>',
      pay: '<PayDate>20260602</PayDate><BillLastName>山田</BillLastName><BillMailAddress>a@b.example</BillMailAddress>',
      ship: '<ShipRequestDate>2026-06-05</ShipRequestDate><NeedGiftWrap>true</NeedGiftWrap>',
    });
    expect(order).toMatchObject({
      mallOrderId: 'teststore-1',
      orderedAt: Date.UTC(2026, 5, 1, 1, 20, 30),
      mallStatus: 'processing',
      isTestOrder: true,
      childMallOrderIds: ['a-1', 'a-2'],
      fraudHold: 'confirmed',
      buyer: { lastName: '山田', mail: 'a@b.example' },
      recipient: { lastName: '', mail: '' },
      payment: { payStatus: 'paid', payDate: '2026-06-02' },
      shipping: { shipStatus: 'shippable', requestDate: '2026-06-05', needGiftWrap: true },
      money: { itemsYen: 200, totalYen: 200, discountYen: 0 },
    });
    expect(mallOrderSchema.parse(order)).toEqual(order);
  });

  it('keeps unknown states as unknown with the raw code', () => {
    const order = parseOrderInfo(
      bytes(
        orderXml()
          .replace('<OrderStatus>2<', '<OrderStatus>8<')
          .replace('<PayStatus>1<', '<PayStatus>7<')
          .replace('<ShipStatus>1<', '<ShipStatus>x<'),
      ),
    );
    expect(order).toMatchObject({ mallStatus: 'unknown', mallStatusRaw: '8' });
    expect([order.payment.payStatus, order.shipping.shipStatus]).toEqual(['unknown', 'unknown']);
  });

  it('sorts lines and options, whatever order they come in', () => {
    const line = (id: number, more = '') =>
      `<Item><LineId>${id}</LineId><ItemId>i${id}</ItemId><UnitPrice>1</UnitPrice><Quantity>1</Quantity>${more}</Item>`;
    const options =
      '<Inscription><Index>1</Index><Name>名入れ</Name><Value>A</Value></Inscription>' +
      '<ItemOption><Index>2</Index><Name>色</Name><Value>赤</Value><Price>-50</Price></ItemOption>' +
      '<ItemOption><Name>形</Name><Index>1</Index><Value>丸</Value></ItemOption>';
    const { lines } = parse({ item: line(3) + line(1, options) + line(2) });
    expect(lines.map(({ lineId }) => lineId)).toEqual([1, 2, 3]);
    expect(lines[0]?.options).toEqual([
      { name: '形', value: '丸', priceYen: 0 },
      { name: '色', value: '赤', priceYen: -50 },
      { name: '名入れ', value: 'A', priceYen: 0 },
    ]);
  });

  it.each([
    ['field_missing', 'OrderId', orderXml().replace('teststore-1', '')],
    ['field_invalid', 'OrderId', orderXml().replace('teststore-1', 'a b')],
    ['field_invalid', 'OrderTime', orderXml().replace('2026-06-01', '2026-06-31')],
    ['field_missing', 'OrderStatus', orderXml().replace('<OrderStatus>2</OrderStatus>', '')],
    ['field_repeated', 'OrderStatus', orderXml({ order: '<OrderStatus>4</OrderStatus>' })],
    ['field_invalid', 'OrderStatus', orderXml().replace('>2</OrderStatus>', '><b>2</b></OrderStatus>')],
    ['field_invalid', 'FraudHoldStatus', orderXml({ order: '<FraudHoldStatus>4</FraudHoldStatus>' })],
    ['field_invalid', 'IsSeen', orderXml({ order: '<IsSeen>ja</IsSeen>' })],
    ['field_invalid', 'Pay.PayDate', orderXml({ pay: '<PayDate>2026-13-01</PayDate>' })],
    ['field_missing', 'Detail.TotalPrice', orderXml({ detail: '<PayCharge>0</PayCharge>' })],
    [
      'field_invalid',
      'Detail.Discount',
      orderXml({ detail: '<TotalPrice>1</TotalPrice><Discount>1.5</Discount>' }),
    ],
    ['field_invalid', 'Item[1].Quantity', orderXml().replace('<Quantity>2<', '<Quantity>-2<')],
    ['field_invalid', 'Item[1].UnitPrice', orderXml().replace('<UnitPrice>100<', '<UnitPrice>1e3<')],
    ['element_missing', 'Item', orderXml({ item: '' })],
    ['element_missing', 'Item', orderXml({ item: '<Item/>' })],
    ['element_missing', 'Ship', orderXml().replaceAll('Ship>', 'Shop>')],
    ['element_repeated', 'Pay', orderXml({ order: '<Pay><PayStatus>0</PayStatus></Pay>' })],
    ['field_invalid', 'Status', orderXml().replace('>OK<', '><')],
    ['unexpected_root', 'Other', '<Other/>'],
  ])('is refused as a whole: %s %s', (reason, field, xml) => {
    expect(details(() => parseOrderInfo(bytes(xml)))).toEqual([reason, field]);
  });

  it('is refused when two lines have one id, and when it is another order', () => {
    const line =
      '<Item><LineId>1</LineId><ItemId>a</ItemId><UnitPrice>1</UnitPrice><Quantity>1</Quantity></Item>';
    expect(details(() => parse({ item: line + line }))).toEqual(['field_repeated', 'Item.LineId']);
    expect(details(() => parseOrderInfoOf(bytes(orderXml()), 'teststore-2'))).toEqual([
      'other_order',
      'OrderId',
    ]);
  });

  it('gives the error the mall put inside', () => {
    const inside =
      '<ResultSet><Result><Status>NG</Status><Error><Message> m </Message><Code>od91801</Code></Error></Result></ResultSet>';
    for (const xml of [inside, '<Error><Code>od91801</Code><Message>m</Message></Error>']) {
      expect(() => parseOrderInfo(bytes(xml))).toThrow(
        expect.objectContaining({
          code: 'mall_order_not_found',
          details: expect.objectContaining({ mallMessage: 'm' }),
        }),
      );
    }
  });
});
