import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import { emptySession } from '../core/auth/sessions.ts';
import type { SessionRecord } from '../core/ports/records.ts';
import type { Change } from '../core/ports/store.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import { createTestStore, importChange, origin, rawAnswer, shopId, shopInput } from './testing/test-store.ts';

let test: ReturnType<typeof createTestStore>;
beforeEach(() => {
  test = createTestStore(1);
});
afterEach(() => test.close());

const commit = (...changes: Change[]) => test.store.commit(changes, origin());
const refused = (code: string) => expect.objectContaining({ code });

describe('shops', () => {
  it('update only on the version that was seen', () => {
    const shop = { ...shopInput(), name: '新しい名前' };
    const update: Change = { kind: 'shop.update', id: shopId(), expectedVersion: 1, shop };
    expect(commit(update).outcomes).toMatchObject([
      { kind: 'shop', shop: { name: '新しい名前', version: 2 } },
    ]);
    expect(() => commit({ ...update, shop: { ...shop, name: '別の名前' } })).toThrow(refused('conflict'));
    expect(test.store.shop(shopId())?.name).toBe('新しい名前');
  });

  it('cannot be registered twice, until removed', () => {
    const twin: Change = { kind: 'shop.create', id: shopId(2), shop: shopInput(1) };
    expect(() => commit(twin)).toThrow(refused('shop_duplicate'));
    commit({ kind: 'shop.remove', id: shopId(), expectedVersion: 1 });
    commit(twin);
    expect(test.store.shops().map((shop) => shop.id)).toEqual([shopId(2)]);
  });

  it('leave their orders behind when removed', () => {
    commit(importChange(sampleOrder(1, 1)));
    commit({ kind: 'shop.remove', id: shopId(), expectedVersion: 1 });
    expect(test.store.shop(shopId())).toBeNull();
    expect(test.store.order(1)?.shopName).toBe('店舗1');
    expect(() => commit({ kind: 'shop.remove', id: shopId(), expectedVersion: 2 })).toThrow(
      refused('not_found'),
    );
  });
});

describe('sessions', () => {
  it('are kept per shop', () => {
    const session: SessionRecord = {
      shopId: shopId(),
      scope: 'terminal',
      consentedAt: 1,
      endedAt: null,
      endedReason: null,
      lastVerdict: 'valid',
      lastVerdictAt: 2,
      unsignedSince: null,
      key: { keyVersion: '1', bits: 2048, fingerprint: 'ab', issuedOn: '2026-01-01' },
      certificate: {
        subject: 'C=JP\nCN=SHP-store1',
        issuer: 'CN=CA',
        validFrom: 1,
        expiresAt: 2,
        fingerprint: 'cd',
        certificateFile: 'SHP-store1.crt',
        keyFile: 'store1.key',
        savedAt: 3,
      },
    };
    commit({ kind: 'session.set', session });
    expect(test.store.session(shopId(), 'terminal')).toEqual(session);
    commit({ kind: 'session.set', session: { ...session, endedAt: 9, endedReason: 'px-04102', key: null } });
    expect(test.store.session(shopId(), 'terminal')).toEqual({
      ...session,
      endedAt: 9,
      endedReason: 'px-04102',
      key: null,
    });
    expect(test.store.sessions()).toHaveLength(1);
    commit({ kind: 'session.set', session: { ...session, certificate: null } });
    expect(test.store.sessions()).toEqual([{ ...session, certificate: null }]);
    expect(test.store.session(shopId(7), 'terminal')).toBeNull();
    expect(test.store.session(shopId(), 'shared')).toBeNull();
  });

  it('are kept apart for the terminal and the shared scope', () => {
    const own = { ...emptySession(shopId(), 'terminal'), consentedAt: 1 };
    const shared = { ...emptySession(shopId(), 'shared'), consentedAt: 2 };
    commit({ kind: 'session.set', session: own });
    commit({ kind: 'session.set', session: shared });
    expect(test.store.session(shopId(), 'terminal')).toEqual(own);
    expect(test.store.session(shopId(), 'shared')).toEqual(shared);
    expect(test.store.sessions()).toEqual([own, shared]);
  });
});

