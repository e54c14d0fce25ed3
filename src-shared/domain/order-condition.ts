import { z } from 'zod';
import { conditionFault, conditionOperatorSchema } from './condition-operators.ts';

export type { ConditionOperator } from './condition-operators.ts';

/** One comparison of a field; refused when `conditionFault` finds fault with it. */
export const orderConditionSchema = z
  .object({
    /** Id in `orderFields`. */
    field: z.string().min(1).max(60),
    operator: conditionOperatorSchema,
    /** None for `is_*`, two for `between`, one or more for `*_of`, else one. Numbers and ids as decimal text. */
    values: z.array(z.string().max(200)).max(100),
  })
  .check((context) => {
    const fault = conditionFault(context.value);
    if (fault !== null) {
      context.issues.push({ code: 'custom', message: fault, input: context.value });
    }
  });
export type OrderCondition = z.infer<typeof orderConditionSchema>;

/** Conditions joined by and/or, nested at most three deep. An empty group holds for every order. */
export interface ConditionGroup {
  readonly join: 'and' | 'or';
  readonly parts: readonly (OrderCondition | ConditionGroup)[];
}

const innermost = z.object({ join: z.enum(['and', 'or']), parts: z.array(orderConditionSchema).max(50) });
const middle = z.object({
  join: z.enum(['and', 'or']),
  parts: z.array(z.union([orderConditionSchema, innermost])).max(50),
});
export const conditionGroupSchema: z.ZodType<ConditionGroup, ConditionGroup> = z.object({
  join: z.enum(['and', 'or']),
  parts: z.array(z.union([orderConditionSchema, middle])).max(50),
});
