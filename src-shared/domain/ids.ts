import { z } from 'zod';

/** A shop's identity: a UUID, the same on every terminal; also names the shop's keychain entries. */
export const shopIdSchema = z.uuid();
export type ShopId = z.infer<typeof shopIdSchema>;

/** An order's row number in this terminal's database. Between terminals an order is (shop, mall order id). */
export const orderIdSchema = z.int().positive();
export type OrderId = z.infer<typeof orderIdSchema>;

/** An order's id at its mall, as the mall spells it. Yahoo: `^[a-zA-Z0-9-]+$`, at most 50 (spec yahoo §3.3). */
export const mallOrderIdSchema = z.string().min(1).max(100);

export const phaseIdSchema = z.int().positive();
export type PhaseId = z.infer<typeof phaseIdSchema>;

export const importRunIdSchema = z.uuid();
export type ImportRunId = z.infer<typeof importRunIdSchema>;

export const viewIdSchema = z.string().min(1).max(64);
