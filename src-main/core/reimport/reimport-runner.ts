import { z } from 'zod';
import type { FetchedOrder } from '#main/malls/port.ts';
import type { Job } from '#shared/contract/jobs.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import { unknownOrder } from '../orders/plan-phase-move.ts';
import type { JobRowResult, WaitingRow } from '../ports/job-store.ts';
import type { StoreReader } from '../ports/store.ts';
import { differencesOf } from './differences.ts';
import { type FetchAgainDeps, ShopFetcher } from './fetch-again.ts';

/** Calls under way at once; the mall's rate limit is kept by the adapter. Small: each slice is a step of progress. */
const sliceRows = 4;

/** 注文再取込, first half (spec §3): each order is fetched again and kept beside the order, which stays as it is. */
export function reimportRunner(
  deps: FetchAgainDeps & { readonly store: Pick<StoreReader, 'order' | 'shop'> },
): JobRunner {
  const { store } = deps;
  const fetchers = new Map<Job['id'], Map<ShopId, ShopFetcher>>();

  const fetcherOf = (jobId: Job['id'], shopId: ShopId): ShopFetcher | null => {
    const ofJob = fetchers.get(jobId) ?? new Map<ShopId, ShopFetcher>();
    fetchers.set(jobId, ofJob);
    const shop = store.shop(shopId);
    if (shop === null) return null;
    const fetcher = ofJob.get(shopId) ?? new ShopFetcher(deps, shop);
    ofJob.set(shopId, fetcher);
    return fetcher;
  };

  const fetchShop = async (
    jobId: Job['id'],
    shopId: ShopId,
    orders: readonly OrderDetail[],
    signal: AbortSignal,
  ): Promise<FetchedOrder[]> => {
    const fetcher = fetcherOf(jobId, shopId);
    const ids = orders.map(({ mallOrderId }) => mallOrderId);
    if (fetcher !== null) return fetcher.fetch(ids, signal);
    const error = new AppError('not_found', 'The shop does not exist', { details: { entity: 'shop' } });
    return ids.map((mallOrderId) => ({ ok: false, mallOrderId, error, raw: null }));
  };

  return {
    kind: 'reimport',
    lane: 'network',
    sliceRows,
    inListOrder: true,
    canUndo: false,
    specSchema: z.unknown(),
    prepare: () => ({ facts: {}, spec: {} }),
    runSlice: async ({ job, rows, signal }) => {
      const known = rows.flatMap((row) => {
        const order = row.orderId === null ? null : store.order(row.orderId);
        return order === null ? [] : [{ row, order }];
      });
      const shops = Map.groupBy(known, ({ order }) => order.shopId);
      const fetched = await Promise.all(
        [...shops].map(async ([shopId, members]) => {
          const orders = members.map(({ order }) => order);
          const answers = await fetchShop(job.id, shopId, orders, signal);
          const byId = new Map(answers.map((answer) => [answer.mallOrderId, answer]));
          return members.map(({ row, order }) => settled(store, row, byId.get(order.mallOrderId)));
        }),
      );
      const settledRows = new Map(fetched.flat().map((row) => [row.seq, row]));
      return {
        changes: [],
        rows: rows.map((row) => settledRows.get(row.seq) ?? failed(row, unknownOrder(row.orderId ?? 0))),
      };
    },
    ended: ({ id }) => {
      fetchers.delete(id);
    },
  };
}

function settled(
  store: Pick<StoreReader, 'order'>,
  row: WaitingRow,
  answer: FetchedOrder | undefined,
): JobRowResult {
  if (answer === undefined) {
    return failed(row, new AppError('mall_answer_broken', 'The answer does not name the order'));
  }
  if (!answer.ok) return failed(row, answer.error);
  // Compared with the order as it is now: the call took its time.
  const order = row.orderId === null ? null : store.order(row.orderId);
  if (order === null) return failed(row, unknownOrder(row.orderId ?? 0));
  const plain = { seq: row.seq, before: '', after: '', what: '', error: null };
  if (differencesOf(order, answer.order).length === 0) return { ...plain, state: 'unchanged' };
  return {
    ...plain,
    state: 'done',
    fetched: { order: answer.order, raw: answer.raw, version: order.version },
  };
}

function failed(row: WaitingRow, error: AppError): JobRowResult {
  return { seq: row.seq, state: 'failed', before: '', after: '', what: '', error: error.toShape() };
}
