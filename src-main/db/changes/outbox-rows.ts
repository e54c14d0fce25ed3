import { AppError } from '#shared/domain/errors.ts';
import type { OutboxState } from '#shared/domain/mall-operation.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { fraudHoldOf, orderOutboxCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import type { WriteContext } from './write-context.ts';

/** An entry as far as moving it needs. */
export interface OutboxHead {
  readonly id: number;
  readonly order_id: number;
  readonly shop_no: number;
  readonly state: OutboxState;
}

/** What the outbox's changes share: finding rows, and what an order's own row shows of its entries. */
export interface OutboxRows {
  /** Throws AppError `not_found`. */
  require(entryId: number): OutboxHead;
  /** Throws AppError `not_found`. */
  order(orderId: number): { shopNo: number; fraudHold: FraudHoldStatus };
  /** Counts entries of a shop in (+1) or out of (−1) a state. */
  count(shopNo: number, state: OutboxState, by: 1 | -1): void;
  /** Brings the order's row up to date and tells readers about both. */
  show(context: WriteContext, entryId: number, orderId: number): void;
}

export function createOutboxRows(database: Database): OutboxRows {
  const addCount = database.query(
    `INSERT INTO outbox_counts (shop_no, state, count) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const find = database.query<OutboxHead>('SELECT id, order_id, shop_no, state FROM outbox WHERE id = ?');
  const findOrder = database.query<{ shop_no: number; fraud_hold: number }>(
    'SELECT shop_no, fraud_hold FROM orders WHERE id = ?',
  );
  const pressing = database.query<{ shown: number | null }>(
    `SELECT max(CASE state WHEN 'failed' THEN ${orderOutboxCodes.failed} WHEN 'unknown' THEN ${orderOutboxCodes.unknown}
       ELSE ${orderOutboxCodes.waiting} END) AS shown
     FROM outbox WHERE order_id = ? AND state IN ('waiting', 'sending', 'failed', 'unknown')`,
  );
  const update = database.query('UPDATE orders SET outbox_state = ? WHERE id = ? AND outbox_state <> ?');
  return {
    require: (entryId) => {
      const head = find.get(entryId);
      if (head === undefined) throw missing('outbox', entryId);
      return head;
    },
    order: (orderId) => {
      const row = findOrder.get(orderId);
      if (row === undefined) throw missing('order', orderId);
      return { shopNo: row.shop_no, fraudHold: fraudHoldOf(row.fraud_hold) };
    },
    count: (shopNo, state, by) => {
      addCount.run(shopNo, state, by);
    },
    show: (context, entryId, orderId) => {
      const shown = pressing.get(orderId)?.shown ?? orderOutboxCodes.none;
      update.run(shown, orderId, shown);
      context.touch('outbox', entryId);
      context.touch('order', orderId);
    },
  };
}

function missing(entity: string, id: number): AppError {
  return new AppError('not_found', `The ${entity} does not exist`, { details: { entity, id } });
}
