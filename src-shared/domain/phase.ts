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
  kind: phaseKindSchema,
  /** Operators' name, Japanese, unique. */
  name: z.string().min(1).max(40),
  /** Colour name of the UI's palette. */
  color: z.string(),
  position: z.int(),
  builtIn: z.boolean(),
});
export type Phase = z.infer<typeof phaseSchema>;

/** The built-in phases with their fixed ids, in the order they are shown (spec §1). */
export const builtInPhases = [
  { id: 1, kind: 'staging', name: '自動受注取込', color: 'grape' },
  { id: 2, kind: 'new', name: '新規受付', color: 'blue' },
  { id: 3, kind: 'awaiting_payment', name: '入金待ち', color: 'yellow' },
  { id: 4, kind: 'awaiting_shipment', name: '出荷待ち', color: 'cyan' },
  { id: 5, kind: 'shipped', name: '出荷済み', color: 'teal' },
  { id: 6, kind: 'completed', name: '完了', color: 'gray' },
  { id: 7, kind: 'cancelled', name: 'キャンセル', color: 'dark' },
  { id: 8, kind: 'failed', name: '失敗', color: 'red' },
] as const satisfies readonly Pick<Phase, 'id' | 'kind' | 'name' | 'color'>[];

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
