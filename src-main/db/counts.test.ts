import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Change, Store } from '../core/ports/store.ts';
import { Database } from './database.ts';
import { facetColumns } from './facets.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import {
  createTestStore,
  importChange,
  origin,
  shopId,
  silentLog,
  wholeCounts,
  wholeWindow,
} from './testing/test-store.ts';

// Hundreds of cases each: quick on a quiet machine, not on a busy one.
vi.setConfig({ testTimeout: 120_000 });

/** One write: an order as it is, as it became later, one that cannot be read, or a commit that is undone. */
const step = fc.record({
  kind: fc.constantFrom('import', 'newer', 'failed', 'undone'),
  order: fc.integer({ min: 0, max: 15 }),
  seed: fc.integer({ min: 1, max: 3 }),
  shop: fc.integer({ min: 1, max: 2 }),
  phase: fc.integer({ min: 1, max: 8 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function changeOf({ kind, order: number, seed, shop, phase }: Step): Change {
  const order = { ...sampleOrder(kind === 'newer' ? seed + 10 : 1, number) };
  if (kind !== 'failed') return importChange(order, phase, shop);
  return {
    kind: 'order.importFailed',
    runId: null,
    shopId: shopId(shop),
    mallOrderId: order.mallOrderId,
    error: { code: 'mall_answer_broken', message: `${seed}`, details: {}, retryable: false },
    raw: null,
  };
}

function apply(store: Store, steps: readonly Step[]): void {
  const isUndone = steps.some(({ kind }) => kind === 'undone');
  const changes = steps.map(changeOf);
  if (!isUndone) {
    store.commit(changes, origin());
    return;
  }
  const unknownShop = importChange(sampleOrder(1, 1), 2, 9);
  expect(() => store.commit([...changes, unknownShop], origin())).toThrow();
}

const columns = facetColumns.join(', ');

/** The maintained counts and day totals, and a recount of all orders, both as sorted rows. */
function countedAndRecounted(file: string): { kept: unknown[]; counted: unknown[] } {
  const database = new Database({ file, log: silentLog, readOnly: true });
  const kept = database
    .query(`SELECT ${columns}, count FROM facet_counts WHERE count <> 0 ORDER BY ${columns}`)
    .all();
  const counted = database
    .query(`SELECT ${columns}, count(*) AS count FROM orders GROUP BY ${columns} ORDER BY ${columns}`)
    .all();
  const keptDays = database
    .query('SELECT shop_no, day, orders, yen FROM day_totals WHERE orders <> 0 ORDER BY shop_no, day')
    .all();
  const countedDays = database
    .query(
      `SELECT shop_no, CAST(julianday(date(ordered_at / 1000, 'unixepoch', '+9 hours')) - 2440587.5 AS INTEGER) AS day,
         count(*) AS orders, sum(total_yen) AS yen
       FROM orders WHERE has_data = 1 AND mall_status <> 4 GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all();
  database.close();
  return { kept: [kept, keptDays], counted: [counted, countedDays] };
}

describe('maintained counts', () => {
  it('equal a recount after any writes, in the table and in memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 12 }),
        async (commits) => {
          const { store, file, close } = createTestStore(2);
          try {
            for (const steps of commits) apply(store, steps);
            const { kept, counted } = countedAndRecounted(file);
            expect(kept).toEqual(counted);
            for (const { viewId, count } of (await wholeCounts(store)).views) {
              const view = store.views().find(({ id }) => id === viewId);
              const all = wholeWindow(store, {
                filter: view?.filter ?? {},
                search: '',
                sort: { column: 'orderedAt', direction: 'asc' },
                offset: 0,
                limit: 500,
              });
              expect([viewId, count]).toEqual([viewId, all.rows.length]);
            }
          } finally {
            close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('count own views with free filters and searches, and within chosen shops', async () => {
    const { store, close } = createTestStore(2);
    store.commit(
      Array.from({ length: 1_200 }, (_, at) => importChange(sampleOrder(1, at), 2, 1 + (at % 2))),
      origin(),
    );
    const sort = { column: 'orderedAt', direction: 'desc' } as const;
    const save = (id: string, filter: object, search = '') =>
      store.commit(
        [{ kind: 'view.save', view: { id, name: id, filter, search, sort, isShared: false } }],
        origin(),
      );
    save('wide', { totalMinYen: 0 });
    save('narrow', { totalMinYen: 29_900, shopIds: [shopId(1)] });
    save('words', {}, 'りんご');
    const of = async (shops?: string[]) =>
      Object.fromEntries(
        (await wholeCounts(store, shops)).views.map(({ viewId, ...rest }) => [viewId, rest]),
      );
    const size = (filter: object, search: string) =>
      wholeWindow(store, { filter, search, sort, offset: 0, limit: 1 }).total;
    expect((await of()).wide).toEqual({ count: 1_200, exact: true });
    expect((await of([shopId(2)])).wide).toEqual({ count: 600, exact: true });
    expect((await of()).narrow).toEqual({
      count: size({ totalMinYen: 29_900, shopIds: [shopId(1)] }, ''),
      exact: true,
    });
    expect((await of([shopId(2)])).narrow).toEqual({ count: 0, exact: true });
    expect((await of([shopId(1)])).words).toEqual({
      count: size({ shopIds: [shopId(1)] }, 'りんご'),
      exact: true,
    });
    close();
  });
});
