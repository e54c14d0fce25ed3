import { AppError } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId } from '#shared/domain/ids.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { type Phase, phaseIdOf } from '#shared/domain/phase.ts';
import type { ChangePath } from '../orders/change-path.ts';

/** What is 「受注取込」: by itself, by the rule that holds at it, and offered again once a hold is lifted. */
const acceptance: ReadonlySet<ChangePath> = new Set(['accept', 'import_rule', 'release']);

export const isStaged = (phaseId: PhaseId): boolean => phaseId === phaseIdOf.staging;

/**
 * Staging (spec §3 Auto): an order in 自動受注取込 can be seen but not changed until 「受注取込」 moves it on; only
 * cancelling is possible at any time. Nothing but an import brings orders there, and only an undo brings them back.
 * Answers why a move is refused, null when staging has nothing against it.
 */
export function refusedMove(
  order: { readonly orderId: OrderId; readonly phaseId: PhaseId },
  target: Pick<Phase, 'id' | 'kind'>,
  path: ChangePath,
): AppError | null {
  const details = { orderId: order.orderId, path, target: target.id };
  if (isStaged(target.id) && path !== 'undo') return closedStaging(details);
  if (!isStaged(order.phaseId) || target.kind === 'cancelled' || acceptance.has(path)) return null;
  return stagedOrder(details);
}

/** Why a field of an order is not to be changed; null when it may be. */
export function refusedEdit(order: {
  readonly orderId: OrderId;
  readonly phaseId: PhaseId;
}): AppError | null {
  return isStaged(order.phaseId) ? stagedOrder({ orderId: order.orderId }) : null;
}

/** Why the mall is not to be told something about an order; null when it may be. */
export function refusedWord(
  order: { readonly orderId: OrderId; readonly phaseId: PhaseId },
  operation: MallOperation['kind'],
): AppError | null {
  if (!isStaged(order.phaseId) || operation === 'cancel') return null;
  return stagedOrder({ orderId: order.orderId, operation });
}

/** For whatever wants to send orders into staging. */
export function closedStaging(details: Record<string, string | number>): AppError {
  return new AppError('staging_by_import_only', 'Orders come into staging by import only', { details });
}

function stagedOrder(details: Record<string, string | number>): AppError {
  return new AppError('order_in_staging', 'An order in staging can only be taken in or cancelled', {
    details,
  });
}
