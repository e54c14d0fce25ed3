import { AppError } from '#shared/domain/errors.ts';
import type { ChangePath } from '../../core/orders/change-path.ts';
import { isGenuinePhasePermit, type PhasePermit } from '../../core/ports/fraud-permit.ts';
import { fraudHoldOf } from '../codes.ts';
import type { Database } from '../database.ts';
import { createStoredOrders, facetsOf, type OrderHead } from '../orders/stored-order.ts';
import { createRefusedChange } from './refused-change.ts';
import type { Handler, WriteContext } from './write-context.ts';

/** How the history names a move, by the way it was asked for. */
const actions: Readonly<Record<ChangePath, string>> = {
  menu: 'phase_changed',
  keyboard: 'phase_changed',
  drag: 'phase_changed',
  detail: 'phase_changed',
  bulk: 'phase_changed_in_bulk',
  undo: 'phase_change_undone',
  import_rule: 'phase_changed_by_rule',
  csv: 'phase_changed_by_csv',
  outbox: 'phase_changed_after_mall',
  release: 'phase_changed_on_release',
  phase_removed: 'phase_changed_by_removal',
  accept: 'accepted',
};

/** Moves an order, if the fraud guard permitted exactly this move of the order as it stands. */
export function createOrderPhase(database: Database): Handler<'order.phase'> {
  const stored = createStoredOrders(database);
  const refusedChange = createRefusedChange(database);
  return (context, { permit, why, refused }) => {
    if (!isGenuinePhasePermit(permit)) {
      throw new AppError('forbidden', 'A change of phase without a permit of the fraud guard', {
        details: { orderId: permit.orderId },
      });
    }
    const { orderId, from, to } = permit;
    if (context.moves.isPending(orderId)) context.moves.write(context.origin.at);
    const head = stored.head(orderId);
    if (head === null || !isCurrent(permit, head, context)) {
      throw new AppError('conflict', 'The permit is for an order as it no longer is', {
        details: { entity: 'order', id: orderId },
      });
    }
    context.moves.add(orderId, to);
    context.facets.add(facetsOf(head), -1);
    context.facets.add({ ...facetsOf(head), phase_id: to }, 1);
    context.touch('order', orderId);
    const line = { orderId, version: head.version + 1 };
    if (refused !== undefined) {
      refusedChange.byRule(context, line, { name: why, from, to, refused });
      return { kind: 'order', orderId, result: 'updated' };
    }
    context.rememberOrder({
      ...line,
      action: actions[permit.by],
      changes: [{ field: 'phase', before: String(from), after: String(to) }],
      why,
    });
    return { kind: 'order', orderId, result: 'updated' };
  };
}

/** The hold may be new, or the settings stricter, once anything was written after the guard looked. */
function isCurrent(permit: PhasePermit, head: OrderHead, context: WriteContext): boolean {
  return (
    permit.revision === context.baseRevision &&
    permit.from === head.phase_id &&
    permit.fraudHold === fraudHoldOf(head.fraud_hold)
  );
}
