import { z } from 'zod';
import { phaseIdSchema } from '../domain/ids.ts';
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

export const rulesContract = {
  /** In the order in which they are tried. */
  list: query.input(emptySchema).output(z.object({ rules: z.array(importRuleSchema) })),
  /** Creates (no id) or changes one; throws `conflict` for an outdated version. */
  save: command.input(importRuleSchema.partial({ id: true, version: true })).output(importRuleSchema),
  reorder: command.input(z.object({ ids: z.array(z.uuid()).min(1) })).output(okSchema),
  remove: command.input(z.object({ id: z.uuid(), version: z.int() })).output(okSchema),
};
