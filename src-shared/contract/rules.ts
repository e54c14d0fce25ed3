import { z } from 'zod';
import { orderIdSchema, phaseIdSchema } from '../domain/ids.ts';
import { conditionGroupSchema } from '../domain/order-condition.ts';
import { command, emptySchema, okSchema, query } from './base.ts';

/** Moves an order to a phase when it is imported for the first time; the first rule that holds decides (spec §3). */
export const importRuleSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  name: z.string().trim().min(1).max(60),
  isOn: z.boolean(),
  where: conditionGroupSchema,
  phaseId: phaseIdSchema,
});
export type ImportRule = z.infer<typeof importRuleSchema>;

export const ruleDryRunInputSchema = z.object({
  rule: importRuleSchema.pick({ where: true, phaseId: true }).extend({ id: z.uuid().optional() }),
  tried: z.int().min(1).max(20_000).default(5_000),
});
export type RuleDryRunInput = z.infer<typeof ruleDryRunInputSchema>;

export const ruleDryRunSchema = z.object({
  tried: z.int(),
  holds: z.int(),
  takenEarlier: z.int(),
  /** Held orders among those it would move: they would go to 失敗. */
  held: z.int(),
  samples: z.array(
    z.object({
      orderId: orderIdSchema,
      mallOrderId: z.string(),
      buyerName: z.string(),
      totalYen: z.int(),
      isHeld: z.boolean(),
    }),
  ),
});
export type RuleDryRun = z.infer<typeof ruleDryRunSchema>;

export const rulesContract = {
  /** In the order in which they are tried. */
  list: query.input(emptySchema).output(z.object({ rules: z.array(importRuleSchema) })),
  /** Creates (no id) or changes one; throws `conflict` for an outdated version. */
  save: command.input(importRuleSchema.partial({ id: true, version: true })).output(importRuleSchema),
  /**
   * Tries a rule, saved or not, on the newest orders that exist, without changing anything: for how many it holds,
   * how many of those an earlier rule would take, and the first of the others. `tried` orders at most. Throws
   * `not_found` for an unknown phase.
   */
  dryRun: query.input(ruleDryRunInputSchema).output(ruleDryRunSchema),
  reorder: command.input(z.object({ ids: z.array(z.uuid()).min(1) })).output(okSchema),
  remove: command.input(z.object({ id: z.uuid(), version: z.int() })).output(okSchema),
};