describe('import runs', () => {
  const runId = '00000000-0000-4000-8000-0000000000aa';
  const start = (id = runId, periodFrom = 100, periodTo = 200): Change => ({
    kind: 'run.start',
    run: { id, batchId: id, shopId: shopId(), trigger: 'manual', startedAt: 5, periodFrom, periodTo },
  });
  const finish = (id: string, state: 'completed' | 'failed' = 'completed', at = 900): Change => ({
    kind: 'run.finish',
    runId: id,
    state,
    at,
    error: null,
  });
  const inRun = (number: number): Change => ({ ...importChange(sampleOrder(1, number)), runId }) as Change;
  const mallOrderId = (number: number) => sampleOrder(1, number).mallOrderId;
  const error: AppErrorShape = { code: 'mall_timeout', message: 'late', details: {}, retryable: true };

  it('list their orders once, in the order found, and count what became of them', () => {
    commit(start(), { kind: 'run.found', runId, mallOrderIds: [3, 1, 2].map(mallOrderId) });
    commit(
      { kind: 'run.found', runId, mallOrderIds: [1, 4].map(mallOrderId) },
      { kind: 'run.listed', runId },
    );
    expect(test.store.pendingRunItems(runId, 10)).toEqual([3, 1, 2, 4].map(mallOrderId));
    commit(inRun(1), inRun(3));
    commit({
      kind: 'order.importFailed',
      runId,
      shopId: shopId(),
      mallOrderId: mallOrderId(2),
      error,
      raw: rawAnswer(),
    });
    expect(test.store.pendingRunItems(runId, 10)).toEqual([mallOrderId(4)]);
    expect(test.store.importRun(runId)).toMatchObject({
      state: 'running',
      listed: true,
      shopName: '店舗1',
      progress: {
        stage: 'fetching',
        found: 4,
        done: 3,
        counts: { created: 2, updated: 0, unchanged: 0, failed: 1 },
      },
    });
    expect(test.store.runFailures(runId)).toEqual([{ mallOrderId: mallOrderId(2), orderId: 3, error }]);
    // The same order again, good this time: it counts once, and no longer among the failures.
    commit(inRun(2));
    expect(test.store.importRun(runId)?.progress.counts).toEqual({
      created: 3,
      updated: 0,
      unchanged: 0,
      failed: 0,
    });
    expect(test.store.runFailures(runId)).toEqual([]);
  });

  it('take in an order that was not listed', () => {
    commit(start(), inRun(1));
    expect(test.store.importRun(runId)?.progress).toMatchObject({ found: 1, done: 1, stage: 'listing' });
  });

  it('stand as running until finished, and go on only when they ended early', () => {
    commit(start());
    expect(test.store.runningImportRuns().map((run) => run.id)).toEqual([runId]);
    const resume: Change = { kind: 'run.resume', runId, at: 950 };
    expect(() => commit(resume)).toThrow(refused('import_not_resumable'));
    commit(finish(runId, 'failed'));
    expect(test.store.runningImportRuns()).toEqual([]);
    expect(test.store.importRun(runId)).toMatchObject({ state: 'failed', finishedAt: 900 });
    commit(resume);
    expect(test.store.importRun(runId)).toMatchObject({ state: 'running', finishedAt: null });
    commit(finish(runId));
    expect(() => commit(resume)).toThrow(refused('import_not_resumable'));
    expect(() => commit({ kind: 'run.listed', runId: shopId(9) })).toThrow(refused('not_found'));
  });

  it('are listed newest first', () => {
    const ids = ['01', '02', '03'].map((end) => `00000000-0000-4000-8000-0000000000${end}`);
    for (const id of ids) commit(start(id));
    expect(test.store.importRuns(2).map((run) => run.id)).toEqual([ids[2], ids[1]]);
  });

  it('move the cursor of their shop when completed, never leaving a gap behind it', () => {
    const cursor = (id: string, from: number, to: number, state: 'completed' | 'failed' = 'completed') => {
      commit(start(id, from, to), finish(id, state));
      return test.store.shop(shopId())?.lastImportTo;
    };
    const id = (number: number) => `00000000-0000-4000-8000-0000000001${number}0`;
    expect(cursor(id(1), 100, 200, 'failed')).toBeNull();
    expect(cursor(id(2), 100, 200)).toBe(200);
    expect(cursor(id(3), 250, 300)).toBe(200);
    expect(cursor(id(4), 50, 150)).toBe(200);
    expect(cursor(id(5), 200, 400)).toBe(400);
    expect(test.store.shop(shopId())).toMatchObject({ version: 1, lastImportAt: 900 });
  });
});

