import { describe, expect, it } from 'vitest';
import { blankOrder } from './blank-order.ts';
import { conditionFault, operatorsOf } from './condition-operators.ts';
import { evaluate, validateConditions } from './evaluate-conditions.ts';
import type { ConditionGroup, ConditionOperator } from './order-condition.ts';
import { conditionGroupSchema } from './order-condition.ts';
import type { OrderFacts } from './order-facts.ts';
import { factValues } from './order-facts.ts';
import { orderFields } from './order-fields.ts';
import { startOfJstDate } from './time.ts';

const today = '2026-03-01';
const blank = blankOrder('store-10000001', startOfJstDate(today) + 3_600_000);
const line = {
  lineId: 1,
  itemId: 'item-1',
  subCode: '',
  title: '【送料無料】ﾘﾝｺﾞ 5kg',
  options: [],
  unitPriceYen: 500,
  quantity: 2,
  taxPercent: 8,
  couponDiscountYen: 0,
  jan: '',
  releaseDate: null,
  leadTime: '',
};
const facts: OrderFacts = {
  order: {
    ...blank,
    buyer: { ...blank.buyer, lastName: 'さとう', phone: '03-1234-5678' },
    lines: [line, { ...line, itemId: 'item-2', quantity: 3 }],
    money: { ...blank.money, pointsYen: 1_200 },
    shipping: { ...blank.shipping, requestDate: '2026-02-27', needGiftWrap: true },
  },
  phaseId: 4,
  shopId: 'shop-a',
  importedAt: startOfJstDate('2026-02-20'),
  updatedAt: startOfJstDate('2026-02-28') - 1,
  memo: '',
  hasImportError: false,
};
const holds = (field: string, operator: ConditionOperator, ...values: string[]): boolean =>
  evaluate({ join: 'and', parts: [{ field, operator, values }] }, facts, today);

describe('a condition', () => {
  it.each<[string, ConditionOperator, string[], boolean]>([
    ['buyer.lastName', 'equals', ['サトウ'], true],
    ['buyer.lastName', 'not_equals', ['サトウ'], false],
    ['buyer.phone', 'ends_with', ['５６７８'], true],
    ['buyer.phone', 'starts_with', ['0312'], true],
    ['buyer.phone', 'contains', ['4-5'], true],
    ['buyer.phone', 'not_contains', ['9'], true],
    ['buyer.mail', 'is_empty', [], true],
    ['buyer.mail', 'contains', ['a'], false],
    ['buyer.mail', 'not_equals', ['a'], true],
    ['memo', 'is_not_empty', [], false],
    ['lines.title', 'contains', ['りんご'], true],
    ['lines.itemId', 'equals', ['ITEM2'], true],
    // Any line: one of the two differs.
    ['lines.itemId', 'not_equals', ['item-1'], true],
    ['lines.quantity', 'at_least', ['3'], true],
    ['lines.quantity', 'at_least', ['4'], false],
    ['quantity', 'equals', ['5'], true],
    ['money.pointsYen', 'at_least', ['1000'], true],
    ['money.pointsYen', 'between', ['0', '1199'], false],
    ['money.pointsYen', 'none_of', ['1', '2'], true],
    ['shipping.requestDate', 'between', ['today-2', 'today+3'], true],
    ['shipping.requestDate', 'equals', ['today-2'], true],
    ['shipping.requestDate', 'at_most', ['today-3'], false],
    ['shipping.shipDate', 'at_least', ['2000-01-01'], false],
    ['shipping.shipDate', 'not_equals', ['today'], true],
    ['shipping.shipDate', 'is_empty', [], true],
    ['orderedAt', 'equals', ['today'], true],
    ['orderedAt', 'not_equals', ['today'], false],
    ['orderedAt', 'at_most', ['2026-03-01'], true],
    ['updatedAt', 'at_most', ['2026-02-27'], true],
    ['updatedAt', 'at_least', ['2026-02-28'], false],
    ['publishedAt', 'is_empty', [], true],
    ['shipping.needGiftWrap', 'is_true', [], true],
    ['hasImportError', 'is_false', [], true],
    ['phase', 'one_of', ['2', '4'], true],
    ['shop', 'not_equals', ['shop-a'], false],
    ['mallStatus', 'equals', ['unknown'], true],
  ])('%s %s %j: %s', (field, operator, values, expected) => {
    expect(holds(field, operator, ...values)).toBe(expected);
  });

  it('on lines holds for no order without lines', () => {
    const empty = { ...facts, order: blank };
    const group: ConditionGroup = {
      join: 'or',
      parts: [
        { field: 'lines.title', operator: 'is_empty', values: [] },
        { field: 'lines.title', operator: 'not_contains', values: ['a'] },
      ],
    };
    expect(evaluate(group, empty, today)).toBe(false);
  });

  it('finds a value for every field of the catalogue', () => {
    for (const field of orderFields) {
      for (const value of factValues(facts, field.id)) expect([field.id, value]).not.toContain(undefined);
      expect(operatorsOf(field.type).length).toBeGreaterThan(0);
    }
  });
});

describe('a group', () => {
  const yes = { field: 'phase', operator: 'equals' as const, values: ['4'] };
  const no = { field: 'phase', operator: 'equals' as const, values: ['5'] };
  it('joins by and, or, and nests', () => {
    const of = (join: 'and' | 'or', ...parts: ConditionGroup['parts']): ConditionGroup => ({ join, parts });
    expect(evaluate(of('and', yes, no), facts, today)).toBe(false);
    expect(evaluate(of('or', no, yes), facts, today)).toBe(true);
    expect(evaluate(of('and', yes, of('or', no, of('and', yes, yes))), facts, today)).toBe(true);
    expect(evaluate(of('or'), facts, today)).toBe(true);
  });
});

describe('a faulty condition', () => {
  it.each<[string, ConditionOperator, string[], string | null]>([
    ['nothing', 'equals', ['a'], 'unknown_field'],
    ['memo', 'at_least', ['1'], 'operator_unfit'],
    ['isSeen', 'equals', ['1'], 'operator_unfit'],
    ['memo', 'contains', [], 'value_count'],
    ['money.totalYen', 'between', ['1'], 'value_count'],
    ['memo', 'one_of', [], 'value_count'],
    ['memo', 'contains', ['★'], 'value_invalid'],
    ['money.totalYen', 'equals', ['1.5'], 'value_invalid'],
    ['orderedAt', 'equals', ['2026-02-30'], 'value_invalid'],
    ['orderedAt', 'equals', ['tomorrow'], 'value_invalid'],
    ['mallStatus', 'equals', ['paid'], 'value_invalid'],
    ['phase', 'equals', ['new'], 'value_invalid'],
    ['orderedAt', 'between', ['today-10', 'today'], null],
  ])('%s %s %j: %s', (field, operator, values, fault) => {
    expect(conditionFault({ field, operator, values })).toBe(fault);
    if (fault !== null) expect(holds(field, operator, ...values)).toBe(false);
  });

  it('is named by its place and refused by the contract', () => {
    const faulty = { field: 'memo', operator: 'contains' as const, values: [] };
    const group: ConditionGroup = { join: 'and', parts: [{ join: 'or', parts: [faulty] }] };
    expect(validateConditions(group)).toEqual([{ path: [0, 0], field: 'memo', fault: 'value_count' }]);
    expect(conditionGroupSchema.safeParse(group).success).toBe(false);
    expect(conditionGroupSchema.safeParse({ join: 'and', parts: [] }).success).toBe(true);
  });
});
