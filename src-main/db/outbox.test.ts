import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { MallOperation, OutboxState } from '#shared/domain/mall-operation.ts';
import { FraudGuard } from '../core/fraud/guard.ts';
import type { MallPermit } from '../core/ports/fraud-permit.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import { createTestStore, importChange, origin, shopId } from './testing/test-store.ts';

let test: ReturnType<typeof createTestStore>;
beforeEach(() => {
  test = createTestStore(2);
  for (const [index, shop] of [1, 1, 2].entries())
    test.store.commit([importChange({ ...sampleOrder(1, index), fraudHold: 'none' }, 2, shop)], origin(1));
});
afterEach(() => test.close());

const seen: MallOperation = { kind: 'seen' };

function permitOf(orderId: number, operation = seen): MallPermit {
  const standing = test.store.orderStandings([orderId]).get(orderId);
  if (standing === undefined) throw new Error('The order exists');
  const verdict = new FraudGuard(test.store).permitMallOperation(standing, operation, 'menu');
  if (verdict.kind === 'refused') throw verdict.error;
  return verdict.permit;
}

function enqueue(orderId: number, permit = permitOf(orderId)): number {
  const { outcomes } = test.store.commit(
    [
      {
        kind: 'outbox.enqueue',
        permit,
        phaseAfter: null,
        facts: [{ field: 'isSeen', before: '', after: 'true' }],
      },
    ],
    origin(2_000),
  );
  const [outcome] = outcomes;
  if (outcome?.kind !== 'outbox') throw new Error('It was queued');
  return outcome.entryId;
}

const move = (
  entryId: number,
  from: OutboxState,
  to: OutboxState,
  nextAt: number | null = null,
  at = 3_000,
) =>
  test.store.commit(
    [{ kind: 'outbox.move', entryId, from: [from], to, nextAt, error: null, failures: 0, history: null }],
    origin(at),
  );
const shown = () =>
  test.store
    .orderWindow({
      filter: {},
      search: '',
      sort: { column: 'mallOrderId', direction: 'asc' },
      offset: 0,
      limit: 9,
    })
    .rows.map(({ outbox }) => outbox);

