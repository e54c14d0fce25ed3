import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '#shared/contract/jobs.ts';
import {
  agreeToConsent,
  type ShopAccount,
  startYahooSimulator,
  type YahooSimulator,
} from '#simulators/yahoo/index.ts';
import { TestTerminal } from '../connect/test-terminal.ts';

const ctx = { actor: '山田', signal: new AbortController().signal };
let simulator: YahooSimulator;
let terminal: TestTerminal;
let first: ShopAccount;

beforeEach(async () => {
  simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [
      { sellerId: 'store-one', orders: { count: 5 } },
      { sellerId: 'store-two', orders: { count: 2 } },
    ],
  });
  terminal = new TestTerminal(simulator);
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('The simulator makes two shops');
  first = account;
  // One person works for both shops.
  const sellerIds = simulator.accounts.map(({ sellerId }) => sellerId);
  simulator.control.putUser({ userId: first.userId, sellerIds });
  for (const each of simulator.accounts) await connectAndImport(each);
});
afterEach(async () => {
  await terminal.close();
  await simulator.close();
});

async function connectAndImport(account: ShopAccount): Promise<void> {
  const shop = await terminal.createShop(account);
  await terminal.saveKey(shop.id, account.publicKeyPem, account.publicKeyVersion);
  const { attemptId, authorizationUrl } = await terminal.begin(shop.id);
  await terminal.complete(attemptId, await agreeToConsent(authorizationUrl));
  const { runs } = await terminal.operations.imports.start(
    { shopIds: [shop.id], period: { kind: 'range', from: Date.now() - 300 * 86_400_000, to: Date.now() } },
    ctx,
  );
  const runId = runs[0]?.id ?? '';
  await until(() => terminal.store.importRun(runId)?.state !== 'running');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function ended(job: Job): Promise<Job> {
  await until(() => terminal.store.job(job.id)?.state !== 'running');
  return terminal.operations.jobs.get({ jobId: job.id }, ctx);
}

function allOrders() {
  const { rows } = terminal.store.orderWindow({
    filter: {},
    search: '',
    sort: { column: 'mallOrderId', direction: 'asc' },
    offset: 0,
    limit: 100,
  });
  return rows.map(({ id, mallOrderId }) => ({ id, mallOrderId }));
}

async function reimport(orderIds: number[]): Promise<Job> {
  const { jobs } = terminal.operations;
  return ended(await jobs.start({ target: { kind: 'orders', orderIds }, action: { kind: 'reimport' } }, ctx));
}

const changeAtMall = (
  mallOrderId: string,
  patch: Parameters<typeof simulator.control.patchOrder>[0]['patch'],
) => simulator.control.patchOrder({ sellerId: first.sellerId, orderId: mallOrderId, patch });

const orderOf = (id: number) => {
  const detail = terminal.store.order(id);
  if (detail?.order == null) throw new Error('The order was imported');
  return { ...detail, order: detail.order };
};

describe('注文再取込', () => {
  it('shows field by field what the mall says now, of several shops, and touches nothing', async () => {
    const orders = allOrders();
    expect(orders).toHaveLength(7);
    const [changed = { id: 0, mallOrderId: '' }] = orders;
    const before = orderOf(changed.id);
    changeAtMall(changed.mallOrderId, { ship: { ShipPhoneNumber: '09011112222' } });

    const job = await reimport(orders.map(({ id }) => id));
    expect(job).toMatchObject({
      state: 'completed',
      progress: { total: 7, done: 1, unchanged: 6, failed: 0 },
      canUndo: false,
    });
    expect(orderOf(changed.id)).toEqual(before);
    const { orders: differing, total } = await terminal.operations.reimport.differences(
      { jobId: job.id, offset: 0, limit: 10 },
      ctx,
    );
    expect(total).toBe(1);
    expect(differing[0]).toMatchObject({ orderId: changed.id, mallOrderId: changed.mallOrderId });
    expect(differing[0]?.differences).toContainEqual({
      field: 'recipient.phone',
      current: before.order.recipient.phone,
      mall: '09011112222',
      isLocalEdit: false,
    });
  });

  it('applies it, keeps what was edited here unless chosen, and says so in the history', async () => {
    const [kept = { id: 0, mallOrderId: '' }, taken = { id: 0, mallOrderId: '' }] = allOrders();
    for (const { id, mallOrderId } of [kept, taken]) {
      await terminal.operations.edits.save(
        {
          orderId: id,
          version: orderOf(id).version,
          edits: [{ field: 'recipient.phone', value: '0312345678' }],
        },
        ctx,
      );
      changeAtMall(mallOrderId, { ship: { ShipPhoneNumber: '09011112222', ShipCity: '中央区' } });
    }
    const job = await reimport([kept.id, taken.id]);
    const { orders } = await terminal.operations.reimport.differences(
      { jobId: job.id, offset: 0, limit: 10 },
      ctx,
    );
    for (const { differences } of orders) {
      expect(differences.find(({ field }) => field === 'recipient.phone')).toMatchObject({
        current: '0312345678',
        mall: '09011112222',
        isLocalEdit: true,
      });
    }
    const apply = await terminal.operations.reimport.apply(
      {
        jobId: job.id,
        takeLocalEdits: false,
        take: [{ orderId: taken.id, fields: ['recipient.phone'] }],
      },
      ctx,
    );
    expect(await ended(apply)).toMatchObject({ kind: 'reimport_apply', progress: { done: 2 } });
    expect(orderOf(kept.id).order.recipient).toMatchObject({ phone: '0312345678', city: '中央区' });
    expect(orderOf(kept.id).localEdits).toEqual([{ field: 'recipient.phone', mallValue: '09011112222' }]);
    expect(orderOf(taken.id).order.recipient).toMatchObject({ phone: '09011112222', city: '中央区' });
    expect(orderOf(taken.id).localEdits).toEqual([]);
    expect(terminal.store.orderHistory(taken.id).map(({ action }) => action)).toContain('reimported');
    const left = await terminal.operations.reimport.differences({ jobId: job.id, offset: 0, limit: 10 }, ctx);
    expect(left).toEqual({ orders: [], total: 0 });
  });

  it('leaves an order alone that was changed since it was fetched', async () => {
    const [order = { id: 0, mallOrderId: '' }] = allOrders();
    changeAtMall(order.mallOrderId, { ship: { ShipCity: '中央区' } });
    const job = await reimport([order.id]);
    await terminal.operations.phases.move({ orderIds: [order.id], phaseId: 4, by: 'menu' }, ctx);
    const before = orderOf(order.id);
    const apply = await ended(
      await terminal.operations.reimport.apply({ jobId: job.id, takeLocalEdits: true, take: [] }, ctx),
    );
    expect(apply.progress).toMatchObject({ total: 1, failed: 1 });
    const { rows } = await terminal.operations.jobs.rows({ jobId: apply.id, offset: 0, limit: 5 }, ctx);
    expect(rows[0]?.error?.code).toBe('changed_since');
    expect(orderOf(order.id)).toEqual(before);
  });

  it('tells of a lifted hold as an import does', async () => {
    const [order = { id: 0, mallOrderId: '' }] = allOrders();
    const hold = (status: 1 | 2) =>
      simulator.control.setFraudHold({ sellerId: first.sellerId, orderId: order.mallOrderId, status });
    for (const status of [1, 2] as const) {
      hold(status);
      const job = await reimport([order.id]);
      await ended(
        await terminal.operations.reimport.apply({ jobId: job.id, takeLocalEdits: false, take: [] }, ctx),
      );
      expect(orderOf(order.id).order.fraudHold).toBe(status === 1 ? 'under_review' : 'released');
    }
    const { releases } = await terminal.operations.fraud.releases({}, ctx);
    expect(releases.map(({ orderId }) => orderId)).toEqual([order.id]);
  });

  it('fails order by order, with the reason, and goes on with the others', async () => {
    const orders = allOrders();
    const [broken = { id: 0, mallOrderId: '' }, changed = { id: 0, mallOrderId: '' }] = orders;
    simulator.control.addFault({
      path: 'orderInfo',
      orderId: broken.mallOrderId,
      count: 10,
      action: { kind: 'remove', element: 'OrderTime' },
    });
    changeAtMall(changed.mallOrderId, { ship: { ShipCity: '中央区' } });
    const job = await reimport(orders.map(({ id }) => id));
    expect(job).toMatchObject({ state: 'completed', progress: { done: 1, unchanged: 5, failed: 1 } });
    const { rows } = await terminal.operations.jobs.rows(
      { jobId: job.id, states: ['failed'], offset: 0, limit: 5 },
      ctx,
    );
    expect(rows).toMatchObject([{ orderId: broken.id, error: { code: expect.stringMatching(/^mall_/) } }]);
    expect(terminal.store.order(broken.id)?.importError).toBeNull();
  });
});
