import { z } from 'zod';
import { isDay } from './condition-day.ts';
import { fold } from './fold.ts';
import type { OrderField, OrderFieldType } from './order-fields.ts';
import { orderFieldOf } from './order-fields.ts';

/**
 * Comparisons of the filter builder. Texts compare folded (case, width, kana); `contains` is a substring. Dates are
 * `YYYY-MM-DD` or relative to today in Japan: `today`, `today-3`, `today+1`; a `moment` field compares its Japanese
 * day. For a field of the lines a condition holds when any line meets it.
 */
export const conditionOperators = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'one_of',
  'none_of',
  'at_least',
  'at_most',
  'between',
  'is_empty',
  'is_not_empty',
  'is_true',
  'is_false',
] as const;
export const conditionOperatorSchema = z.enum(conditionOperators);
export type ConditionOperator = z.infer<typeof conditionOperatorSchema>;

const quantities = ['equals', 'not_equals', 'one_of', 'none_of', 'at_least', 'at_most', 'between'] as const;
const days = ['equals', 'not_equals', 'at_least', 'at_most', 'between', 'is_empty', 'is_not_empty'] as const;
const words = ['equals', 'not_equals', 'one_of', 'none_of'] as const;

const operators: Readonly<Record<OrderFieldType, readonly ConditionOperator[]>> = {
  text: [
    'contains',
    'not_contains',
    'equals',
    'not_equals',
    'starts_with',
    'ends_with',
    'one_of',
    'none_of',
    'is_empty',
    'is_not_empty',
  ],
  number: quantities,
  yen: quantities,
  date: days,
  moment: days,
  flag: ['is_true', 'is_false'],
  choice: words,
  phase: words,
  shop: words,
};

/** The operators that fit a type of field, the usual ones first. */
export const operatorsOf = (type: OrderFieldType): readonly ConditionOperator[] => operators[type];

/** How many values an operator takes: exactly so many, or `many` for one and more. */
export function valueCountOf(operator: ConditionOperator): 0 | 1 | 2 | 'many' {
  if (operator === 'one_of' || operator === 'none_of') return 'many';
  if (operator === 'between') return 2;
  return operator.startsWith('is_') ? 0 : 1;
}

/** Why a condition cannot be evaluated. */
export type ConditionFault = 'unknown_field' | 'operator_unfit' | 'value_count' | 'value_invalid';

/** What is wrong with a condition; null when nothing is. */
export function conditionFault(condition: {
  readonly field: string;
  readonly operator: ConditionOperator;
  readonly values: readonly string[];
}): ConditionFault | null {
  const field = orderFieldOf(condition.field);
  if (field === null) return 'unknown_field';
  if (!operatorsOf(field.type).includes(condition.operator)) return 'operator_unfit';
  const count = valueCountOf(condition.operator);
  const given = condition.values.length;
  if (count === 'many' ? given === 0 : given !== count) return 'value_count';
  return condition.values.every((value) => isValue(field, value)) ? null : 'value_invalid';
}

function isValue(field: OrderField, value: string): boolean {
  switch (field.type) {
    case 'text':
      // Marks alone fold to nothing, which is in every text.
      return fold(value) !== '';
    case 'number':
    case 'yen':
      return /^-?\d{1,15}$/.test(value);
    case 'date':
    case 'moment':
      return isDay(value);
    case 'choice':
      return field.choices?.includes(value) === true;
    case 'phase':
      return /^[1-9]\d{0,14}$/.test(value);
    case 'shop':
      return value !== '';
    case 'flag':
      return false;
  }
}
