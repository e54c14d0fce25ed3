import type { PhaseId } from '#shared/domain/ids.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';

/**
 * Where a newly imported order begins. Everything is work to do (新規受付), except what the mall has already
 * closed: cancelled and completed orders of a first import would only bury the new ones. A held order is
 * never placed further than 新規受付 or キャンセル (spec §4.1).
 */
export function initialPhase(order: Pick<MallOrder, 'mallStatus' | 'fraudHold'>): PhaseId {
  if (order.mallStatus === 'cancelled') return phaseIdOf.cancelled;
  if (order.mallStatus === 'completed' && !isHeld(order.fraudHold)) return phaseIdOf.completed;
  return phaseIdOf.new;
}
