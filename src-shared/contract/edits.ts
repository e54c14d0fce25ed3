import { z } from 'zod';
import { orderIdSchema, phaseIdSchema } from '../domain/ids.ts';
import { command, query } from './base.ts';
import { jobSchema } from './jobs.ts';
import { orderDetailSchema } from './orders.ts';

/** One edited field: `field` is the id of an editable field in `orderFields`; `value` its text ('' empties it). */
export const fieldEditSchema = z.object({ field: z.string().max(60), value: z.string().max(4_000) });
export type FieldEdit = z.infer<typeof fieldEditSchema>;

/** A field that someone else changed since the version the operator began with. */
export const fieldConflictSchema = z.object({
  field: z.string(),
  /** As the operator saw it, as it is now, as the operator wants it (null: not among the edits). */
  seen: z.string(),
  current: z.string(),
  wanted: z.string().nullable(),
  actor: z.string(),
  terminal: z.string(),
});
export type FieldConflict = z.infer<typeof fieldConflictSchema>;

export const saveResultSchema = z.discriminatedUnion('kind', [
  /** `merged` lists what others had changed meanwhile in other fields: kept beside the operator's edits. */
  z.object({
    kind: z.literal('saved'),
    order: orderDetailSchema,
    job: jobSchema.nullable(),
    merged: z.array(fieldConflictSchema),
  }),
  /** The same fields were changed by someone else: nothing was written. Choose per field and save with the new version. */
  z.object({
    kind: z.literal('conflict'),
    order: orderDetailSchema,
    conflicts: z.array(fieldConflictSchema),
  }),
]);
export type SaveResult = z.infer<typeof saveResultSchema>;

export const editsContract = {
  /**
   * Saves the detail screen. `version` is the version the operator began with. Throws `fraud_held` (nothing is
   * written) when the phase may not change, and `field_invalid` (details: field, reason).
   */
  save: command
    .input(
      z.object({
        orderId: orderIdSchema,
        version: z.int(),
        edits: z.array(fieldEditSchema).max(100),
        phaseId: phaseIdSchema.optional(),
      }),
    )
    .output(saveResultSchema),
  /** Gives fields back to the mall's value: their local edit is forgotten. */
  dropLocalEdits: command
    .input(
      z.object({
        orderId: orderIdSchema,
        version: z.int(),
        fields: z.array(z.string().max(60)).min(1).max(100),
      }),
    )
    .output(orderDetailSchema),
  /** Several details at once, for printing. */
  getMany: query
    .input(z.object({ orderIds: z.array(orderIdSchema).min(1).max(100) }))
    .output(z.object({ orders: z.array(orderDetailSchema) })),
};
