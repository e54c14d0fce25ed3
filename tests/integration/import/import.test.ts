import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptySession } from '#main/core/auth/sessions.ts';
import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import { defaultLeaseTimes } from '#main/core/import/import-leases.ts';
import type { Clock } from '#main/core/ports/clock.ts';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import { createTestStore, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import type { ImportRun } from '#shared/contract/imports.ts';
import { AppError } from '#shared/domain/errors.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { noDemoMall, noLoopback, noMail } from '../../support/unused-ports.ts';
import { FakeMall } from './fake-mall.ts';

const start = Date.UTC(2026, 10, 22);
const id = shopId();
const ctx = { actor: '山田', signal: new AbortController().signal };

let mall: FakeMall;
let core: Core;
let test: ReturnType<typeof createTestStore>;
let now: number;
/** Waiting costs no time here; what was waited for is kept. */
let sleeps: number[];

beforeEach(() => {
  mall = new FakeMall();
  test = createTestStore(2);
  now = start;
  sleeps = [];
  for (const shop of [id, shopId(2)]) {
    test.store.commit(
      [{ kind: 'session.set', session: { ...emptySession(shop, 'terminal'), consentedAt: start } }],
      origin(start),
    );
  }
  open();
});
afterEach(async () => {
  await core.close();
  test.close();
});

function open(): void {
  const clock: Clock = {
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      now += ms;
    },
  };
  core = createCore({
    leaseTimes: { beatMs: Number.POSITIVE_INFINITY },
    files: memoryFileStore(),
    store: test.store,
    clock,
    mono: { now: () => now },
    timeSources: [],
    log: silentLog,
    malls: { yahoo: mall },
    terminalName: () => '受注PC',
    appVersion: '1',
    hostKind: 'in-process',
    secrets: memorySecrets(),
    vault: memoryVault(),
    mailSender: noMail,
    loopback: noLoopback,
    demoMall: noDemoMall,
  });
}

async function begin(shops = [id]): Promise<ImportRun> {
  const { runs } = await core.operations.imports.start(
    { shopIds: shops, period: { kind: 'since_last' } },
    ctx,
  );
  const [run] = runs;
  if (run === undefined) throw new Error('A run was started');
  return run;
}

/** The run once it is over. */
async function ended(runId: string): Promise<ReturnType<typeof core.operations.imports.get>> {
  while ((await core.operations.imports.get({ runId }, ctx)).state === 'running')
    await new Promise((resolve) => setImmediate(resolve));
  return core.operations.imports.get({ runId }, ctx);
}

const importAll = async () => ended((await begin()).id);
const rowOf = (mallOrderId: string) =>
  test.store
    .orderWindow({
      filter: {},
      search: mallOrderId,
      sort: { column: 'orderedAt', direction: 'desc' },
      offset: 0,
      limit: 10,
    })
    .rows.find((row) => row.mallOrderId === mallOrderId);
const orders = (count: number) => Array.from({ length: count }, (_, number) => sampleOrder(7, number + 1));

