import { phaseIdOf } from '#shared/domain/phase.ts';
import type { Database } from '../database.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import type { Handler } from './write-context.ts';

/** An answer that could not be used. The same failure again (a retry) writes nothing but the run's progress. */
export function createImportFailed(database: Database, orders: OrderWriter): Handler<'order.importFailed'> {
  const stored = createStoredOrders(database);

  return (context, { runId, shopId, mallOrderId, error, raw }) => {
    const no = context.shopNo(shopId);
    const text = JSON.stringify(error);
    const head = stored.findHead(no, mallOrderId);
    let orderId: number;
    if (head === null) {
      orderId = orders.insertUnread(context, no, phaseIdOf.failed, mallOrderId, text);
    } else {
      orderId = head.id;
      if (head.import_error !== text) orders.setImportError(context, head, text);
    }
    if (head?.import_error !== text) {
      context.touch('order', orderId);
      context.rememberOrder({
        orderId,
        version: head === null ? 1 : head.version + 1,
        action: 'import_failed',
        changes: [{ field: 'importError', before: '', after: `${error.code}: ${error.message}` }],
      });
      if (raw !== null) {
        context.raws.add({ orderId, at: context.origin.at, isError: true, bytes: raw });
      }
    }
    if (runId !== null) {
      context.progress.add({ runId, mallOrderId, state: 'failed', orderId, error });
      context.touch('importRun', runId);
    }
    return { kind: 'order', orderId, result: 'failed' };
  };
}
