import { z } from 'zod';

/** The order's state at the mall, in words common to all malls (yahoo §3.3 OrderStatus 1–5). */
export const mallStatuses = [
  'reserved',
  'processing',
  'on_hold',
  'cancelled',
  'completed',
  'unknown',
] as const;
export const mallStatusSchema = z.enum(mallStatuses);
export type MallStatus = z.infer<typeof mallStatusSchema>;

export const payStatuses = ['unpaid', 'paid', 'unknown'] as const;
export const payStatusSchema = z.enum(payStatuses);
export type PayStatus = z.infer<typeof payStatusSchema>;

export const shipStatuses = [
  'not_shippable',
  'shippable',
  'preparing',
  'shipped',
  'arrived',
  'unknown',
] as const;
export const shipStatusSchema = z.enum(shipStatuses);
export type ShipStatus = z.infer<typeof shipStatusSchema>;

/** 不正保留ステータス: 0 none, 1 under review, 2 released, 3 confirmed abuse (yahoo §3.10). */
export const fraudHoldStatuses = ['none', 'under_review', 'released', 'confirmed'] as const;
export const fraudHoldStatusSchema = z.enum(fraudHoldStatuses);
export type FraudHoldStatus = z.infer<typeof fraudHoldStatusSchema>;

/** Held = under review or confirmed: only cancel is allowed (spec §4.1). */
export function isHeld(status: FraudHoldStatus): boolean {
  return status === 'under_review' || status === 'confirmed';
}
