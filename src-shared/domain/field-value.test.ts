import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFieldValue } from './field-value.ts';
import { editableOrderFields } from './order-fields.ts';

const outcomeOf = (field: string, text: string) => {
  const checked = checkFieldValue(field, text);
  return checked.ok ? checked.value : checked.fault;
};

describe('checkFieldValue', () => {
  it.each([
    ['shipping.shipDate', '2026/1/5', '2026-01-05'],
    ['shipping.shipDate', '２０２６年１１月２２日', '2026-11-22'],
    ['shipping.shipDate', '20261122', '2026-11-22'],
    ['shipping.shipDate', '2026-02-30', 'date'],
    ['shipping.shipDate', '明日', 'date'],
    ['shipping.shipDate', '', ''],
    ['recipient.zipCode', '〒１００－０００１', '100-0001'],
    ['recipient.zipCode', '1000001', '1000001'],
    ['recipient.zipCode', '10000', 'zip_code'],
    ['buyer.phone', '０３ー１２３４ー５６７８', '03-1234-5678'],
    ['buyer.phone', '+81 (3) 1234-5678', '+81 (3) 1234-5678'],
    ['buyer.phone', '不明', 'phone'],
    ['buyer.mail', 'a@example.jp', 'a@example.jp'],
    ['buyer.mail', 'example.jp', 'mail'],
    ['shipping.shipUrl', 'https://example.jp/x', 'https://example.jp/x'],
    ['shipping.shipUrl', 'javascript:alert(1)', 'url'],
    ['recipient.city', ' 中央区 ', '中央区'],
    ['recipient.city', '中央\n区', 'control_characters'],
    ['memo', '一行目\r\n二行目', '一行目\n二行目'],
    ['memo', 'a\u0000b', 'control_characters'],
    ['memo', 'あ'.repeat(4_001), 'too_long'],
    ['recipient.lastName', '𠮷'.repeat(100), '𠮷'.repeat(100)],
    ['recipient.lastName', '𠮷'.repeat(101), 'too_long'],
    ['money.totalYen', '1', 'not_editable'],
    ['nothing', '1', 'unknown_field'],
  ])('%s: %j gives %j', (field, text, expected) => {
    expect(outcomeOf(field, text)).toBe(expected);
  });

  it('keeps what it has accepted once', () => {
    const ids = editableOrderFields.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('0', '1', '9', '-', '/', ' ') }),
        ),
        (field, text) => {
          const once = checkFieldValue(field, text);
          if (once.ok) expect(checkFieldValue(field, once.value)).toEqual(once);
        },
      ),
    );
  });
});
