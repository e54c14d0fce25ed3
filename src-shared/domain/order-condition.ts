import { z } from 'zod';

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

export const orderConditionSchema = z.object({
  /** Id in `orderFields`. */
  field: z.string().min(1).max(60),
  operator: conditionOperatorSchema,
  /** None for `is_*`, two for `between`, any number for `*_of`, else one. Numbers and ids as decimal text. */
  values: z.array(z.string().max(200)).max(100),
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
