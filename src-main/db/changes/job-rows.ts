import { jobRowStateCodes } from '../codes.ts';
import type { Database } from '../database.ts';
import { createFetchedOrders } from '../orders/fetched-orders.ts';
import { createJobFinder } from './job-head.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

/**
 * Notes what became of rows, beside the changes of the orders in the same commit. Running jobs tell their progress by
 * events of its own, so that nothing is published here.
 */
export function createJobRows(database: Database): Handler<'job.rows'> {
  const findJob = createJobFinder(database);
  const fetchedOrders = createFetchedOrders(database);
  const open = `state IN (${jobRowStateCodes.waiting}, ${jobRowStateCodes.sent})`;
  const update = database.query(
    `UPDATE job_items SET state = ?, before = ?, after = ?, what = ?, error = ? WHERE job_no = ? AND seq = ? AND ${open}`,
  );
  const setOrder = database.query('UPDATE job_items SET order_id = ? WHERE job_no = ? AND seq = ?');
  const setMadeOrder = database.query(
    `UPDATE job_items SET order_id = (SELECT id FROM orders WHERE shop_no = ? AND mall_order_id = ?)
     WHERE job_no = ? AND seq = ?`,
  );
  // The entry was queued by an earlier change of the same commit.
  const send = database.query(
    `UPDATE job_items SET state = ${jobRowStateCodes.sent}, before = ?, after = ?, what = ?,
       outbox_id = (SELECT max(id) FROM outbox WHERE outbox.order_id = job_items.order_id)
     WHERE job_no = ? AND seq = ? AND state = ${jobRowStateCodes.waiting}`,
  );
  const addCounts = database.query(
    'UPDATE jobs SET done = done + ?, unchanged = unchanged + ?, failed = failed + ?, sent = sent + ? WHERE no = ?',
  );

  return (context, { jobId, rows }) => {
    const { no } = findJob(jobId);
    const counts = { done: 0, unchanged: 0, failed: 0, sent: 0 };
    for (const row of rows) {
      if (row.state === 'sent') {
        counts.sent += send.run(row.before, row.after, row.what, no, row.seq).changes;
        continue;
      }
      const error = row.error === null ? null : JSON.stringify(row.error);
      const code = jobRowStateCodes[row.state];
      counts[row.state] += update.run(code, row.before, row.after, row.what, error, no, row.seq).changes;
      if (row.orderId !== undefined) setOrder.run(row.orderId, no, row.seq);
      if (row.madeOrder !== undefined) {
        const { shopId, mallOrderId } = row.madeOrder;
        setMadeOrder.run(context.shopNo(shopId), mallOrderId, no, row.seq);
      }
      if (row.fetched !== undefined) fetchedOrders.keep(no, row.seq, row.fetched);
    }
    addCounts.run(counts.done, counts.unchanged, counts.failed, counts.sent, no);
    return done;
  };
}
