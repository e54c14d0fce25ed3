import { z } from 'zod';
import { orderIdSchema, phaseIdSchema, shopIdSchema } from '../domain/ids.ts';
import { momentSchema } from '../domain/time.ts';
import { command, emptySchema, okSchema, query } from './base.ts';
import { jobSchema } from './jobs.ts';

export const fraudSettingsSchema = z.object({
  /** 「不正保留注文のステータス変更を抑止する」, on by default. */
  restrictHeldOrders: z.boolean(),
  /** 「注文詳細からの変更にも適用する」, on by default. */
  applyToDetail: z.boolean(),
});
export type FraudSettings = z.infer<typeof fraudSettingsSchema>;

/** An automatic change that was refused while the order was held, offered again now that the hold is lifted. */
export const fraudReleaseSchema = z.object({
  orderId: orderIdSchema,
  mallOrderId: z.string(),
  shopId: shopIdSchema,
  buyerName: z.string(),
  releasedAt: momentSchema,
  phaseId: phaseIdSchema,
  /** The refused target; null when no automatic change was refused (the operator is only told). */
  refusedPhaseId: phaseIdSchema.nullable(),
});
export type FraudRelease = z.infer<typeof fraudReleaseSchema>;

/** Fraud hold (spec §4.1). The mall itself accepts only cancel for a held order, whatever these settings say. */
export const fraudContract = {
  settings: query.input(emptySchema).output(fraudSettingsSchema),
  saveSettings: command.input(fraudSettingsSchema).output(fraudSettingsSchema),
  /** Lifted holds that nobody has answered yet, newest first. */
  releases: query.input(emptySchema).output(z.object({ releases: z.array(fraudReleaseSchema) })),
  /** Makes the refused changes now (through the guard). */
  acceptReleases: command
    .input(z.object({ orderIds: z.array(orderIdSchema).min(1).max(500) }))
    .output(jobSchema),
  dismissReleases: command
    .input(z.object({ orderIds: z.array(orderIdSchema).min(1).max(500) }))
    .output(okSchema),
};
