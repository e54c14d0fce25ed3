import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OrderSortColumn } from '#shared/domain/order-query.ts';
import { orderSortColumns } from '#shared/domain/order-query.ts';
import type { Store } from '../../core/ports/store.ts';
import { sampleOrder } from '../testing/sample-orders.ts';
import { createTestStore, importChange, origin } from '../testing/test-store.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const orderCount = 6_000;
let test: ReturnType<typeof createTestStore>;
beforeAll(() => {
  test = createTestStore();
  // Phases of very different sizes, one of them (7) standing far apart in time from the others.
  for (let from = 0; from < orderCount; from += 500) {
    const changes = Array.from({ length: 500 }, (_, at) => {
      const number = from + at;
      const order = sampleOrder(9, number);
      const phase = number % 3 === 0 ? 2 + (number % 6) : 6;
      return importChange(phase === 7 ? { ...order, orderedAt: 5 + number } : order, phase);
    });
    test.store.commit(changes, origin(from));
  }
});
afterAll(() => test.close());

function pagedIds(store: Store, column: OrderSortColumn, phaseIds: number[], limit: number): number[] {
  const ids: number[] = [];
  for (let offset = 0; ; offset += limit) {
    const query = { filter: { phaseIds }, search: '', sort: { column, direction: 'asc' } } as const;
    const { rows } = store.orderWindow({ ...query, offset, limit });
    if (rows.length === 0) return ids;
    ids.push(...rows.map((row) => row.id));
  }
}

describe('a deep window of merged phases', () => {
  // The first rows come by the plain merge, all others by a place found shortly before them.
  const known = new Map<string, number[]>();
  const allIds = (column: OrderSortColumn): number[] => {
    const ids = known.get(column) ?? pagedIds(test.store, column, [2, 3, 4, 5, 6, 7], 500);
    known.set(column, ids);
    return ids;
  };

  it.each(orderSortColumns)('of %s shows the same rows however it is reached', (column) => {
    const ids = allIds(column);
    expect(new Set(ids).size).toBe(orderCount);
    const rows = ids.slice(0, 900);
    const single = test.store.orderWindow({
      filter: {},
      search: '',
      sort: { column, direction: 'asc' },
      offset: 0,
      limit: 500,
    });
    expect(single.rows.map((row) => row.id)).toEqual(rows.slice(0, 500));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: orderCount }), fc.boolean(), (offset, isUp) => {
        const listed = isUp ? ids : ids.toReversed();
        const direction = isUp ? 'asc' : 'desc';
        const query = {
          filter: { phaseIds: [2, 3, 4, 5, 6, 7] },
          search: '',
          sort: { column, direction } as const,
        };
        const found = test.store.orderWindow({ ...query, offset, limit: 5 });
        expect(found.rows.map((row) => row.id)).toEqual(listed.slice(offset, offset + 5));
      }),
      { numRuns: 40 },
    );
  });

  it('is in order: no row comes before one with a smaller key', () => {
    const ids = allIds('buyerName');
    const names = ids.map((id) => {
      const buyer = test.store.order(id)?.order?.buyer;
      return { id, name: Buffer.from(`${buyer?.lastName} ${buyer?.firstName}`) };
    });
    const sorted = names.toSorted(
      (left, right) => Buffer.compare(left.name, right.name) || left.id - right.id,
    );
    expect(names.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
  });
});
