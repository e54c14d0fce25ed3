import type { MallPort } from '#main/malls/port.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import type { ChangePath } from '../orders/change-path.ts';
import type { OrderPlan, PlannedRow } from '../orders/order-plan.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Change, StoreReader } from '../ports/store.ts';
import { factChanges, factsOf, wantedFacts, withFacts } from './facts.ts';

export interface PlanOperationsDeps {
  readonly store: Pick<StoreReader, 'order' | 'orderStandings' | 'outbox' | 'shop'>;
  readonly guard: Pick<FraudGuard, 'permitMallOperation'>;
  readonly mallOf: (shop: ShopRecord) => MallPort;
}

/** An operation asked for one order. */
export interface OperationRequest {
  readonly orderId: OrderId;
  readonly operation: MallOperation;
  readonly phaseAfter: PhaseId | null;
  readonly by: ChangePath;
}

/**
 * Plans to queue operations: one change per row that is `done`, which here means queued. An order that is held, or
 * whose mall would refuse it, fails in its row. Whoever asked commits the changes right away.
 */
export function planMallOperations(
  deps: PlanOperationsDeps,
  requests: readonly OperationRequest[],
): OrderPlan {
  const changes: Change[] = [];
  const rows = requests.map((request): PlannedRow => {
    const row = { orderId: request.orderId, what: '', before: '', after: '' };
    try {
      changes.push(planOne(deps, request));
      return { ...row, state: 'done', error: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ...row, state: 'failed', error: error.toShape() };
    }
  });
  return { changes, rows };
}

/** Throws AppError `not_found`, `fraud_held`, `order_in_staging`, `mall_operation_invalid`. */
function planOne({ store, guard, mallOf }: PlanOperationsDeps, request: OperationRequest): Change {
  const { orderId, operation, phaseAfter, by } = request;
  const detail = store.order(orderId);
  const facts = store.orderStandings([orderId]).get(orderId);
  const shop = detail === null ? null : store.shop(detail.shopId);
  if (detail === null || facts === undefined || shop === null)
    throw new AppError('not_found', 'The order or its shop does not exist', {
      details: { entity: 'order', id: orderId },
    });
  const verdict = guard.permitMallOperation(facts, operation, by);
  if (verdict.kind === 'refused') throw verdict.error;
  const mallValues = Object.fromEntries(detail.localEdits.map(({ field, mallValue }) => [field, mallValue]));
  const local = requireRead(detail);
  // Fields are sent as they stand here; everything else is judged by the order as the mall has it.
  const judged = operation.kind === 'fields' ? local : withFacts(local, mallValues);
  const order = afterOpenOperations(store, orderId, judged);
  const mall = mallOf(shop);
  if (!mall.capabilities.operations.has(operation.kind))
    throw new AppError('mall_operation_invalid', `${shop.mall} cannot do ${operation.kind}`, {
      details: { field: 'mallStatus', reason: 'not_supported' },
    });
  const refusal = mall.check(operation, order);
  // What time mends is no reason not to queue it: the sender waits.
  if (refusal !== null && !refusal.retryable) throw refusal;
  const wanted = wantedFacts(operation, order);
  const before = factsOf(order, Object.keys(wanted));
  return {
    kind: 'outbox.enqueue',
    permit: verdict.permit,
    phaseAfter,
    facts: factChanges(operation.kind === 'fields' ? { ...before, ...mallValues } : before, wanted),
  };
}

function requireRead({ order, mallOrderId }: OrderDetail): MallOrder {
  if (order !== null) return order;
  throw new AppError('mall_operation_invalid', 'The order was never read', {
    details: { field: 'mallStatus', reason: 'unread', mallOrderId },
  });
}

/** The order as it will stand when what waits before has been done: the new operation is judged by that. */
function afterOpenOperations(
  store: Pick<StoreReader, 'outbox'>,
  orderId: OrderId,
  order: MallOrder,
): MallOrder {
  return store.outbox
    .open(orderId)
    .reduce(
      (expected, { operation, state }) =>
        state === 'failed' ? expected : withFacts(expected, wantedFacts(operation, expected)),
      order,
    );
}
