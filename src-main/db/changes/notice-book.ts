import type { NoticeKind } from '#shared/domain/notice.ts';
import { runItemStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createNoticeRows } from './notice-rows.ts';
import type { WriteContext } from './write-context.ts';

/**
 * Gathers during a commit what people are to be told of orders, and writes it with the commit: the event and its notice
 * are on record together or not at all. Several orders of a shop in one commit are one notice with a count.
 */
export interface NoticeBook {
  /** An order arrived held, or its hold is on. */
  held(shopNo: number, orderId: number): void;
  /** Its hold was lifted. */
  released(shopNo: number, orderId: number): void;
  /** A run has ended; the new orders of automatic ones are told of. */
  runEnded(runNo: number): void;
  /** Before COMMIT, after the runs' counts were written. */
  write(context: WriteContext): void;
  /** After a rollback. */
  discard(): void;
}

interface RunRow {
  readonly id: string;
  readonly shop_no: number;
  readonly run_trigger: string;
  readonly created: number;
}

/** Runs that nobody waits for. */
const automatic: readonly string[] = ['auto', 'reconciliation'];

export function createNoticeBook(database: Database): NoticeBook {
  const rows = createNoticeRows(database);
  const findRun = database.query<RunRow>(
    'SELECT id, shop_no, run_trigger, created FROM import_runs WHERE no = ?',
  );
  // A run that was resumed ends twice: what was told the first time is not told again.
  const told = database.query<{ told: number }>(
    `SELECT ifnull(sum(count), 0) AS told FROM notices WHERE event_key >= ? || ':' AND event_key < ? || ';'`,
  );
  const onlyOrder = database.query<{ order_id: number }>(
    `SELECT order_id FROM import_run_items WHERE run_no = ? AND state = ${runItemStateCodes.created} LIMIT 1`,
  );
  const orders: Record<'held' | 'released', Map<number, Set<number>>> = {
    held: new Map(),
    released: new Map(),
  };
  const runs = new Set<number>();

  const add = (byShop: Map<number, Set<number>>, shopNo: number, orderId: number): void => {
    byShop.set(shopNo, (byShop.get(shopNo) ?? new Set()).add(orderId));
  };

  const writeOrders = (context: WriteContext, kind: NoticeKind, byShop: Map<number, Set<number>>): void => {
    for (const [shopNo, ids] of byShop) {
      const [first = null] = ids;
      const orderId = ids.size === 1 ? first : null;
      // One commit makes one revision, and no other commit will ever have it.
      const eventKey = `${kind}:${shopNo}:${context.baseRevision + 1}`;
      rows.add(context, { eventKey, kind, shopNo, count: ids.size, orderId });
    }
  };

  const writeRun = (context: WriteContext, runNo: number): void => {
    const run = findRun.get(runNo);
    if (run === undefined || !automatic.includes(run.run_trigger)) return;
    const event = `new_orders:${run.id}`;
    const count = run.created - (told.get(event, event)?.told ?? 0);
    if (count <= 0) return;
    const orderId = run.created === 1 ? (onlyOrder.get(runNo)?.order_id ?? null) : null;
    const eventKey = `${event}:${run.created}`;
    rows.add(context, { eventKey, kind: 'new_orders', shopNo: run.shop_no, count, orderId });
  };

  const discard = (): void => {
    orders.held.clear();
    orders.released.clear();
    runs.clear();
  };

  return {
    held: (shopNo, orderId) => add(orders.held, shopNo, orderId),
    released: (shopNo, orderId) => add(orders.released, shopNo, orderId),
    runEnded: (runNo) => runs.add(runNo),
    write: (context) => {
      writeOrders(context, 'held', orders.held);
      writeOrders(context, 'hold_released', orders.released);
      for (const runNo of runs) writeRun(context, runNo);
      discard();
    },
    discard,
  };
}
