import { z } from 'zod';
import { appErrorSchema } from '../domain/errors.ts';
import { shopIdSchema } from '../domain/ids.ts';
import { momentSchema } from '../domain/time.ts';
import { reconciliationSchema } from './auto-import.ts';
import { command, emptySchema, query } from './base.ts';

/** The words that must be typed by who stops without an instruction of support (spec §5). */
export const stopConfirmation = '緊急停止';

/** One emergency stop (spec §5): who stopped everything, when, where and why; and how it ended. */
export const emergencyStopSchema = z.object({
  id: z.uuid(),
  stoppedAt: momentSchema,
  /** The person's name as entered. */
  name: z.string(),
  reason: z.string(),
  terminal: z.string(),
  /** 「サポートからの指示を受けています」 */
  isInstructed: z.boolean(),
  resumedAt: momentSchema.nullable(),
  resumedBy: z.string(),
  resumedTerminal: z.string(),
});
export type EmergencyStop = z.infer<typeof emergencyStopSchema>;

/** One shop on the way back: compared with the mall before its loop may start again. */
export const resumeShopSchema = z.object({
  shopId: shopIdSchema,
  shopName: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  /** 「gap 0 / n」, once it ran. */
  reconciliation: reconciliationSchema.nullable(),
  error: appErrorSchema.nullable(),
});
export type ResumeShop = z.infer<typeof resumeShopSchema>;

export const resumeStateSchema = z.object({
  startedAt: momentSchema,
  startedBy: z.string(),
  shops: z.array(resumeShopSchema),
  /** Every shop is done or was skipped: the loops may start. */
  isReady: z.boolean(),
});
export type ResumeState = z.infer<typeof resumeStateSchema>;

/** Emergency stop of auto import and stock link, for every terminal (spec §5). Manual import works on. */
export const emergencyStopContract = {
  /** The stop in force, and how far its resume is. */
  status: query
    .input(emptySchema)
    .output(z.object({ stop: emergencyStopSchema.nullable(), resume: resumeStateSchema.nullable() })),
  /**
   * Stops at once. Throws `stop_already` (details: name, at, reason) when it is stopped, `stop_not_confirmed` without
   * an instruction and without the typed confirmation.
   */
  stop: command
    .input(
      z.object({
        reason: z.string().trim().min(1).max(500),
        name: z.string().trim().min(1).max(60),
        isInstructed: z.boolean(),
        /** What was typed; asked for only without an instruction. */
        confirmation: z.string().max(20),
      }),
    )
    .output(emergencyStopSchema),
  /**
   * Begins the way back: compares every shop with the mall while the loops still stand. Calling it again repeats
   * the shops that failed or still have a gap. Throws `stop_none`.
   */
  beginResume: command.input(z.object({ name: z.string().trim().min(1).max(60) })).output(resumeStateSchema),
  /**
   * Goes on without the comparison of one shop that cannot be made now; its loop makes it first. Throws `stop_none`,
   * `stop_not_compared` while no resume has begun, `not_found` for a shop that is not to be compared.
   */
  skipShop: command.input(z.object({ shopId: shopIdSchema })).output(resumeStateSchema),
  /** Stays stopped. */
  cancelResume: command.input(emptySchema).output(z.object({ stop: emergencyStopSchema.nullable() })),
  /** Ends the stop. Throws `stop_none`, `stop_not_compared` while a shop is neither compared nor skipped. */
  resume: command.input(z.object({ name: z.string().trim().min(1).max(60) })).output(emergencyStopSchema),
  /** Every stop, newest first. */
  journal: query
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ stops: z.array(emergencyStopSchema) })),
};
