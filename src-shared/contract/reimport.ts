import { z } from 'zod';
import { orderIdSchema } from '../domain/ids.ts';
import { command, query } from './base.ts';
import { jobSchema } from './jobs.ts';

/** One field of which the mall's answer differs from the order as it stands. */
export const reimportDifferenceSchema = z.object({
  /** Path as in the history: `buyer.phone`, `lines[2].quantity`. */
  field: z.string(),
  current: z.string(),
  mall: z.string(),
  /** The operator changed it on this product: kept unless chosen otherwise (spec §3). */
  isLocalEdit: z.boolean(),
});

export const reimportedOrderSchema = z.object({
  orderId: orderIdSchema,
  mallOrderId: z.string(),
  buyerName: z.string(),
  differences: z.array(reimportDifferenceSchema),
});
export type ReimportedOrder = z.infer<typeof reimportedOrderSchema>;

const jobRef = z.object({ jobId: z.uuid() });

/** 注文再取込: `jobs.start` with action `reimport` fetches; here the differences are looked at and applied. */
export const reimportContract = {
  /** The fetched orders that differ (those that failed are rows of the job). */
  differences: query
    .input(jobRef.extend({ offset: z.int().min(0), limit: z.int().min(1).max(200) }))
    .output(z.object({ orders: z.array(reimportedOrderSchema), total: z.int() })),
  /**
   * Applies what was fetched. Fields edited locally are kept unless `takeLocalEdits` is set or the order's entry in
   * `take` names them. An order changed since the fetch is refused with `changed_since`.
   */
  apply: command
    .input(
      jobRef.extend({
        takeLocalEdits: z.boolean(),
        take: z
          .array(z.object({ orderId: orderIdSchema, fields: z.array(z.string().max(60)).max(200) }))
          .max(1_000),
        /** Only these orders; all that differ when left out. */
        orderIds: z.array(orderIdSchema).min(1).max(20_000).optional(),
      }),
    )
    .output(jobSchema),
};