describe('views, settings and the command log', () => {
  const view = {
    id: 'own-1',
    name: '高額',
    filter: { totalMinYen: 10_000 },
    search: '',
    sort: { column: 'totalYen', direction: 'desc' },
    isShared: false,
  } as const;

  it('keeps own views and leaves built-in ones alone', () => {
    commit({ kind: 'view.save', view });
    commit({ kind: 'view.save', view: { ...view, name: '高額注文' } });
    expect(test.store.views().filter((kept) => !kept.builtIn)).toEqual([
      { ...view, name: '高額注文', builtIn: false, position: 15 },
    ]);
    expect(() => commit({ kind: 'view.save', view: { ...view, id: 'held' } })).toThrow(refused('forbidden'));
    expect(() => commit({ kind: 'view.remove', viewId: 'phase:2' })).toThrow(refused('forbidden'));
    commit({ kind: 'view.remove', viewId: 'own-1' });
    expect(() => commit({ kind: 'view.remove', viewId: 'own-1' })).toThrow(refused('not_found'));
  });

  it('keeps views in the order wanted, own and shared', () => {
    for (const id of ['a', 'b', 'c', 'd'])
      commit({ kind: 'view.save', view: { ...view, id, isShared: id === 'b' } });
    const order = () => test.store.views().filter((kept) => !kept.builtIn);
    expect(order().map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(order().map(({ isShared }) => isShared)).toEqual([false, true, false, false]);
    commit({ kind: 'view.reorder', viewIds: ['d', 'gone', 'b', 'all'] });
    expect(order().map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
    const { revision } = commit({ kind: 'view.reorder', viewIds: ['d', 'b'] });
    expect(commit({ kind: 'view.reorder', viewIds: ['d', 'b', 'a', 'c'] }).revision).toBe(revision);
    commit({ kind: 'view.save', view: { ...view, id: 'e' } });
    expect(order().map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c', 'e']);
  });

  it('keeps settings of any shape', () => {
    expect(test.store.setting('a')).toBeUndefined();
    commit({ kind: 'setting.set', key: 'a', value: { on: true, list: [1, null] } });
    expect(test.store.setting('a')).toEqual({ on: true, list: [1, null] });
    const { revision } = commit({ kind: 'setting.set', key: 'a', value: { on: true, list: [1, null] } });
    expect(revision).toBe(test.store.revision());
    expect(commit({ kind: 'setting.set', key: 'a', value: 2 }).revision).toBe(revision + 1);
  });

  it('remembers the first answer to a command for a week', () => {
    const week = 7 * 86_400_000;
    test.store.commands.keep('k1', 'shops.create', { id: 1 }, 1_000);
    test.store.commands.keep('k1', 'shops.create', { id: 2 }, 1_001);
    expect(test.store.commands.find('k1')).toEqual({ operation: 'shops.create', answer: { id: 1 } });
    test.store.commands.keep('k2', 'x', null, 1_001 + week);
    expect(test.store.commands.find('k1')).toBeNull();
    expect(test.store.commands.find('k2')).toEqual({ operation: 'x', answer: null });
  });
});
