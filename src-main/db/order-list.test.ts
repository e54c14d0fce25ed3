import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OrderFilter, OrderSort } from '#shared/domain/order-query.ts';
import { orderSortColumns } from '#shared/domain/order-query.ts';
import { fraudHoldStatuses, mallStatuses, payStatuses, shipStatuses } from '#shared/domain/order-status.ts';
import type { KnownOrder } from './testing/naive-list.ts';
import { inOrder, matches, passes } from './testing/naive-list.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import {
  createTestStore,
  importChange,
  orderOutcome,
  origin,
  shopId,
  wholeWindow,
} from './testing/test-store.ts';

// Hundreds of cases each: quick on a quiet machine, not on a busy one.
vi.setConfig({ testTimeout: 120_000 });

const orderCount = 600;
let test: ReturnType<typeof createTestStore>;
let known: KnownOrder[];

beforeAll(() => {
  test = createTestStore(3);
  const planned = Array.from({ length: orderCount }, (_, at) => ({
    order: sampleOrder(5, at),
    // Most orders in one phase, as in life: the plans differ by how a filter's matches are spread.
    phaseId: at % 4 === 0 ? 1 + ((at / 4) % 8) : 6,
    shopNo: 1 + (at % 3),
  }));
  // In several commits, the clock once set back between them.
  const commitAt = (at: number) => [1_000, 3_000, 2_000][Math.floor(at / 250)] ?? 2_000;
  const outcomes = planned.flatMap(({ order, phaseId, shopNo }, at) => [
    ...test.store.commit([importChange(order, phaseId, shopNo)], origin(commitAt(at))).outcomes,
  ]);
  known = planned.map((plan, at) => {
    const id = orderOutcome(outcomes[at]).orderId;
    const [first] = plan.order.lines;
    const more = plan.order.lines.length - 1;
    const itemSummary = (first?.title ?? '') + (more > 0 ? ` +${more}` : '');
    return { id, shopId: shopId(plan.shopNo), importedAt: commitAt(at), itemSummary, ...plan };
  });
});
afterAll(() => test.close());

const some = <T>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: values.length });
const optional = { requiredKeys: [] };
const facetFilter = fc.record(
  {
    phaseIds: some([1, 2, 3, 4, 5, 6, 7, 8]),
    shopIds: some([shopId(1), shopId(2), shopId(3), shopId(9)]),
    mallStatuses: some(mallStatuses),
    payStatuses: some(payStatuses),
    shipStatuses: some(shipStatuses),
    fraudHolds: some(fraudHoldStatuses),
    isSeen: fc.boolean(),
    isSplit: fc.boolean(),
    isTestOrder: fc.boolean(),
    hasBuyerComments: fc.boolean(),
    needGiftWrap: fc.boolean(),
  },
  optional,
);
const freeFilter = fc.record(
  {
    phaseIds: some([2, 6, 7]),
    payStatuses: some(payStatuses),
    orderedFrom: fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2025, 11) }),
    orderedTo: fc.integer({ min: Date.UTC(2025, 3), max: Date.UTC(2026, 0) }),
    totalMinYen: fc.integer({ min: 0, max: 20_000 }),
    totalMaxYen: fc.integer({ min: 5_000, max: 30_000 }),
    prefectures: some(['東京都', '大阪府', '沖縄県']),
    payMethodNames: some(['クレジットカード', '商品代引', '']),
    shipMethodNames: some(['宅配便', 'メール便']),
    buyerName: fc.constantFrom('佐藤', 'さとう', '田', 'ﾊﾅｺ', '該当なし', '𠮷', '・'),
    recipientName: fc.constantFrom('太郎', '野さ', 'ヨシノ'),
  },
  optional,
);
const sort = fc.record({
  column: fc.constantFrom(...orderSortColumns),
  direction: fc.constantFrom('asc' as const, 'desc' as const),
});
const window = fc.record({
  offset: fc.oneof(fc.integer({ min: 0, max: orderCount + 10 }), fc.constant(0)),
  limit: fc.integer({ min: 1, max: 60 }),
});
/** Record keys left out by the generator must be absent, not undefined. */
type Loose = { [key in keyof OrderFilter]: OrderFilter[key] | undefined };
const word = fc.oneof(
  fc.constantFrom('りんご', 'リンゴ', 'ﾘﾝｺﾞ', '送料', '無', '5', '5kg', '5ＫＧ', 'coffee', 'こしひ', '置いて'),
  fc.constantFrom(
    'item-12',
    'ITEM1',
    'sub3',
    'メモ12',
    '佐藤',
    'さとうたろ',
    '𠮷',
    '野花',
    '山田 りんご',
    '★',
  ),
  fc.integer({ min: 0, max: 99_999 }).map(String),
  fc.integer({ min: 0, max: orderCount - 1 }).chain((at) => partOf(sampleOrder(5, at))),
);

