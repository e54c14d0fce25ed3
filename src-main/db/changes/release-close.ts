import type { Database } from '../database.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import { done, type Handler } from './write-context.ts';

/** A lifted hold was answered: it is told no more. One that is answered already stays so. */
export function createReleaseClose(database: Database): Handler<'release.close'> {
  const stored = createStoredOrders(database);
  const close = database.query('DELETE FROM fraud_releases WHERE order_id = ?');
  const forget = database.query('DELETE FROM refused_changes WHERE order_id = ?');
  return (context, { orderId, answer }) => {
    const head = stored.head(orderId);
    if (head === null || close.run(orderId).changes === 0) return done;
    forget.run(orderId);
    context.touch('fraudRelease', orderId);
    if (answer === 'dismissed') {
      context.rememberOrder({ orderId, version: head.version, action: 'release_dismissed' });
    }
    return done;
  };
}
