import { operatorsOf } from '#shared/domain/condition-operators.ts';
import type { ConditionOperator } from '#shared/domain/order-condition.ts';
import type { OrderFieldType } from '#shared/domain/order-fields.ts';

/** With a list of choices 「のどれか」 says all that 「と同じ」 says. */
const unneeded: ReadonlySet<ConditionOperator> = new Set(['equals', 'not_equals']);

/** The comparisons offered for a type of field, the usual one first; the one in use is always among them. */
export function offeredOperators(type: OrderFieldType, inUse: ConditionOperator | null): ConditionOperator[] {
  const hasChoices = type === 'choice' || type === 'phase' || type === 'shop';
  return operatorsOf(type).filter((operator) => operator === inUse || !hasChoices || !unneeded.has(operator));
}
