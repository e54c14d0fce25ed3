import { diffOrders } from '#shared/domain/order-diff.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { Database } from '../database.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { OrderHead } from '../orders/stored-order.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import type { ChangeOf, Handler, WriteContext } from './write-context.ts';

type Result = { readonly orderId: number; readonly result: 'created' | 'updated' | 'unchanged' };

/** A good answer for one order (the port says what becomes of it). Importing the same data again writes nothing. */
export function createImportOrder(database: Database, orders: OrderWriter): Handler<'order.import'> {
  const stored = createStoredOrders(database);

  const create = (context: WriteContext, shopNo: number, change: ChangeOf<'order.import'>): Result => {
    const orderId = orders.insert(context, shopNo, change.phaseIfNew, change.order);
    context.rememberOrder({ orderId, version: 1, action: 'imported' });
    return { orderId, result: 'created' };
  };

  /** Its first good answer after failed ones: as good as new, so it leaves 失敗. */
  const fill = (context: WriteContext, head: OrderHead, change: ChangeOf<'order.import'>): Result => {
    const phaseId = head.phase_id === phaseIdOf.failed ? change.phaseIfNew : head.phase_id;
    orders.replace(context, head, phaseId, change.order);
    context.rememberOrder({ orderId: head.id, version: head.version + 1, action: 'imported' });
    return { orderId: head.id, result: 'created' };
  };

  const update = (context: WriteContext, head: OrderHead, change: ChangeOf<'order.import'>): Result => {
    const before = stored.load(head.id);
    const changes = before === null ? [] : diffOrders(before, change.order);
    if (changes.length === 0 && head.import_error === null) return { orderId: head.id, result: 'unchanged' };
    orders.replace(context, head, head.phase_id, change.order);
    const action = changes.length === 0 ? 'import_recovered' : 'updated_by_import';
    context.rememberOrder({ orderId: head.id, version: head.version + 1, action, changes });
    return { orderId: head.id, result: 'updated' };
  };

  return (context, change) => {
    const no = context.shopNo(change.shopId);
    const { mallOrderId } = change.order;
    const head = stored.findHead(no, mallOrderId);
    let outcome: Result;
    if (head === null) outcome = create(context, no, change);
    else outcome = head.has_data === 0 ? fill(context, head, change) : update(context, head, change);

    const { orderId, result } = outcome;
    if (result !== 'unchanged') {
      context.raws.add({ orderId, at: context.origin.at, isError: false, bytes: change.raw });
      context.touch('order', orderId);
    }
    if (change.runId !== null) {
      context.progress.add({ runId: change.runId, mallOrderId, state: result, orderId, error: null });
      context.touch('importRun', change.runId);
    }
    return { kind: 'order', orderId, result };
  };
}
