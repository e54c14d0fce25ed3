import { z } from 'zod';
import { orderIdSchema, phaseIdSchema } from '../domain/ids.ts';
import { phaseKindSchema, phaseSchema } from '../domain/phase.ts';
import { command, emptySchema, okSchema, query } from './base.ts';
import { jobSchema } from './jobs.ts';

const phaseInput = phaseSchema.pick({ color: true }).extend({
  name: z.string().trim().min(1).max(40),
  kind: phaseKindSchema.exclude(['staging', 'failed']),
});

/** The shop's processing phases (spec §1) and moving orders between them. Every move passes the fraud guard (§4.1). */
export const phasesContract = {
  list: query.input(emptySchema).output(z.object({ phases: z.array(phaseSchema) })),
  create: command.input(phaseInput).output(phaseSchema),
  /** Built-in phases keep their kind. Throws `phase_name_taken`, `conflict`. */
  update: command.input(phaseInput.extend({ phaseId: phaseIdSchema, version: z.int() })).output(phaseSchema),
  reorder: command.input(z.object({ phaseIds: z.array(phaseIdSchema).min(1) })).output(okSchema),
  /**
   * Removes an own phase; its orders go to `moveTo`. Throws `phase_in_use` (details: count) without one,
   * `phase_built_in`, and `fraud_held` (details: count) while held orders in it may not go there.
   */
  remove: command
    .input(z.object({ phaseId: phaseIdSchema, version: z.int(), moveTo: phaseIdSchema.nullable() }))
    .output(okSchema),
  /**
   * Moves up to 500 orders at once, in one commit, and answers with the finished job (its rows tell which were
   * refused, its undo takes it back). More orders: `jobs.start`. `by` names the way it was asked for.
   */
  move: command
    .input(
      z.object({
        orderIds: z.array(orderIdSchema).min(1).max(500),
        phaseId: phaseIdSchema,
        by: z.enum(['menu', 'keyboard', 'drag', 'detail']),
      }),
    )
    .output(jobSchema),
};