describe('queueing', () => {
  it('keeps the operation with who asked, tells readers, and leaves the order’s version alone', () => {
    const version = test.store.order(1)?.version;
    const events: ChangeEvent[] = [];
    test.store.subscribe((changed) => events.push(...changed));
    const id = enqueue(1);
    expect(test.store.outbox.entry(id)).toMatchObject({
      orderId: 1,
      shopId: shopId(1),
      operation: seen,
      state: 'waiting',
      actor: '山田',
      createdAt: 2_000,
      attempts: 0,
      blockedBy: null,
    });
    expect(events.map((event) => event.type === 'changed' && event.entity)).toEqual(['outbox', 'order']);
    expect(test.store.order(1)?.version).toBe(version);
    expect(test.store.orderHistory(1)[0]).toMatchObject({
      action: 'outbox_queued',
      changes: [{ field: 'isSeen', before: '', after: 'true' }],
    });
  });

  it('takes no forged permit, and none for another hold state', () => {
    expect(() => enqueue(1, { ...permitOf(1) })).toThrow(expect.objectContaining({ code: 'forbidden' }));
    const permit = permitOf(1);
    test.store.commit([importChange({ ...sampleOrder(1, 0), fraudHold: 'confirmed' })], origin(2));
    expect(() => enqueue(1, permit)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(test.store.outbox.counts()).toEqual([]);
  });
});

describe('what comes next', () => {
  it('is the first of each order whose time has come, shop by shop', () => {
    const first = enqueue(1);
    const second = enqueue(1);
    const other = enqueue(2);
    const elsewhere = enqueue(3);
    const next = (at = 5_000, shop = 1) => test.store.outbox.sendable(shopId(shop), at)?.id ?? null;
    expect([next(), next(5_000, 2)]).toEqual([first, elsewhere]);
    move(first, 'waiting', 'waiting', 9_000);
    expect(next()).toBe(other);
    expect(test.store.outbox.nextDueAt(shopId(1), 5_000)).toBe(9_000);
    move(other, 'waiting', 'withdrawn');
    expect([next(), next(9_000)]).toEqual([null, first]);
    for (const state of ['sending', 'failed', 'unknown'] as const) {
      move(first, test.store.outbox.entry(first)?.state ?? 'waiting', state);
      expect(next(99_999)).toBeNull();
    }
    expect(test.store.outbox.entry(second)?.blockedBy).toEqual({ entryId: first, state: 'unknown' });
    move(first, 'unknown', 'done');
    expect(next()).toBe(second);
    expect(test.store.outbox.open(1).map(({ id }) => id)).toEqual([second]);
  });

  it('an unknown one when it is due; since when it is unknown stays', () => {
    const id = enqueue(1);
    move(id, 'waiting', 'sending');
    expect(test.store.outbox.sending().map((entry) => entry.id)).toEqual([id]);
    move(id, 'sending', 'unknown', 4_000, 3_500);
    move(id, 'unknown', 'unknown', 6_000, 4_000);
    expect(test.store.outbox.entry(id)).toMatchObject({ unknownSince: 3_500, attempts: 1 });
    expect(test.store.outbox.unknownDue(shopId(1), 5_999)).toBeNull();
    expect(test.store.outbox.unknownDue(shopId(1), 6_000)?.id).toBe(id);
    move(id, 'unknown', 'waiting');
    expect(test.store.outbox.entry(id)?.unknownSince).toBeNull();
  });

  it('a done one until its order was read', () => {
    const id = enqueue(3);
    expect(test.store.outbox.busyShops()).toEqual([shopId(2)]);
    move(id, 'waiting', 'done');
    expect(test.store.outbox.readDue(shopId(2))?.id).toBe(id);
    test.store.commit([{ kind: 'outbox.read', entryId: id }], origin(5));
    expect(test.store.outbox.readDue(shopId(2))).toBeNull();
    expect(test.store.outbox.busyShops()).toEqual([]);
  });

  it('nothing that is in another state, or does not exist', () => {
    enqueue(1);
    expect(() => move(1, 'sending', 'done')).toThrow(expect.objectContaining({ code: 'outbox_not_waiting' }));
    expect(() => move(99, 'waiting', 'done')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('lists', () => {
  it('newest first, by state and order, with counts', () => {
    const ids = [enqueue(1), enqueue(2), enqueue(1), enqueue(3)];
    move(ids[0] ?? 0, 'waiting', 'failed');
    const list = (input: { states?: OutboxState[]; orderId?: number } = {}) => {
      const { entries, total } = test.store.outbox.list({ ...input, offset: 0, limit: 2 });
      return [entries.map(({ id }) => id), total];
    };
    expect(list()).toEqual([[ids[3], ids[2]], 4]);
    expect(list({ orderId: 1 })).toEqual([[ids[2], ids[0]], 2]);
    expect(list({ states: ['failed'] })).toEqual([[ids[0]], 1]);
    expect(list({ states: ['waiting'], orderId: 3 })).toEqual([[ids[3]], 1]);
    const sorted = (shops?: string[]) =>
      test.store.outbox.counts(shops).toSorted((a, b) => a.state.localeCompare(b.state));
    expect(sorted()).toEqual([
      { state: 'failed', count: 1 },
      { state: 'waiting', count: 3 },
    ]);
    expect(sorted([shopId(2)])).toEqual([{ state: 'waiting', count: 1 }]);
  });

  it('the order’s row shows the most pressing', () => {
    expect(shown()).toEqual(['none', 'none', 'none']);
    const [first, second] = [enqueue(1), enqueue(1)];
    expect(shown()[0]).toBe('waiting');
    move(first, 'waiting', 'unknown');
    expect(shown()[0]).toBe('unknown');
    move(second, 'waiting', 'failed');
    expect(shown()).toEqual(['failed', 'none', 'none']);
    move(first, 'unknown', 'done');
    move(second, 'failed', 'withdrawn');
    expect(shown()[0]).toBe('none');
  });
});
