import type { ImportProgress } from '#shared/contract/imports.ts';
import { periodSinceLast } from '../import/period.ts';
import type { ShopRecord } from '../ports/records.ts';
import { compareListing } from './compare-listing.ts';
import { type AutomaticRun, type FetchDeps, fetchOrders, recordFailure } from './fetch-orders.ts';
import { openShop, type ShopAccess, type ShopAccessDeps } from './shop-access.ts';

/** Orders whose last answer could not be used are tried again, so many with each cycle. */
const retriedFailures = 20;

export type CycleDeps = FetchDeps & ShopAccessDeps;

/**
 * One cycle of a shop's loop: lists what was ordered since the last import and fetches what is new or has changed. An
 * idle one costs one request. Only while a held order is known here, what was published is listed too; those nobody
 * knows here are found by the reconciliation. Throws what ended it.
 */
export async function runCycle(
  deps: CycleDeps,
  shop: ShopRecord,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<void> {
  const startedAt = deps.clock.now();
  const access = await openShop(deps, shop, 'auto', { signal });
  try {
    const { from, to } = periodSinceLast(shop.lastImportTo, startedAt);
    const run: AutomaticRun = { shop, trigger: 'auto', startedAt, from, to };
    const wanted = await find(deps, access, run).catch((error: unknown) => {
      // Neither a stop is a failure, nor a lease that another has taken over and alone may write with.
      if (!access.signal.aborted) recordFailure(deps, run, error);
      throw error;
    });
    await fetchOrders(deps, access, run, wanted, onProgress);
  } finally {
    access.lease.release();
  }
}

async function find(
  deps: CycleDeps,
  { mall, connection, signal }: ShopAccess,
  { shop, from, to }: AutomaticRun,
): Promise<string[]> {
  const { store } = deps;
  const wanted = new Set(store.importErrorOrders(shop.id, retriedFailures));
  const listings =
    store.autoImport.held(shop.id) > 0 ? (['ordered', 'published'] as const) : (['ordered'] as const);
  for (const by of listings) {
    for await (const page of mall.findOrders(connection, { by, from, to }, signal)) {
      signal.throwIfAborted();
      for (const [mallOrderId, difference] of compareListing(store, shop.id, by, page))
        if (difference === 'missing' || difference === 'changed') wanted.add(mallOrderId);
    }
  }
  return [...wanted];
}
