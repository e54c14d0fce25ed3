import type { ConditionFault } from './condition-operators.ts';
import { conditionFault } from './condition-operators.ts';
import type { ConditionTest } from './condition-test.ts';
import { readyCondition } from './condition-test.ts';
import { fold } from './fold.ts';
import type { ConditionGroup, OrderCondition } from './order-condition.ts';
import type { FactValue, OrderFacts, ValuesOf } from './order-facts.ts';
import { factValues } from './order-facts.ts';
import type { OrderFieldType } from './order-fields.ts';
import type { JstDate } from './time.ts';

/** A group of conditions ready to be asked of many orders. */
export type OrderPredicate = (facts: OrderFacts) => boolean;

/** The same for orders of which only the fields are at hand that the conditions name (`conditionFields`). */
export type ValuesPredicate = (valuesOf: ValuesOf) => boolean;

/**
 * Makes a group ready for one day. A condition that `validateConditions` would refuse holds for no order; an empty
 * group holds for every one. The list's SQL (db/queries/condition-sql.ts) answers the same.
 */
export function predicateOf(group: ConditionGroup, today: JstDate): OrderPredicate {
  const holds = valuesPredicateOf(group, today);
  return (facts) => holds((field) => factValues(facts, field));
}

/** As `predicateOf`, for values read field by field. */
export function valuesPredicateOf(group: ConditionGroup, today: JstDate): ValuesPredicate {
  const parts = group.parts.map((part) =>
    'parts' in part ? valuesPredicateOf(part, today) : single(part, today),
  );
  if (parts.length === 0) return () => true;
  return group.join === 'and'
    ? (valuesOf) => parts.every((holds) => holds(valuesOf))
    : (valuesOf) => parts.some((holds) => holds(valuesOf));
}

/** The ids of all fields that a group of conditions names. */
export const conditionFields = (group: ConditionGroup): string[] =>
  group.parts.flatMap((part) => ('parts' in part ? conditionFields(part) : [part.field]));

/** Whether an order meets a group of conditions on a day in Japan. */
export const evaluate = (group: ConditionGroup, facts: OrderFacts, today: JstDate): boolean =>
  predicateOf(group, today)(facts);

function single(condition: OrderCondition, today: JstDate): ValuesPredicate {
  const ready = readyCondition(condition, today);
  if (ready === null) return () => false;
  const { field, test } = ready;
  return (valuesOf) => valuesOf(field.id).some((value) => passes(test, value, field.type));
}

function passes(test: ConditionTest, value: FactValue, type: OrderFieldType): boolean {
  if (test.kind === 'empty') return (value === null || value === '') !== test.negated;
  const compared = type === 'text' ? fold(String(value)) : value;
  return (compared !== null && meets(test, compared)) !== test.negated;
}

function meets(test: Exclude<ConditionTest, { kind: 'empty' }>, value: string | number): boolean {
  switch (test.kind) {
    case 'among':
      return test.values.includes(value);
    case 'range':
      return (test.from === null || value >= test.from) && (test.to === null || value <= test.to);
    case 'part': {
      const text = String(value);
      if (test.place === 'anywhere') return text.includes(test.text);
      return test.place === 'start' ? text.startsWith(test.text) : text.endsWith(test.text);
    }
  }
}

/** A condition that cannot be evaluated: where in the group (positions from the outside in), and why. */
export interface FaultyCondition {
  readonly path: readonly number[];
  readonly field: string;
  readonly fault: ConditionFault;
}

/** Everything that is wrong with a group of conditions. Sent over the contract, such a group is `invalid_input`. */
export function validateConditions(group: ConditionGroup): FaultyCondition[] {
  return group.parts.flatMap((part, at): FaultyCondition[] => {
    if ('parts' in part) {
      return validateConditions(part).map((faulty) => ({ ...faulty, path: [at, ...faulty.path] }));
    }
    const fault = conditionFault(part);
    return fault === null ? [] : [{ path: [at], field: part.field, fault }];
  });
}
