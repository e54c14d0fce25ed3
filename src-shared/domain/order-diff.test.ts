import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankOrder } from './blank-order.ts';
import type { MallOrder } from './order.ts';
import { diffOrders } from './order-diff.ts';

const line: MallOrder['lines'][number] = {
  lineId: 1,
  itemId: 'item-1',
  subCode: '',
  title: '青森りんご 5kg',
  options: [{ name: '色', value: '赤', priceYen: 0 }],
  unitPriceYen: 500,
  quantity: 2,
  taxPercent: 8,
  couponDiscountYen: 0,
  jan: '',
  releaseDate: null,
  leadTime: '',
};
const order: MallOrder = { ...blankOrder('store-1', 1_000), lines: [line, { ...line, lineId: 2 }] };
const withLines = (...lines: MallOrder['lines']): MallOrder => ({ ...order, lines });

/** The same object with its keys the other way round, all the way down. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

/** Paths of all values that are no groups; line numbers aside, which say which line it is. */
function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (path.at(-1) === 'lineId') return [];
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function change(target: unknown, [name = '', ...rest]: readonly string[]): void {
  const holder = target as Record<string, unknown>;
  if (rest.length > 0) change(holder[name], rest);
  else if (typeof holder[name] === 'boolean') holder[name] = !holder[name];
  else if (typeof holder[name] === 'number') holder[name] = holder[name] + 1;
  else holder[name] = `${holder[name] ?? ''}!`;
}

describe('diffOrders', () => {
  it('finds nothing between equal orders, whatever the order of their keys', () => {
    expect(diffOrders(order, turned(structuredClone(order)) as MallOrder)).toEqual([]);
  });

  it('finds a change of any single field', () => {
    const leaves = leavesOf(order);
    fc.assert(
      fc.property(fc.constantFrom(...leaves), (path) => {
        // Not structuredClone: it keeps shared what the two lines share.
        const changed = JSON.parse(JSON.stringify(order)) as MallOrder;
        change(changed, path);
        expect(diffOrders(order, changed)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('names each field by its path, before and after', () => {
    const after: MallOrder = {
      ...order,
      notes: '急ぎ',
      childMallOrderIds: ['a'],
      isSeen: true,
      publishedAt: 5,
      money: { ...order.money, pointsYen: 100 },
    };
    expect(diffOrders({ ...order, notes: '' }, after)).toEqual([
      { field: 'childMallOrderIds', before: '[]', after: '["a"]' },
      { field: 'isSeen', before: 'false', after: 'true' },
      { field: 'publishedAt', before: '', after: '5' },
      { field: 'money.pointsYen', before: '0', after: '100' },
      { field: 'notes', before: '', after: '急ぎ' },
    ]);
  });

  it('compares lines by their number, so that one more line leaves the others alone', () => {
    const second = { ...line, lineId: 2, quantity: 1 };
    const changes = diffOrders(
      withLines(second),
      withLines({ ...line, lineId: 1 }, { ...second, quantity: 9 }),
    );
    expect(changes).toContainEqual({ field: 'lines[2].quantity', before: '1', after: '9' });
    expect(changes).toContainEqual({ field: 'lines[1].title', before: '', after: '青森りんご 5kg' });
    expect(changes.filter(({ field }) => field.startsWith('lines[2]'))).toHaveLength(1);
  });

  it('sees a line taken away, and two lines with one number', () => {
    const twin = { ...line, title: '双子' };
    expect(diffOrders(withLines(line, twin), withLines(line))).toContainEqual({
      field: `lines[${line.lineId}].title`,
      before: '双子',
      after: '',
    });
  });
});
