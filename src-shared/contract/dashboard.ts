import { z } from 'zod';
import { phaseIdSchema, shopIdSchema } from '../domain/ids.ts';
import { jstDateSchema, momentSchema } from '../domain/time.ts';
import { query } from './base.ts';
import { importRunSchema } from './imports.ts';

/** The day at a glance. Days are Japanese calendar days by order time; cancelled orders do not count. */
export const dashboardSchema = z.object({
  today: z.object({ orders: z.int(), yen: z.int() }),
  yesterday: z.object({ orders: z.int(), yen: z.int() }),
  phases: z.array(z.object({ phaseId: phaseIdSchema, count: z.int() })),
  unseen: z.int(),
  held: z.int(),
  importErrors: z.int(),
  overdue: z.int(),
  outbox: z.object({ waiting: z.int(), failed: z.int(), unknown: z.int() }),
  /** Latest run per shop. */
  imports: z.array(
    z.object({
      shopId: shopIdSchema,
      shopName: z.string(),
      lastImportAt: momentSchema.nullable(),
      lastRun: importRunSchema.nullable(),
    }),
  ),
  /** The last 30 days, oldest first, without gaps. */
  days: z.array(z.object({ date: jstDateSchema, orders: z.int(), yen: z.int() })),
  revision: z.int(),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

export const dashboardContract = {
  get: query.input(z.object({ shopIds: z.array(shopIdSchema).min(1).optional() })).output(dashboardSchema),
};