/** A piece of something that stands in an order, so that searches often find it. */
function partOf(order: ReturnType<typeof sampleOrder>): fc.Arbitrary<string> {
  return fc
    .constantFrom(
      order.mallOrderId,
      order.buyer.phone,
      order.recipient.phone,
      order.buyer.mail,
      order.shipping.slipNumber1,
      order.buyer.lastName + order.buyer.firstName,
      order.lines[0]?.title ?? '',
      order.notes,
    )
    .chain((text) =>
      fc
        .tuple(fc.nat(Math.max(text.length - 1, 0)), fc.integer({ min: 1, max: 12 }))
        .map(([from, length]) => {
          const letters = [...text];
          return letters.slice(from, from + length).join('');
        }),
    );
}

function check(filter: Loose, search: string, by: OrderSort, at: { offset: number; limit: number }) {
  const expected = inOrder(
    known.filter((order) => passes(order, filter as OrderFilter) && matches(order, search)),
    by,
  );
  const found = wholeWindow(test.store, { filter: filter as OrderFilter, search, sort: by, ...at });
  expect(found.total).toBe(expected.length);
  expect(found.totalIsExact).toBe(true);
  expect(found.rows.map((row) => row.id)).toEqual(
    expected.slice(at.offset, at.offset + at.limit).map((order) => order.id),
  );
}

describe('a window of the list equals plain filtering, sorting and slicing', () => {
  it('with filters that are counted', () => {
    fc.assert(
      fc.property(facetFilter, sort, window, (filter, by, at) => check(filter, '', by, at)),
      { numRuns: 150 },
    );
  });

  it('with few of them, for every column and direction', () => {
    for (const column of orderSortColumns) {
      for (const direction of ['asc', 'desc'] as const) {
        for (const filter of [
          {},
          { phaseIds: [6] },
          { phaseIds: [1, 2, 6] },
          { payStatuses: ['paid' as const] },
        ]) {
          for (const offset of [0, 190, orderCount - 5]) {
            check(filter, '', { column, direction }, { offset, limit: 20 });
          }
        }
      }
    }
  });

  it('with ranges, names, methods and prefectures', () => {
    fc.assert(
      fc.property(freeFilter, sort, window, (filter, by, at) => check(filter, '', by, at)),
      { numRuns: 150 },
    );
  });

  it('with a search', () => {
    fc.assert(
      fc.property(word, sort, window, (search, by, at) => check({}, search, by, at)),
      { numRuns: 150 },
    );
  });

  it('with a search of several words and a filter', () => {
    fc.assert(
      fc.property(word, word, facetFilter, freeFilter, sort, (one, two, facets, free, by) =>
        check({ ...facets, ...free }, `${one}　${two}`, by, { offset: 0, limit: 30 }),
      ),
      { numRuns: 150 },
    );
  });
});

describe('the rows of a window', () => {
  it('show what the order holds', () => {
    const [row] = test.store.orderWindow({
      filter: { shopIds: [shopId(2)] },
      search: '',
      sort: { column: 'importedAt', direction: 'asc' },
      offset: 0,
      limit: 1,
    }).rows;
    const { order } = known[1] as KnownOrder;
    expect(row).toEqual({
      id: known[1]?.id,
      shopId: shopId(2),
      mall: 'yahoo',
      mallOrderId: order.mallOrderId,
      phaseId: known[1]?.phaseId,
      mallStatus: order.mallStatus,
      payStatus: order.payment.payStatus,
      shipStatus: order.shipping.shipStatus,
      fraudHold: order.fraudHold,
      orderedAt: order.orderedAt,
      importedAt: 1_000,
      buyerName: `${order.buyer.lastName} ${order.buyer.firstName}`,
      recipientName: `${order.recipient.lastName} ${order.recipient.firstName}`,
      prefecture: order.recipient.prefecture,
      itemSummary: known[1]?.itemSummary,
      quantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
      totalYen: order.money.totalYen,
      payMethodName: order.payment.payMethodName,
      shipMethodName: order.shipping.shipMethodName,
      requestDate: order.shipping.requestDate,
      requestTime: '',
      shipDate: order.shipping.shipDate,
      slipNumber: order.shipping.slipNumber1,
      isSeen: order.isSeen,
      isSplit: order.isSplit,
      isTestOrder: order.isTestOrder,
      hasBuyerComments: order.buyerComments !== '',
      needGiftWrap: order.shipping.needGiftWrap,
      hasImportError: false,
      outbox: 'none',
    });
  });
});
