import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultShopAutoImport, type ShopAutoImport } from '#shared/contract/auto-import.ts';
import type { ImportRun } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Change } from '../core/ports/store.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import { createTestStore, importChange, origin, shopId } from './testing/test-store.ts';

const minute = 60_000;
const day = 86_400_000;
const now = Date.UTC(2026, 5, 10);
const failure = new AppError('mall_timeout', 'No answer', { retryable: true }).toShape();

let test: ReturnType<typeof createTestStore>;
beforeEach(() => {
  test = createTestStore(2, () => now);
});
afterEach(() => test.close());

const commit = (...changes: Change[]) => test.store.commit(changes, origin(now));
const cursor = () => test.store.shop(shopId())?.lastImportTo ?? null;

interface RunParts {
  readonly startedAt?: number;
  readonly from?: number;
  readonly to?: number;
  readonly trigger?: ImportRun['trigger'];
  readonly shop?: number;
}

function headOf({ startedAt = now, from = 0, to = startedAt, trigger = 'auto', shop = 1 }: RunParts) {
  const ids = { id: randomUUID(), batchId: randomUUID(), shopId: shopId(shop) };
  return { ...ids, trigger, startedAt, periodFrom: from, periodTo: to };
}

function record(parts: RunParts = {}, state: 'completed' | 'failed' | 'cancelled' = 'completed'): string {
  const run = headOf(parts);
  const at = run.startedAt + 500;
  commit({ kind: 'run.record', run, state, at, error: state === 'failed' ? failure : null });
  return run.id;
}

/** A run that brought one new order. */
function runWithOrder(number: number, parts: RunParts = {}): string {
  const run = headOf(parts);
  const order = sampleOrder(1, number);
  commit(
    { kind: 'run.start', run },
    { kind: 'run.found', runId: run.id, mallOrderIds: [order.mallOrderId] },
    { kind: 'run.listed', runId: run.id },
    { ...importChange(order), runId: run.id } as Change,
    { kind: 'run.finish', runId: run.id, state: 'completed', at: run.startedAt + 2_000, error: null },
  );
  return run.id;
}

describe('a run that had nothing to fetch', () => {
  it('is one row, and moves the cursor as any other completed run', () => {
    const id = record({ from: 0, to: 1_000, startedAt: now });
    expect(test.store.importRun(id)).toMatchObject({
      state: 'completed',
      listed: true,
      progress: { found: 0, done: 0 },
      finishedAt: now + 500,
    });
    expect(cursor()).toBe(1_000);
    record({ from: 900, to: 2_000 });
    expect(cursor()).toBe(2_000);
  });

  it('leaves no gap behind the cursor, and never moves it back', () => {
    record({ from: 0, to: 1_000 });
    record({ from: 1_001, to: 3_000 });
    expect(cursor()).toBe(1_000);
    record({ from: 0, to: 500 });
    expect(cursor()).toBe(1_000);
  });

  it.each(['failed', 'cancelled'] as const)('moves nothing when it %s', (state) => {
    record({ from: 0, to: 1_000 }, state);
    expect(cursor()).toBeNull();
    expect(test.store.shop(shopId())?.lastImportAt).toBeNull();
  });
});

describe('the latest run of a shop', () => {
  const latest = () => test.store.latestImportRun(shopId())?.id;

  it('is the last that brought orders, where only idle cycles came after it', () => {
    const idle = record();
    expect(latest()).toBe(idle);
    const brought = runWithOrder(1);
    record();
    record({ trigger: 'reconciliation' });
    expect(latest()).toBe(brought);
    const byHand = record({ trigger: 'manual' });
    record();
    expect(latest()).toBe(byHand);
  });

  it('is a failed one until another completes', () => {
    const brought = runWithOrder(1);
    const failed = record({}, 'failed');
    expect(latest()).toBe(failed);
    record();
    expect(latest()).toBe(brought);
  });
});

