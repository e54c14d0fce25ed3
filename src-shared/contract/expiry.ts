import { z } from 'zod';
import { expiryItemSchema, expiryStateSchema, expiryWarningSchema } from '../domain/expiry.ts';
import { momentSchema } from '../domain/time.ts';
import { command, emptySchema, okSchema, query } from './base.ts';

export const expiryBoardSchema = z.object({
  at: momentSchema,
  /** Most urgent first. */
  items: z.array(expiryItemSchema),
  worst: expiryStateSchema,
  /** What was announced and not put away: the banner. */
  warnings: z.array(expiryWarningSchema),
});
export type ExpiryBoard = z.infer<typeof expiryBoardSchema>;

/** Who gets warnings by mail, in every shop; empty = nobody. */
export const expirySettingsSchema = z.object({ mailTo: z.array(z.email().max(254)).max(10) });
export type ExpirySettings = z.infer<typeof expirySettingsSchema>;

export const expiryContract = {
  /** Everything that expires, of every shop (spec §2.5). */
  board: query.input(emptySchema).output(expiryBoardSchema),
  /** Puts banners away; each comes back with its next, more urgent warning. */
  dismiss: command
    .input(z.object({ itemIds: z.array(z.string().max(200)).min(1).max(500) }))
    .output(okSchema),
  settings: query.input(emptySchema).output(expirySettingsSchema),
  saveSettings: command.input(expirySettingsSchema).output(expirySettingsSchema),
};
