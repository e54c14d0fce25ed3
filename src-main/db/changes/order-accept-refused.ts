import { phaseIdOf } from '#shared/domain/phase.ts';
import type { Database } from '../database.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import { createRefusedChange } from './refused-change.ts';
import { done, type Handler } from './write-context.ts';

/** 「受注取込」 met a held order: it stays, and what it was refused is offered once the hold is lifted (spec §4.1). */
export function createOrderAcceptRefused(database: Database): Handler<'order.acceptRefused'> {
  const stored = createStoredOrders(database);
  const refusedChange = createRefusedChange(database);
  return (context, { orderId, phaseId }) => {
    const head = stored.head(orderId);
    if (head?.phase_id !== phaseIdOf.staging || !refusedChange.keep(orderId, phaseId)) return done;
    context.rememberOrder({
      orderId,
      version: head.version,
      action: 'accept_refused',
      changes: [{ field: 'refusedPhase', before: '', after: String(phaseId) }],
    });
    return done;
  };
}
