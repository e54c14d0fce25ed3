import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { Change } from '../core/ports/store.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import {
  createTestStore,
  importChange,
  orderOutcome,
  origin,
  rawAnswer,
  shopId,
} from './testing/test-store.ts';

// Files are written with every sync: quick on a quiet disk, not on a busy one.
vi.setConfig({ testTimeout: 30_000 });

let test: ReturnType<typeof createTestStore>;
beforeEach(() => {
  test = createTestStore(2);
});
afterEach(() => test.close());

const commitOne = (change: Change, at = 1_000) =>
  orderOutcome(test.store.commit([change], origin(at)).outcomes[0]);
const failure = (code: AppErrorShape['code'] = 'mall_answer_broken'): AppErrorShape => ({
  code,
  message: 'broken',
  details: {},
  retryable: false,
});
const failedChange = (mallOrderId: string, error = failure()): Change => ({
  kind: 'order.importFailed',
  runId: null,
  shopId: shopId(),
  mallOrderId,
  error,
  raw: rawAnswer('<html>busy</html>'),
});
const countsOf = () => Object.fromEntries(test.store.orderCounts().phases.map((p) => [p.phaseId, p.count]));

describe('order.import', () => {
  it('keeps every field of an order', () => {
    for (let number = 0; number < 30; number++) {
      const order = sampleOrder(3, number);
      const { orderId, result } = commitOne(importChange(order));
      expect(result).toBe('created');
      const detail = test.store.order(orderId);
      expect(detail).toMatchObject({ version: 1, phaseId: 2, shopName: '店舗1', importError: null });
      expect(detail?.order).toEqual(order);
    }
  });

  it('keeps an order that fills every field', () => {
    const order = distinct(sampleOrder(3, 1));
    const { orderId } = commitOne(importChange(order));
    expect(test.store.order(orderId)?.order).toEqual(order);
  });

  it('changes nothing at all when the same data come again', () => {
    const order = sampleOrder(1, 1);
    const { orderId } = commitOne(importChange(order));
    const before = test.store.order(orderId);
    const { revision } = test.store.commit([], origin());
    const events: ChangeEvent[] = [];
    test.store.subscribe((published) => events.push(...published));
    const again = commitOne(importChange(structuredClone(order), 4), 9_000);
    expect(again).toEqual({ kind: 'order', orderId, result: 'unchanged' });
    expect(test.store.order(orderId)).toEqual(before);
    expect(test.store.orderHistory(orderId)).toHaveLength(1);
    expect(test.store.orderRaw(orderId)).toHaveLength(1);
    expect(test.store.revision()).toBe(revision);
    expect(events).toEqual([]);
  });

  it('writes what changed, before and after, and keeps the phase', () => {
    const order = sampleOrder(1, 1);
    const { orderId } = commitOne(importChange(order, 4));
    const newer: MallOrder = {
      ...order,
      mallVersion: '2',
      buyer: { ...order.buyer, phone: '090-1111-2222' },
      shipping: { ...order.shipping, slipNumber1: '999988887777' },
    };
    expect(commitOne(importChange(newer, 2), 5_000).result).toBe('updated');
    const detail = test.store.order(orderId);
    expect(detail).toMatchObject({ version: 2, phaseId: 4, updatedAt: 5_000, importedAt: 1_000 });
    expect(detail?.order).toEqual(newer);
    const [latest] = test.store.orderHistory(orderId);
    expect(latest).toMatchObject({
      at: 5_000,
      actor: '山田',
      terminal: '受注PC',
      action: 'updated_by_import',
    });
    expect(latest?.changes).toEqual([
      { field: 'mallVersion', before: '1', after: '2' },
      { field: 'buyer.phone', before: order.buyer.phone, after: '090-1111-2222' },
      { field: 'shipping.slipNumber1', before: order.shipping.slipNumber1, after: '999988887777' },
    ]);
    expect(test.store.orderRaw(orderId)).toHaveLength(2);
  });

  it('tells the same mall order id of two shops apart', () => {
    const order = sampleOrder(1, 1);
    const first = commitOne(importChange(order, 2, 1));
    const second = commitOne(importChange(order, 2, 2));
    expect(second).toMatchObject({ result: 'created' });
    expect(second.orderId).not.toBe(first.orderId);
  });

  it('publishes what changed, with the revision, after the commit', () => {
    const seen: [ChangeEvent[], number][] = [];
    const stop = test.store.subscribe((events) => seen.push([[...events], test.store.revision()]));
    const { orderId } = commitOne(importChange(sampleOrder(1, 1)));
    const revision = test.store.revision();
    expect(seen).toEqual([[[{ type: 'changed', revision, entity: 'order', ids: [orderId] }], revision]]);
    stop();
    commitOne(importChange(sampleOrder(1, 2)));
    expect(seen).toHaveLength(1);
  });

  it('names no ids when very many orders changed', () => {
    const events: ChangeEvent[] = [];
    test.store.subscribe((published) => events.push(...published));
    test.store.commit(
      Array.from({ length: 1_001 }, (_, at) => importChange(sampleOrder(1, at))),
      origin(),
    );
    const orders = events.filter((event) => event.type === 'changed' && event.entity === 'order');
    expect(orders).toMatchObject([{ ids: [] }]);
  });

  it('applies all changes of a commit or none', () => {
    const before = test.store.revision();
    const unknownShop = importChange(sampleOrder(1, 2), 2, 9);
    expect(() => test.store.commit([importChange(sampleOrder(1, 1)), unknownShop], origin())).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
    expect(test.store.revision()).toBe(before);
    expect(test.store.orderCounts().views[0]?.count).toBe(0);
    // What was remembered of the undone commit (items, counts) must not leak into the next one.
    const { orderId } = commitOne(importChange(sampleOrder(1, 1)));
    expect(test.store.order(orderId)?.order).toEqual(sampleOrder(1, 1));
  });

  it('keeps raw answers byte for byte, newest first', () => {
    const order = sampleOrder(1, 1);
    const big = `<a>${'日本語の長い回答 '.repeat(20_000)}</a>`;
    const change = importChange(order);
    const { orderId } = commitOne({ ...change, raw: rawAnswer(big) } as Change);
    commitOne(importChange({ ...order, notes: '変更' }), 2_000);
    expect(test.store.orderRaw(orderId)).toEqual([
      { at: 2_000, kind: 'order', text: `<Order>${order.mallOrderId}</Order>` },
      { at: 1_000, kind: 'order', text: big },
    ]);
  });
});

