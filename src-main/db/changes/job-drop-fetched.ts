import type { Database } from '../database.ts';
import { createFetchedOrders } from '../orders/fetched-orders.ts';
import { createJobFinder } from './job-head.ts';
import type { Handler } from './write-context.ts';
import { done } from './write-context.ts';

export function createJobDropFetched(database: Database): Handler<'job.dropFetched'> {
  const findJob = createJobFinder(database);
  const fetchedOrders = createFetchedOrders(database);
  return (_context, { jobId, orderIds }) => {
    const { no } = findJob(jobId);
    for (const orderId of orderIds) fetchedOrders.drop(no, orderId);
    return done;
  };
}