describe('a manual import', () => {
  it('brings every order once, and nothing when repeated', async () => {
    mall.put(...orders(30));
    expect((await importAll()).progress).toMatchObject({
      stage: 'finished',
      found: 30,
      done: 30,
      counts: { created: 30, updated: 0, unchanged: 0, failed: 0 },
    });
    const revision = test.store.order(1)?.version;
    expect((await importAll()).progress.counts).toEqual({ created: 0, updated: 0, unchanged: 30, failed: 0 });
    expect(test.store.order(1)?.version).toBe(revision);
  });

  it('looks by order time and by publication time, from the last import minus a day', async () => {
    await importAll();
    expect(mall.finds.map((find) => find.by)).toEqual(['ordered', 'published']);
    now = start + 3_600_000;
    await importAll();
    expect(mall.finds[2]).toEqual({ by: 'ordered', from: start - 86_400_000, to: now });
  });

  it('does not move the start of the next import when it leaves a gap behind the last one', async () => {
    await importAll();
    const before = test.store.shop(id)?.lastImportTo;
    now = start + 10 * 3_600_000;
    const { runs } = await core.operations.imports.start(
      { shopIds: [id], period: { kind: 'range', from: now - 3_600_000, to: now } },
      ctx,
    );
    await ended(runs[0]?.id ?? '');
    expect(test.store.shop(id)?.lastImportTo).toBe(before);
  });

  it('updates what changed at the mall, says so in the history, and leaves the phase alone', async () => {
    const [order] = orders(1);
    if (order === undefined) throw new Error('One order was made');
    mall.put({ ...order, mallStatus: 'processing', fraudHold: 'none' });
    await importAll();
    mall.put({ ...order, mallStatus: 'cancelled', fraudHold: 'none' });
    expect((await importAll()).progress.counts.updated).toBe(1);
    const row = rowOf(order.mallOrderId);
    expect(row).toMatchObject({ phaseId: phaseIdOf.new, mallStatus: 'cancelled' });
    const [last] = test.store.orderHistory(row?.id ?? 0);
    expect(last).toMatchObject({ actor: '山田', terminal: '受注PC' });
    expect(last?.changes).toContainEqual({ field: 'mallStatus', before: 'processing', after: 'cancelled' });
  });

  it('keeps a broken order in 失敗 with its error and answer, imports the others, and tries it again next time', async () => {
    mall.put(...orders(20));
    const broken = [...mall.orders.keys()][4] ?? '';
    const answer = new TextEncoder().encode('<broken');
    mall.faults.set(broken, (attempt) =>
      attempt > 1
        ? null
        : { ok: false, mallOrderId: broken, error: new AppError('mall_answer_broken', 'cut'), raw: answer },
    );
    const run = await importAll();
    expect(run).toMatchObject({ state: 'completed', progress: { counts: { created: 19, failed: 1 } } });
    expect(run.failures).toMatchObject([{ mallOrderId: broken, error: { code: 'mall_answer_broken' } }]);
    const row = rowOf(broken);
    expect(row).toMatchObject({ phaseId: phaseIdOf.failed, hasImportError: true });
    expect(test.store.orderRaw(row?.id ?? 0)).toMatchObject([{ kind: 'error', text: '<broken' }]);
    // Even when the next period no longer holds it.
    const order = mall.orders.get(broken);
    mall.orders.clear();
    if (order !== undefined) mall.orders.set(broken, order);
    expect((await importAll()).state).toBe('completed');
    expect(rowOf(broken)).toMatchObject({ hasImportError: false });
    expect(rowOf(broken)?.phaseId).not.toBe(phaseIdOf.failed);
  });

  it('repeats a call that time may mend, and then writes the order off without stopping the others', async () => {
    mall.put(...orders(12));
    const [slow = '', dead = ''] = [...mall.orders.keys()];
    const timeout = () => {
      throw new AppError('mall_timeout', 'no answer', { retryable: true });
    };
    mall.faults.set(slow, (attempt) => (attempt < 3 ? timeout() : null));
    mall.faults.set(dead, timeout);
    expect(await importAll()).toMatchObject({
      state: 'completed',
      progress: { counts: { created: 11, failed: 1 } },
    });
    expect(sleeps.length).toBe(4);
  });

  it('stops at an outage, keeps what it has, writes no order off, and can be resumed', async () => {
    mall.put(...orders(40));
    let up = true;
    let answered = 0;
    mall.beforeFetch = async () => {
      if (up && ++answered > 15) up = false;
      if (!up) throw new AppError('mall_unreachable', 'down', { retryable: true });
    };
    const run = await importAll();
    expect(run).toMatchObject({
      state: 'failed',
      error: { code: 'mall_unreachable' },
      progress: { counts: { created: 15, failed: 0 } },
    });
    mall.beforeFetch = async () => undefined;
    await core.operations.imports.resume({ runId: run.id }, ctx);
    expect(await ended(run.id)).toMatchObject({
      state: 'completed',
      progress: { found: 40, done: 40, counts: { created: 40, failed: 0 } },
    });
  });

  it('stops at once when the mall ends the session', async () => {
    mall.put(...orders(10));
    mall.beforeFetch = async () => {
      throw new AppError(
        'mall_session_expired',
        'AccessToken has been expired. This API session is shorter than another API.',
      );
    };
    expect(await importAll()).toMatchObject({
      state: 'failed',
      error: { code: 'mall_session_expired' },
      progress: { counts: { created: 0, failed: 0 } },
    });
    expect(sleeps).toEqual([]);
  });

  it('is cancelled at any moment: what is committed stays, the rest is taken up by resuming', async () => {
    mall.put(...orders(40));
    const run = await begin();
    mall.beforeFetch = async () => {
      if (mall.fetched.length === 9) void core.operations.imports.cancel({ runId: run.id }, ctx);
      await new Promise((resolve) => setImmediate(resolve));
    };
    const cancelled = await ended(run.id);
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.progress.done).toBeLessThan(40);
    expect(cancelled.progress.counts.created).toBe(
      test.store.orderCounts().phases.reduce((sum, { count }) => sum + count, 0),
    );
    mall.beforeFetch = async () => undefined;
    await core.operations.imports.resume({ runId: run.id }, ctx);
    expect((await ended(run.id)).progress.counts.created).toBe(40);
  });

  it('of a run that died with its process is marked interrupted at the next start', async () => {
    mall.put(...orders(10));
    let hang = true;
    mall.beforeFetch = async () => {
      if (hang && mall.fetched.length >= 3) await new Promise(() => undefined);
    };
    const run = await begin();
    while (mall.fetched.length < 3) await new Promise((resolve) => setImmediate(resolve));
    open();
    expect((await core.operations.imports.get({ runId: run.id }, ctx)).state).toBe('interrupted');
    hang = false;
    // Nobody knows yet that its owner is dead: it is once its lease stood still for its time.
    await expect(async () => core.operations.imports.resume({ runId: run.id }, ctx)).rejects.toMatchObject({
      code: 'import_busy',
    });
    now += defaultLeaseTimes.ttlMs;
    await core.operations.imports.resume({ runId: run.id }, ctx);
    expect((await ended(run.id)).progress.counts.created).toBe(10);
  });

  it('refuses a second import of the same shop and names who is at it', async () => {
    mall.put(...orders(3));
    mall.beforeFetch = () => new Promise((resolve) => setImmediate(resolve));
    const run = await begin();
    await expect(async () => begin()).rejects.toMatchObject({
      code: 'import_busy',
      details: { terminal: '受注PC', since: start },
    });
    await ended(run.id);
  });

  it('starts nothing at all when one of the shops lacks its consent', async () => {
    test.store.commit([{ kind: 'session.set', session: emptySession(shopId(2), 'terminal') }], origin(start));
    await expect(async () => begin([id, shopId(2)])).rejects.toMatchObject({
      code: 'consent_required',
      details: { shopName: '店舗2' },
    });
    expect(test.store.importRuns(10)).toEqual([]);
  });
});
