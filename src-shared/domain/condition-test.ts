import { dayOf } from './condition-day.ts';
import { conditionFault } from './condition-operators.ts';
import { fold } from './fold.ts';
import type { OrderCondition } from './order-condition.ts';
import type { OrderField } from './order-fields.ts';
import { orderFieldOf } from './order-fields.ts';
import type { JstDate } from './time.ts';
import { dayMs, startOfJstDate } from './time.ts';

type Comparable = string | number;

/**
 * A condition made ready for one day: values parsed, folded and counted from today, operators reduced to a few
 * kinds. Memory (`evaluate`) and SQL both work from it, so that they agree. Nothing (null) is neither among values
 * nor in a range; `negated` turns the answer round. A range includes its ends; null is open.
 */
export type ConditionTest =
  | { readonly kind: 'among'; readonly values: readonly Comparable[]; readonly negated: boolean }
  | {
      readonly kind: 'range';
      readonly from: Comparable | null;
      readonly to: Comparable | null;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'part';
      readonly place: 'anywhere' | 'start' | 'end';
      readonly text: string;
      readonly negated: boolean;
    }
  | { readonly kind: 'empty'; readonly negated: boolean };

export interface ReadyCondition {
  readonly field: OrderField;
  readonly test: ConditionTest;
}

/** Makes a condition ready; null for one that `conditionFault` finds fault with, which then holds for nothing. */
export function readyCondition(condition: OrderCondition, today: JstDate): ReadyCondition | null {
  const field = orderFieldOf(condition.field);
  if (field === null || conditionFault(condition) !== null) return null;
  return { field, test: testOf(field, condition, today) };
}

function testOf(field: OrderField, { operator, values }: OrderCondition, today: JstDate): ConditionTest {
  const negated = operator.includes('not_') || operator === 'none_of';
  const [first, second] = values.map((value) => operandOf(field, value, today));
  switch (operator) {
    case 'equals':
    case 'not_equals':
    case 'one_of':
    case 'none_of':
      return field.type === 'moment'
        ? rangeOf(field, first, first, negated)
        : { kind: 'among', values: values.map((value) => operandOf(field, value, today)), negated };
    case 'at_least':
      return rangeOf(field, first, undefined, false);
    case 'at_most':
      return rangeOf(field, undefined, first, false);
    case 'between':
      return rangeOf(field, first, second, false);
    case 'contains':
    case 'not_contains':
      return { kind: 'part', place: 'anywhere', text: String(first), negated };
    case 'starts_with':
      return { kind: 'part', place: 'start', text: String(first), negated };
    case 'ends_with':
      return { kind: 'part', place: 'end', text: String(first), negated };
    case 'is_empty':
    case 'is_not_empty':
      return { kind: 'empty', negated };
    case 'is_true':
    case 'is_false':
      return { kind: 'among', values: [operator === 'is_true' ? 1 : 0], negated: false };
  }
}

/** A moment's bounds are the beginning and the last millisecond of Japanese days. */
function rangeOf(
  field: OrderField,
  from: Comparable | undefined,
  to: Comparable | undefined,
  negated: boolean,
): ConditionTest {
  const end = field.type === 'moment' && to !== undefined ? Number(to) + dayMs - 1 : to;
  return { kind: 'range', from: from ?? null, to: end ?? null, negated };
}

function operandOf(field: OrderField, value: string, today: JstDate): Comparable {
  switch (field.type) {
    case 'text':
      return fold(value);
    case 'number':
    case 'yen':
    case 'phase':
      return Number(value);
    case 'date':
      return dayOf(value, today);
    case 'moment':
      return startOfJstDate(dayOf(value, today));
    default:
      return value;
  }
}
