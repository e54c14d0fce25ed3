import type { FraudSettings } from '#shared/contract/fraud.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { type FraudHoldStatus, isHeld } from '#shared/domain/order-status.ts';
import type { Phase } from '#shared/domain/phase.ts';
import type { ChangePath } from '../orders/change-path.ts';

/** Whether a held order may go to a phase of this kind, asked for in this way (spec §4.1). */
export function mayMove(
  fraudHold: FraudHoldStatus,
  target: Phase['kind'],
  path: ChangePath,
  settings: FraudSettings,
): boolean {
  if (!isHeld(fraudHold) || !settings.restrictHeldOrders) return true;
  if (target === 'cancelled') return true;
  return path === 'detail' && !settings.applyToDetail;
}

/** The mall takes nothing but a cancel for a held order, so nothing else is sent, whatever the settings (spec §4.1). */
export function maySend(fraudHold: FraudHoldStatus, operation: MallOperation['kind']): boolean {
  return !isHeld(fraudHold) || operation === 'cancel';
}
