import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ORDER_INFO_KEYS } from '../orders/fields.ts';
import { generateOrder } from '../orders/generate.ts';
import { errorXml } from './error-xml.ts';
import { orderInfoXml } from './order-info-xml.ts';
import { childOf, childText, parseRequestXml } from './request-xml.ts';
import { escapeText, type Roughness, withoutForbidden, XmlStyle } from './style.ts';

const levels: readonly Roughness[] = [0, 1, 2];
const infoOf = (xml: string) => childOf(childOf(parseRequestXml(xml), 'Result'), 'OrderInfo');

describe.each(levels)('an orderInfo answer of roughness %i', (roughness) => {
  test('is well-formed and carries the order, whatever its form', () => {
    for (let index = 0; index < 300; index += 1) {
      const order = generateOrder(4, index);
      const info = infoOf(orderInfoXml(order, { roughness }));
      expect(childText(info, 'OrderId')).toBe(order.order.OrderId);
      expect(childText(info, 'BuyerComments')).toBe(String(order.order.BuyerComments ?? ''));
      expect(childText(childOf(info, 'Pay'), 'BillLastName')).toBe(order.pay.BillLastName);
      expect(childText(childOf(info, 'Detail'), 'TotalPrice')).toBe(String(order.detail.TotalPrice));
      const items = info?.children.filter((child) => child.name === 'Item') ?? [];
      expect(items.map((item) => childText(item, 'Title'))).toEqual(
        order.lines.map((line) => line.fields.Title),
      );
      const names = items.flatMap((item) =>
        item.children.filter((child) => child.name === 'Inscription' && child.children.length > 0),
      );
      expect(names.map((name) => childText(name, 'Value'))).toEqual(
        order.lines.flatMap((line) => line.inscriptions.map((text) => text.Value)),
      );
    }
  });

  test('has exactly the requested fields', () => {
    const xml = orderInfoXml(generateOrder(4, 1), {
      roughness,
      fields: new Set(['OrderId', 'ItemId', 'TotalPrice']),
    });
    const info = infoOf(xml);
    expect(new Set(info?.children.map((child) => child.name))).toEqual(
      new Set(['OrderId', 'Item', 'Detail']),
    );
    expect(childOf(info, 'Item')?.children.map((child) => child.name)).toEqual(['ItemId']);
  });

  test('is repeatable', () => {
    expect(orderInfoXml(generateOrder(4, 1), { roughness })).toBe(
      orderInfoXml(generateOrder(4, 1), { roughness }),
    );
  });
});

describe('the forms', () => {
  const xmls = Array.from({ length: 200 }, (_, index) =>
    orderInfoXml(generateOrder(5, index), { roughness: 2 }),
  );

  test.each([
    ['sections in another order', /<Detail>[\s\S]*<Pay>/],
    ['empty elements of each kind', /<ParentOrderId ?\/>/],
    ['white space around values', /<TotalPrice>\s+\d+\s+<\/TotalPrice>/],
    ['CDATA', /<!\[CDATA\[/],
    ['numeric references', /&#\d+;/],
    ['comments', /<!--/],
    ['a declaration in single quotes', /^<\?xml version='1.0'/],
  ])('%s occur', (_name, pattern) => {
    expect(xmls.some((xml) => pattern.test(xml))).toBe(true);
  });

  test('an order of four lines is about 10 kB with all fields', () => {
    const order = Array.from({ length: 500 }, (_, index) => generateOrder(6, index)).find(
      (o) => o.lines.length === 4,
    );
    const bytes = order ? Buffer.byteLength(orderInfoXml(order, { fields: ORDER_INFO_KEYS })) : 0;
    expect(bytes).toBeGreaterThan(8_000);
    expect(bytes).toBeLessThan(16_000);
  });

  test('px-04102 has Message before Code; other errors come in both orders, some without a code', () => {
    const first = errorXml(new XmlStyle(1, 1), { code: 'px-04102', message: 'm', messageFirst: true });
    expect(first.indexOf('<Message>')).toBeLessThan(first.indexOf('<Code>'));
    const orders = Array.from({ length: 30 }, (_, seed) => {
      const xml = errorXml(new XmlStyle(1, seed), { code: 'od90101', message: 'm' });
      return xml.indexOf('<Message>') < xml.indexOf('<Code>');
    });
    expect(new Set(orders)).toEqual(new Set([true, false]));
    expect(errorXml(new XmlStyle(1, 1), { message: 'm' })).not.toContain('Code');
  });

  test('any text survives', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...levels),
        fc.nat(),
        (text, level, seed) => {
          const xml = new XmlStyle(level, seed).value('T', text);
          const carried = parseRequestXml(xml).text;
          expect(carried).toBe(withoutForbidden(text).replace(/\r\n?/g, '\n').trim());
          expect(escapeText(text)).not.toMatch(/<(?!!)/);
        },
      ),
    );
  });
});
