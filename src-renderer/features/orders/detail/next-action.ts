import type { OrderDetail } from '#shared/contract/orders.ts';
import type { MallOperationKind } from '#shared/domain/mall-operation.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { type Phase, phaseIdOf } from '#shared/domain/phase.ts';

/** What usually comes next for an order: tell the mall something, or move it on. */
export type NextAction =
  | { readonly kind: 'mall'; readonly operation: MallOperationKind }
  | { readonly kind: 'phase'; readonly phaseId: number }
  | null;

/** The one step the state of an order suggests. A held order is only ever cancelled (spec §4.1). */
export function nextActionOf(detail: OrderDetail, phaseKind: Phase['kind'] | undefined): NextAction {
  const { order } = detail;
  if (order === null || order.mallStatus === 'cancelled') return null;
  if (isHeld(order.fraudHold)) return { kind: 'mall', operation: 'cancel' };
  const isPaid = order.payment.payStatus === 'paid';
  const isShipped = order.shipping.shipStatus === 'shipped' || order.shipping.shipStatus === 'arrived';
  switch (phaseKind) {
    case 'new':
      return { kind: 'phase', phaseId: isPaid ? phaseIdOf.awaitingShipment : phaseIdOf.awaitingPayment };
    case 'awaiting_payment':
      return isPaid
        ? { kind: 'phase', phaseId: phaseIdOf.awaitingShipment }
        : { kind: 'mall', operation: 'pay' };
    case 'awaiting_shipment':
      return isShipped ? { kind: 'phase', phaseId: phaseIdOf.shipped } : { kind: 'mall', operation: 'ship' };
    case 'shipped':
      return order.mallStatus === 'completed'
        ? { kind: 'phase', phaseId: phaseIdOf.completed }
        : { kind: 'mall', operation: 'status' };
    default:
      return null;
  }
}

/** Operations the mall would accept for this order as far as is known; the rest stay out of reach. */
export function allowedOperations(detail: OrderDetail, hasSendable: boolean): Set<MallOperationKind> {
  const { order } = detail;
  const allowed = new Set<MallOperationKind>();
  if (order === null || order.mallStatus === 'cancelled') return allowed;
  allowed.add('cancel');
  if (isHeld(order.fraudHold) || detail.phaseId === phaseIdOf.staging) return allowed;
  for (const kind of ['ship', 'pay', 'status'] as const) allowed.add(kind);
  if (hasSendable) allowed.add('fields');
  if (!order.isSeen) allowed.add('seen');
  return allowed;
}