describe('order.importFailed', () => {
  it('puts an unknown order into 失敗 with its error and raw answer', () => {
    const { orderId, result } = commitOne(failedChange('store-1'));
    expect(result).toBe('failed');
    expect(test.store.order(orderId)).toMatchObject({
      phaseId: 8,
      order: null,
      mallOrderId: 'store-1',
      importError: failure(),
    });
    expect(test.store.orderRaw(orderId)).toEqual([{ at: 1_000, kind: 'error', text: '<html>busy</html>' }]);
    expect(countsOf()).toMatchObject({ 8: 1 });
    expect(test.store.importErrorOrders(shopId(), 10)).toEqual(['store-1']);
  });

  it('moves it to the phase of new orders with its first good answer', () => {
    const order = sampleOrder(1, 1);
    const { orderId } = commitOne(failedChange(order.mallOrderId));
    expect(commitOne(importChange(order, 3))).toEqual({ kind: 'order', orderId, result: 'created' });
    expect(test.store.order(orderId)).toMatchObject({ phaseId: 3, importError: null, order });
    expect(countsOf()).toMatchObject({ 3: 1, 8: 0 });
    expect(test.store.importErrorOrders(shopId(), 10)).toEqual([]);
  });

  it('leaves data and phase of a known order, shows the error, and clears it with the next good answer', () => {
    const order = sampleOrder(1, 1);
    const { orderId } = commitOne(importChange(order, 4));
    commitOne(failedChange(order.mallOrderId), 2_000);
    const failed = test.store.order(orderId);
    expect(failed).toMatchObject({ phaseId: 4, version: 2, order, importError: failure() });
    expect(test.store.orderHistory(orderId)[0]?.action).toBe('import_failed');
    expect(test.store.orderStates(shopId(), [order.mallOrderId, 'x'])).toEqual(
      new Map([
        [
          order.mallOrderId,
          {
            orderId,
            phaseId: 4,
            mallVersion: order.mallVersion,
            mallUpdatedAt: order.mallUpdatedAt,
            hasImportError: true,
          },
        ],
      ]),
    );
    expect(commitOne(importChange(order, 2), 3_000).result).toBe('updated');
    expect(test.store.order(orderId)).toMatchObject({ phaseId: 4, version: 3, importError: null });
    expect(commitOne(importChange(order, 2), 4_000).result).toBe('unchanged');
  });

  it('writes the same failure of a retry only once', () => {
    const { orderId } = commitOne(failedChange('store-1'));
    commitOne(failedChange('store-1'), 2_000);
    expect(test.store.orderHistory(orderId)).toHaveLength(1);
    expect(test.store.orderRaw(orderId)).toHaveLength(1);
    commitOne(failedChange('store-1', failure('mall_timeout')), 3_000);
    expect(test.store.orderHistory(orderId)).toHaveLength(2);
  });
});

/** The order with a different value in each of its texts, numbers and flags, so that no two can be mixed up. */
function distinct(order: MallOrder): MallOrder {
  let next = 0;
  const fresh = (value: unknown, name: string): unknown => {
    next += 1;
    if (Array.isArray(value)) return value.map((item) => fresh(item, name));
    if (typeof value === 'number') return next;
    if (typeof value === 'boolean') return next % 2 === 0;
    if (typeof value === 'string' && !/Status$|^fraudHold$/.test(name)) {
      return /Date$/.test(name) ? `2026-01-${String(10 + (next % 20))}` : `text ${next}`;
    }
    if (value === null) return /Date$/.test(name) ? `2026-02-${String(10 + (next % 18))}` : next;
    if (typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fresh(inner, key)]));
  };
  return fresh({ ...order, childMallOrderIds: ['a', 'b'] }, '') as MallOrder;
}
