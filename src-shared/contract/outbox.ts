import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';
import { orderIdSchema, phaseIdSchema, shopIdSchema } from '../domain/ids.ts';
import { mallOperationSchema, mallWarningSchema, outboxStateSchema } from '../domain/mall-operation.ts';
import { momentSchema } from '../domain/time.ts';
import { command, emptySchema, query } from './base.ts';

/** One operation on its way to the mall (spec §4): 待機 → 送信中 → 反映済み / 失敗 / 不明. */
export const outboxEntrySchema = z.object({
  id: z.int(),
  orderId: orderIdSchema,
  mallOrderId: z.string(),
  shopId: shopIdSchema,
  buyerName: z.string(),
  operation: mallOperationSchema,
  state: outboxStateSchema,
  attempts: z.int(),
  /** What the mall gave beside its OK. */
  warnings: z.array(mallWarningSchema),
  error: appErrorSchema.nullable(),
  actor: z.string(),
  createdAt: momentSchema,
  updatedAt: momentSchema,
  /** When it is tried or re-read next; null when nothing is planned. */
  nextAt: momentSchema.nullable(),
  phaseAfter: phaseIdSchema.nullable(),
});
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

const entryRef = z.object({ entryId: z.int() });

export const outboxContract = {
  /**
   * Queues an operation for one order. Throws `fraud_held` for a held order unless it cancels, and
   * `mall_operation_invalid` (details: field, reason) for what the mall is known to refuse.
   */
  enqueue: command
    .input(
      z.object({
        orderId: orderIdSchema,
        operation: mallOperationSchema,
        phaseAfter: phaseIdSchema.nullable(),
      }),
    )
    .output(outboxEntrySchema),
  /** Newest first. */
  list: query
    .input(
      z.object({
        states: z.array(outboxStateSchema).min(1).optional(),
        orderId: orderIdSchema.optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ entries: z.array(outboxEntrySchema), total: z.int() })),
  /** `stopped`: shops that send nothing until someone mends what the error says (mostly: a new consent). */
  counts: query.input(emptySchema).output(
    z.object({
      counts: z.array(z.object({ state: outboxStateSchema, count: z.int() })),
      stopped: z.array(z.object({ shopId: shopIdSchema, error: appErrorSchema })),
    }),
  ),
  /** A failed one goes back to 待機. One of state 不明 is re-read first, never sent blindly. */
  retry: command.input(entryRef).output(outboxEntrySchema),
  /** Takes a waiting or failed one back. Throws `outbox_not_waiting`. */
  withdraw: command.input(entryRef).output(outboxEntrySchema),
};
