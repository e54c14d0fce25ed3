import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';
import { importRunIdSchema, orderIdSchema, shopIdSchema } from '../domain/ids.ts';
import { momentSchema } from '../domain/time.ts';
import { command, okSchema, query } from './base.ts';

/** Order-time period [from, to) in epoch ms, or `since_last`: since the last import minus an overlap (spec §3). */
export const importPeriodSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('since_last') }),
  z.object({ kind: z.literal('range'), from: momentSchema, to: momentSchema }),
]);

export type ImportPeriod = z.infer<typeof importPeriodSchema>;

export const importCountsSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
});

export type ImportCounts = z.infer<typeof importCountsSchema>;

export const importProgressSchema = z.object({
  stage: z.enum(['waiting', 'listing', 'fetching', 'finished']),
  /** Found so far; final once `stage` is past `listing`. */
  found: z.int(),
  done: z.int(),
  counts: importCountsSchema,
  /** Estimated time left in ms; null while unknown. */
  remainingMs: z.number().nullable(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

/**
 * running → completed | cancelled | failed | interrupted (the process died; can be resumed, as can
 * cancelled and failed ones).
 */
export const importRunStateSchema = z.enum(['running', 'completed', 'cancelled', 'failed', 'interrupted']);

/** One shop's part of an import. */
export const importRunSchema = z.object({
  id: importRunIdSchema,
  /** Runs started together by one click share this id. */
  batchId: z.uuid(),
  shopId: shopIdSchema,
  shopName: z.string(),
  state: importRunStateSchema,
  trigger: z.enum(['manual', 'auto', 'demo', 'reconciliation']),
  startedAt: momentSchema,
  finishedAt: momentSchema.nullable(),
  periodFrom: momentSchema,
  periodTo: momentSchema,
  progress: importProgressSchema,
  /** Why the whole run failed. */
  error: appErrorSchema.nullable(),
});
export type ImportRun = z.infer<typeof importRunSchema>;

export const importFailureSchema = z.object({
  mallOrderId: z.string(),
  orderId: orderIdSchema.nullable(),
  error: appErrorSchema,
});

const runRef = z.object({ runId: importRunIdSchema });

export const importsContract = {
  start: command
    .input(z.object({ shopIds: z.array(shopIdSchema).min(1), period: importPeriodSchema }))
    .output(z.object({ runs: z.array(importRunSchema) })),
  /** The period an import would use now, per shop, to show before starting. */
  plan: query.input(z.object({ shopIds: z.array(shopIdSchema).min(1) })).output(
    z.object({
      periods: z.array(
        z.object({ shopId: shopIdSchema, from: momentSchema, to: momentSchema, isFirst: z.boolean() }),
      ),
    }),
  ),
  cancel: command.input(runRef).output(okSchema),
  resume: command.input(runRef).output(importRunSchema),
  get: query.input(runRef).output(importRunSchema.extend({ failures: z.array(importFailureSchema) })),
  list: query
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ runs: z.array(importRunSchema) })),
};
