import { AppError } from '#shared/domain/errors.ts';
import { isGenuineMallPermit } from '../../core/ports/fraud-permit.ts';
import type { Database } from '../database.ts';
import { createOutboxRows } from './outbox-rows.ts';
import type { Handler } from './write-context.ts';

export function createOutboxEnqueue(database: Database): Handler<'outbox.enqueue'> {
  const rows = createOutboxRows(database);
  const insert = database.query(
    `INSERT INTO outbox (order_id, shop_no, operation, state, attempts, failures, warnings, actor, created_at, updated_at,
       is_asked, phase_after, read_due)
     VALUES (?, ?, ?, 'waiting', 0, 0, '[]', ?, ?, ?, 0, ?, 0)`,
  );
  return (context, { permit, phaseAfter, facts }) => {
    const { orderId, operation } = permit;
    if (!isGenuineMallPermit(permit))
      throw new AppError('forbidden', 'Nothing is queued for a mall without a permit of the fraud guard');
    const { shopNo, fraudHold } = rows.order(orderId);
    if (fraudHold !== permit.fraudHold)
      throw new AppError('conflict', 'The order has another hold state than the permit was given for', {
        details: { entity: 'order', id: orderId },
      });
    const { actor, at } = context.origin;
    const { id } = insert.run(orderId, shopNo, JSON.stringify(operation), actor, at, at, phaseAfter);
    rows.count(shopNo, 'waiting', 1);
    rows.show(context, id, orderId);
    context.rememberOrder({ orderId, version: null, action: 'outbox_queued', changes: facts });
    return { kind: 'outbox', entryId: id };
  };
}
