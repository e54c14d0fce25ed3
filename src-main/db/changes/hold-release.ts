import { type FraudHoldStatus, isHeld } from '#shared/domain/order-status.ts';
import type { Database } from '../database.ts';
import type { WriteContext } from './write-context.ts';

/** Notes that an order's fraud hold was lifted, or is on (again), and tells people of either (spec §4.1). */
export function createHoldRelease(
  database: Database,
): (
  context: WriteContext,
  line: { orderId: number; version: number; shopNo: number },
  before: FraudHoldStatus,
  after: FraudHoldStatus,
) => void {
  const add = database.query('INSERT OR REPLACE INTO fraud_releases (order_id, released_at) VALUES (?, ?)');
  const remove = database.query('DELETE FROM fraud_releases WHERE order_id = ?');
  return (context, { shopNo, ...line }, before, after) => {
    if (isHeld(before) === isHeld(after)) return;
    const { orderId } = line;
    if (isHeld(after)) {
      context.notices.held(shopNo, orderId);
      if (remove.run(orderId).changes > 0) context.touch('fraudRelease', orderId);
      return;
    }
    context.notices.released(shopNo, orderId);
    add.run(orderId, context.origin.at);
    context.touch('fraudRelease', orderId);
    const changes = [{ field: 'fraudHold', before, after }];
    context.rememberOrder({ ...line, action: 'hold_released', changes });
  };
}
