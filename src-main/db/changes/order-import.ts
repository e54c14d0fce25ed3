import type { PhaseId } from '#shared/domain/ids.ts';
import { diffOrders } from '#shared/domain/order-diff.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { Database } from '../database.ts';
import { type LocalEdits, mergeAnswer } from '../orders/local-edits.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { OrderHead } from '../orders/stored-order.ts';
import { createStoredOrders } from '../orders/stored-order.ts';
import { createFirstPhase } from './first-phase.ts';
import { createHoldRelease } from './hold-release.ts';
import type { ChangeOf, FieldChange, Handler, WriteContext } from './write-context.ts';

type Result = { readonly orderId: number; readonly result: 'created' | 'updated' | 'unchanged' };

/** A good answer for one order (the port says what becomes of it). Importing the same data again writes nothing. */
export function createImportOrder(
  database: Database,
  orders: OrderWriter,
  localEdits: LocalEdits,
): Handler<'order.import'> {
  const stored = createStoredOrders(database);
  const firstPhase = createFirstPhase(database);
  const holdRelease = createHoldRelease(database);

  const create = (context: WriteContext, shopNo: number, change: ChangeOf<'order.import'>): Result => {
    const begin = firstPhase.of(change);
    const orderId = orders.insert(context, shopNo, begin.phaseId, change.order);
    context.rememberOrder({ orderId, version: 1, action: 'imported' });
    firstPhase.remember(context, { orderId, version: 1 }, begin);
    return { orderId, result: 'created' };
  };

  /** Its first good answer after failed ones: as good as new, so it leaves 失敗. */
  const fill = (context: WriteContext, head: OrderHead, change: ChangeOf<'order.import'>): Result => {
    const begin = head.phase_id === phaseIdOf.failed ? firstPhase.of(change) : null;
    orders.replace(context, head, begin?.phaseId ?? head.phase_id, change.order);
    const line = { orderId: head.id, version: head.version + 1 };
    const after = begin?.byRule?.from ?? begin?.phaseId ?? head.phase_id;
    const changes = phaseChange(head.phase_id, after);
    context.rememberOrder({ ...line, action: 'imported', changes });
    if (begin !== null) firstPhase.remember(context, line, begin);
    return { orderId: head.id, result: 'created' };
  };

  const update = (
    context: WriteContext,
    shopNo: number,
    head: OrderHead,
    change: ChangeOf<'order.import'>,
  ): Result => {
    const { id: orderId } = head;
    const before = stored.load(orderId);
    const edits = localEdits.of(orderId);
    const merged =
      before === null || edits.size === 0
        ? null
        : mergeAnswer(before, change.order, edits, change.givenUp ?? []);
    const order = merged?.order ?? change.order;
    const changes = before === null ? [] : diffOrders(before, order);
    const isSame = changes.length === 0 && head.import_error === null;
    if (isSame && (merged === null || merged.beneath.length + merged.settled.length === 0)) {
      return { orderId, result: 'unchanged' };
    }
    orders.replace(context, head, head.phase_id, order);
    for (const [field, mallValue] of merged?.kept ?? []) localEdits.keep(orderId, field, mallValue);
    for (const field of merged?.settled ?? []) localEdits.forget(orderId, field);

    const line = { orderId, version: head.version + 1 };
    if (!isSame) {
      context.rememberOrder({ ...line, action: updateAction(change, changes.length), changes });
    }
    if (merged !== null && merged.beneath.length > 0) {
      context.rememberOrder({ ...line, action: 'mall_value_changed', changes: merged.beneath });
    }
    if (before !== null) holdRelease(context, { ...line, shopNo }, before.fraudHold, order.fraudHold);
    return { orderId, result: 'updated' };
  };

  return (context, change) => {
    const no = context.shopNo(change.shopId);
    const { mallOrderId } = change.order;
    const head = stored.findHead(no, mallOrderId);
    let outcome: Result;
    if (head === null) outcome = create(context, no, change);
    else outcome = head.has_data === 0 ? fill(context, head, change) : update(context, no, head, change);

    const { orderId, result } = outcome;
    if (result === 'created' && isHeld(change.order.fraudHold)) context.notices.held(no, orderId);
    if (result !== 'unchanged') {
      if (change.raw !== null)
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

function updateAction({ raw, isReimport }: ChangeOf<'order.import'>, changes: number): string {
  if (raw === null) return 'updated_after_mall';
  if (changes === 0) return 'import_recovered';
  return isReimport === true ? 'reimported' : 'updated_by_import';
}

const phaseChange = (before: PhaseId, after: PhaseId): FieldChange[] =>
  before === after ? [] : [{ field: 'phase', before: String(before), after: String(after) }];
