import { describe, expect, it } from 'vitest';
import { csvFieldOf, csvFields } from '#shared/domain/csv-fields.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import { guessColumns } from './header-words.ts';
import { readCell } from './read-cell.ts';
import { type CellValue, writeCell } from './write-cell.ts';

const field = (id: string) => {
  const found = orderFieldOf(id);
  if (found === null) throw new Error(`No field ${id}`);
  return found;
};
const names = { phase: (id: number) => `段階${id}`, shop: () => '本店' };
const ids = {
  phase: (name: string) => (name.startsWith('段階') ? Number(name.slice(2)) : null),
  shop: (name: string) => (name === '本店' ? 'shop-1' : null),
};
const read = (id: string, text: string) => readCell(field(id), text, ids);
const value = (given: CellValue) => ({ ok: true, value: given });
const invalid = { ok: false, code: 'value_invalid' };

describe('readCell', () => {
  it('reads days in the spellings of files', () => {
    for (const text of ['2026-11-02', '2026/11/2', '20261102', '2026年11月2日', '2026/11/02 10:00']) {
      expect(read('shipping.shipDate', text)).toEqual(value('2026-11-02'));
    }
    for (const text of ['2026-02-30', '2026/13/01', '11/2', 'soon', '2026/11/02x']) {
      expect(read('shipping.shipDate', text)).toEqual(invalid);
    }
  });

  it('reads moments as Japanese time unless a zone is given', () => {
    const at = Date.UTC(2026, 10, 2, 5, 2, 7);
    for (const text of ['2026/11/02 14:02:07', '2026-11-02T14:02:07+09:00', '2026-11-02T05:02:07Z']) {
      expect(read('orderedAt', text)).toEqual(value(at));
    }
    expect(read('orderedAt', '2026/11/02')).toEqual(value(Date.UTC(2026, 10, 1, 15)));
    expect(read('orderedAt', '2026/11/02 25:00')).toEqual(invalid);
  });

  it('reads amounts, flags and states', () => {
    for (const text of ['1200', '1,200', '¥1,200', '１２００円', ' 1200 ']) {
      expect(read('money.totalYen', text)).toEqual(value(1200));
    }
    expect(read('money.totalYen', '-500')).toEqual(value(-500));
    for (const text of ['12.5', 'abc', '1e5', '--1']) expect(read('money.totalYen', text)).toEqual(invalid);
    expect(read('isSeen', '1')).toEqual(value(true));
    expect(read('isSeen', 'FALSE')).toEqual(value(false));
    expect(read('isSeen', '?')).toEqual(invalid);
    for (const text of ['出荷済', 'shipped'])
      expect(read('shipping.shipStatus', text)).toEqual(value('shipped'));
    expect(read('shipping.shipStatus', '発送')).toEqual(invalid);
    expect(read('phase', '段階4')).toEqual(value(4));
    expect(read('phase', '梱包中')).toEqual({ ok: false, code: 'phase_unknown' });
  });

  it('refuses texts that do not fit', () => {
    expect(read('notes', 'x'.repeat(10_001))).toEqual({ ok: false, code: 'value_too_long' });
    expect(read('recipient.zipCode', ' 123-4567')).toEqual(value(' 123-4567'));
  });

  it.each(['ja', 'en'] as const)('reads back what writeCell writes (%s)', (language) => {
    const samples: Readonly<Record<string, readonly CellValue[]>> = {
      text: ['abc', ' 東京 '],
      number: [0, -3, 12],
      yen: [0, -300, 1_234_567],
      date: ['2026-02-28'],
      moment: [Date.UTC(2026, 0, 1, 15, 0, 1)],
      flag: [true, false],
      phase: [1, 12],
      shop: ['shop-1'],
    };
    for (const each of csvFields) {
      for (const sample of each.choices ?? samples[each.type] ?? []) {
        expect(readCell(each, writeCell(each, sample, language, names), ids), each.id).toEqual(value(sample));
      }
    }
  });
});

describe('guessColumns', () => {
  it('knows the names of every field in both languages', () => {
    expect(guessColumns(['注文番号', 'フェーズ', 'お届け先 郵便番号', '社内メモ'])).toEqual([
      { column: 0, field: 'mallOrderId' },
      { column: 1, field: 'phase' },
      { column: 2, field: 'recipient.zipCode' },
      { column: 3, field: 'memo' },
    ]);
  });

  it("knows the mall's spellings, and feeds no field twice", () => {
    expect(
      guessColumns([
        'OrderId',
        'ShipName',
        'ShipPhoneNumber',
        'BillMailAddress',
        'ItemId',
        'ship_name',
        '謎',
      ]),
    ).toEqual([
      { column: 0, field: 'mallOrderId' },
      { column: 1, field: 'recipient.lastName' },
      { column: 2, field: 'recipient.phone' },
      { column: 3, field: 'buyer.mail' },
      { column: 4, field: 'lines.itemId' },
    ]);
  });

  it('never offers what decides over a hold', () => {
    expect(guessColumns(['不正保留ステータス', '公開日時', 'fraudHold', 'Fraud hold'])).toEqual([]);
    expect(csvFieldOf('fraudHold')).toBeNull();
    expect(csvFieldOf('publishedAt')).toBeNull();
  });
});