describe('what is kept of automatic runs', () => {
  const runs = () => test.store.autoImport.strip(shopId(), 0, now + 1, 10_000).length;

  it('are idle ones for 7 days, those with orders for 90, and manual ones for ever', () => {
    const old = { idle: now - 7 * day, others: now - 90 * day };
    const kept = [
      record({ startedAt: old.idle }),
      runWithOrder(1, { startedAt: old.others }),
      record({ startedAt: old.others - day, trigger: 'manual' }),
    ];
    const forgotten = [
      record({ startedAt: old.idle - 1 }),
      record({ startedAt: old.idle - 1, trigger: 'reconciliation' }, 'failed'),
      runWithOrder(2, { startedAt: old.others - 1 }),
    ];
    const running = headOf({ startedAt: old.others - 1 });
    commit({ kind: 'run.start', run: running }, { kind: 'run.prune', at: now });
    for (const id of [...kept, running.id]) expect(test.store.importRun(id)).not.toBeNull();
    for (const id of forgotten) expect(test.store.importRun(id)).toBeNull();
    expect(test.store.orderStates(shopId(), [sampleOrder(1, 2).mallOrderId]).size).toBe(1);
  });

  it('goes away faster than a loop of one minute makes it, though not all in one commit', () => {
    for (let number = 0; number < 250; number += 1) record({ startedAt: now - 20 * day + number * minute });
    commit({ kind: 'run.prune', at: now });
    expect(runs()).toBeLessThan(250 - 60);
    expect(runs()).toBeGreaterThan(0);
    commit({ kind: 'run.prune', at: now });
    expect(runs()).toBe(0);
  });

  it('is bounded for runs with orders as well', () => {
    for (let number = 0; number < 25; number += 1)
      runWithOrder(number, { startedAt: now - 100 * day + number * minute });
    commit({ kind: 'run.prune', at: now });
    expect(runs()).toBe(5);
  });

  it('are comparisons for 90 days', () => {
    const [old, young] = [randomUUID(), randomUUID()];
    for (const [id, startedAt] of [
      [old, now - 90 * day - 1],
      [young, now - 90 * day],
    ] as const)
      commit({
        kind: 'reconciliation.start',
        reconciliation: { id, shopId: shopId(), reason: 'hourly', startedAt, from: 0, to: startedAt },
      });
    commit({ kind: 'run.prune', at: now });
    expect(test.store.autoImport.reconciliations(null, 10).map(({ id }) => id)).toEqual([young]);
  });
});

describe('the settings of a shop', () => {
  const on: ShopAutoImport = { isOn: true, intervalMinutes: 7, usesStaging: true, isPaused: false };
  const never = { settings: defaultShopAutoImport, version: 0 };
  const set = (expectedVersion: number, settings: ShopAutoImport) =>
    commit({ kind: 'autoImport.set', shopId: shopId(), expectedVersion, settings });

  it('are written by whoever saw the last ones', () => {
    expect(test.store.autoImport.settings(shopId())).toEqual(never);
    set(0, on);
    set(1, { ...on, isPaused: true, usesStaging: false });
    expect(test.store.autoImport.settings(shopId())).toEqual({
      settings: { ...on, isPaused: true, usesStaging: false },
      version: 2,
    });
    expect(test.store.autoImport.settings(shopId(2))).toEqual(never);
  });

  it('are a conflict for everybody else', () => {
    set(0, on);
    for (const outdated of [0, 2])
      expect(() => set(outdated, { ...on, isOn: false })).toThrowError(
        expect.objectContaining({ code: 'conflict', details: expect.objectContaining({ found: 1 }) }),
      );
    expect(test.store.autoImport.settings(shopId()).settings).toEqual(on);
  });
});

