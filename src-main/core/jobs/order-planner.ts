import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { OrderPlan, RestoreStep } from '../orders/order-plan.ts';

/** The plans that jobs are made of (`core/orders`), each for 1,000 orders at most. */
export interface OrderPlanner {
  /** Past the fraud guard. Throws `not_found` for an unknown phase, with or without orders. */
  phaseMove(orderIds: readonly OrderId[], phaseId: PhaseId): OrderPlan;
  /** Throws `field_invalid` for a field or text that cannot be, with or without orders. */
  fieldEdit(orderIds: readonly OrderId[], field: string, value: string): OrderPlan;
  /** Past the fraud guard; what was changed again since fails with `changed_since`. */
  restore(steps: readonly RestoreStep[]): OrderPlan;
}
