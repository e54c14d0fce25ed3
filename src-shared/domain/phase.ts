import { z } from 'zod';
import { phaseIdSchema } from './ids.ts';

/** What a phase means to the product; a shop may have several phases of one kind (spec §1). */
export const phaseKinds = [
  'staging',
  'new',
  'awaiting_payment',
  'awaiting_shipment',
  'shipped',
  'completed',
  'cancelled',
  'failed',
  'custom',
] as const;
export const phaseKindSchema = z.enum(phaseKinds);
export type PhaseKind = z.infer<typeof phaseKindSchema>;

export const phaseSchema = z.object({
  id: phaseIdSchema,
  version: z.int(),
  kind: phaseKindSchema,
  /** Operators' name, Japanese, unique. */
  name: z.string().min(1).max(40),
  /** Colour name of the UI's palette. */
  color: z.string(),
  position: z.int(),
  builtIn: z.boolean(),
});
export type Phase = z.infer<typeof phaseSchema>;

/** Ids of the built-in phases: 自動受注取込, 新規受付, 入金待ち, 出荷待ち, 出荷済み, 完了, キャンセル, 失敗 (spec §1). */
export const phaseIdOf = {
  staging: 1,
  new: 2,
  awaitingPayment: 3,
  awaitingShipment: 4,
  shipped: 5,
  completed: 6,
  cancelled: 7,
  failed: 8,
} as const;
