import { AppError } from '#shared/domain/errors.ts';
import { isGenuineBeginPermit } from '../../core/ports/fraud-permit.ts';
import type { Database } from '../database.ts';
import type { OrderEditor } from '../orders/order-editor.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import type { Handler } from './write-context.ts';

/** An order from a CSV file (the port says what it may be). */
export function createOrderCsvCreate(
  database: Database,
  orders: OrderWriter,
  editor: OrderEditor,
): Handler<'order.csvCreate'> {
  const stored = createStoredOrders(database);
  return (context, { shopId, order, permit, memo, why }) => {
    const { mallOrderId, fraudHold } = order;
    const isPermitted =
      isGenuineBeginPermit(permit) && permit.mallOrderId === mallOrderId && permit.fraudHold === fraudHold;
    // Held orders come through the mall only (spec §3).
    if (!isPermitted || fraudHold !== 'none') {
      throw new AppError('forbidden', 'Only an order that is not held may come from a file', {
        details: { mallOrderId },
      });
    }
    const shopNo = context.shopNo(shopId);
    if (stored.findHead(shopNo, mallOrderId) !== null) {
      throw new AppError('conflict', 'The order is known by now', {
        details: { entity: 'order', mallOrderId },
      });
    }
    const orderId = orders.insert(context, shopNo, permit.to, order);
    context.rememberOrder({ orderId, version: 1, action: 'csv_imported', why });
    const head = memo === '' ? null : stored.head(orderId);
    if (head !== null) editor.edit(context, head, new Map([['memo', memo]]));
    context.touch('order', orderId);
    return { kind: 'order', orderId, result: 'created' };
  };
}