describe('what the monitor reads', () => {
  it('draws the runs that began in its hours, oldest first, manual ones too', () => {
    record({ startedAt: 2_000 }, 'failed');
    runWithOrder(1, { startedAt: 3_000, trigger: 'manual' });
    record({ startedAt: 1_000 });
    record({ startedAt: 4_000 });
    record({ startedAt: 3_000, shop: 2 });
    expect(test.store.autoImport.strip(shopId(), 1_000, 4_000, 10)).toEqual([
      { at: 1_000, durationMs: 500, trigger: 'auto', state: 'completed', created: 0, updated: 0, failed: 0 },
      { at: 2_000, durationMs: 500, trigger: 'auto', state: 'failed', created: 0, updated: 0, failed: 0 },
      {
        at: 3_000,
        durationMs: 2_000,
        trigger: 'manual',
        state: 'completed',
        created: 1,
        updated: 0,
        failed: 0,
      },
    ]);
    expect(test.store.autoImport.strip(shopId(), 0, now, 2)).toHaveLength(2);
  });

  it('sums the automatic runs since a moment', () => {
    runWithOrder(1, { startedAt: 1_000 });
    runWithOrder(2, { startedAt: 2_000, trigger: 'reconciliation' });
    runWithOrder(3, { startedAt: 2_000, trigger: 'manual' });
    record({ startedAt: 3_000 });
    const { totals } = test.store.autoImport;
    expect(totals(shopId(), 2_000)).toEqual({ runs: 2, created: 1, updated: 0, unchanged: 0, failed: 0 });
    expect(totals(shopId(), 0)).toMatchObject({ runs: 3, created: 2 });
    expect(totals(shopId(2), 0)).toEqual({ runs: 0, created: 0, updated: 0, unchanged: 0, failed: 0 });
  });

  it('lists runs with orders or failures, and knows the last success', () => {
    record({ startedAt: 1_000 });
    const failed = record({ startedAt: 2_000 }, 'failed');
    const withOrder = runWithOrder(1, { startedAt: 3_000 });
    const elsewhere = record({ startedAt: 4_000, shop: 2 }, 'failed');
    record({ startedAt: 9_000, trigger: 'manual' });
    const ids = (shop: string | null) => test.store.autoImport.runs(shop, 10).map(({ id }) => id);
    expect(ids(shopId())).toEqual([withOrder, failed]);
    expect(ids(null)).toEqual([elsewhere, withOrder, failed]);
    expect(test.store.autoImport.lastSuccessAt(shopId())).toBe(5_000);
    expect(test.store.autoImport.lastSuccessAt(shopId(2))).toBeNull();
    // The clock was set back: what was written last is the last, whatever the times say.
    record({ startedAt: 500 });
    expect(test.store.autoImport.lastSuccessAt(shopId())).toBe(1_000);
  });

  it('keeps of a comparison what was found and what is left', () => {
    const id = randomUUID();
    const head = { id, shopId: shopId(), reason: 'outage' as const, startedAt: 1_000, from: 5, to: 1_000 };
    const seen = () => test.store.autoImport.reconciliation(id);
    commit({ kind: 'reconciliation.start', reconciliation: head });
    expect(seen()).toMatchObject({ ...head, state: 'running', finishedAt: null, listed: 0, gap: 0 });
    expect(test.store.autoImport.runningReconciliations()).toHaveLength(1);
    const counts = { listed: 120, missing: 3, changed: 2 };
    commit({ kind: 'reconciliation.compared', id, shopId: shopId(), ...counts });
    expect(seen()).toMatchObject({ ...counts, gap: 3 });
    expect(test.store.autoImport.lastReconciliation(shopId(), 'completed')).toBeNull();
    const end = { id, shopId: shopId(), at: 2_000 } as const;
    commit({ kind: 'reconciliation.finish', ...end, state: 'failed', gap: 1, error: failure });
    expect(seen()).toMatchObject({
      state: 'failed',
      finishedAt: 2_000,
      gap: 1,
      error: { code: 'mall_timeout' },
    });
    expect(test.store.autoImport.runningReconciliations()).toEqual([]);
    expect(test.store.autoImport.lastReconciliation(shopId(), 'any')?.id).toBe(id);
  });
});
