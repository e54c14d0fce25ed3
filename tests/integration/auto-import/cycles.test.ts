import { afterEach, describe, expect, it } from 'vitest';
import { initialPhase } from '#main/core/import/initial-phase.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { AutoImportWorld, day, hour, minute, noon, on, second, sellerId } from './auto-import-world.ts';

let world: AutoImportWorld;
afterEach(() => world.close());

/** A shop whose orders are all here, in the pause after its first cycle and comparison. */
async function atRest(orders: number, days = 1, settings = on): Promise<void> {
  world = await AutoImportWorld.start(orders, days);
  await world.set(settings);
  await world.until(() => world.host.store.autoImport.lastReconciliation(world.shopId, 'completed') !== null);
  expect(world.known()).toBe(orders);
}

const patch = (orderId: string, fields: Parameters<typeof world.simulator.control.patchOrder>[0]['patch']) =>
  world.simulator.control.patchOrder({ sellerId, orderId, patch: fields });
const hold = (orderId: string, status: 0 | 1 | 2 | 3) =>
  world.simulator.control.setFraudHold({ sellerId, orderId, status });
/** An order that the mall has from now on, though it was placed at another time. */
function putOrder(seed: number, orderedAt: number): string {
  const span = { count: 1, from: orderedAt - minute, to: orderedAt };
  return world.simulator.control.generateOrders({ sellerId, seed, ...span }).first;
}

describe('a shop that is imported by itself', () => {
  it('has its backlog without a click, each order once, and then what comes', async () => {
    await atRest(15);
    const id = putOrder(1, world.now());
    await world.runFor(11 * minute);
    const order = world.order(id);
    expect(order?.phaseId).toBe(order?.order ? initialPhase(order.order) : null);
    for (const mallOrderId of world.mallOrders()) {
      const known = world.order(mallOrderId);
      const imported = world.host.store
        .orderHistory(known?.id ?? 0)
        .filter(({ action }) => action === 'imported');
      expect(imported).toHaveLength(1);
    }
    expect((await world.monitor()).today).toMatchObject({ created: 16, failed: 0 });
  });

  it('costs one request of the order list in a cycle that finds nothing', async () => {
    await atRest(5);
    const mark = world.mark();
    const runs = () => world.host.store.autoImport.totals(world.shopId, 0).runs;
    const before = runs();
    await world.runFor(30 * minute);
    expect(runs() - before).toBeGreaterThanOrEqual(2);
    expect(world.asked(mark).map(({ path }) => path.split('/').at(-1))).toEqual(
      Array.from({ length: runs() - before }, () => 'orderList'),
    );
  });

  it('follows a payment and a cancel at the mall with the next cycle, an old order with the next comparison', async () => {
    await atRest(12, 10);
    const ids = world
      .mallOrders()
      .toSorted((a, b) => (world.order(a)?.order?.orderedAt ?? 0) - (world.order(b)?.order?.orderedAt ?? 0));
    const [old, cancelled, paid] = [ids[0] ?? '', ids.at(-1) ?? '', putOrder(1, world.now())];
    await world.runFor(11 * minute);
    patch(paid, { pay: { PayStatus: 1, SettleStatus: 5, PayDate: '2026-06-10' } });
    patch(cancelled, { order: { OrderStatus: 4, CancelReason: 300 } });
    patch(old, { order: { OrderStatus: 4, CancelReason: 300 } });
    await world.runFor(11 * minute);
    expect(world.order(paid)?.order?.payment.payStatus).toBe('paid');
    expect(world.order(cancelled)?.order?.mallStatus).toBe('cancelled');
    await world.runFor(hour);
    expect(world.order(old)?.order?.mallStatus).toBe('cancelled');
  });

  it('reads an order again that is released late from its hold, known here or not', async () => {
    world = await AutoImportWorld.start(3);
    const [known = ''] = world.mallOrders();
    hold(known, 1);
    await world.set(on);
    await world.runFor(2 * minute);
    expect(world.order(known)?.order?.fraudHold).toBe('under_review');
    hold(known, 2);
    const unknown = putOrder(1, noon - 6 * day);
    hold(unknown, 2);
    await world.runFor(11 * minute);
    expect(world.order(known)?.order?.fraudHold).toBe('released');
    await world.runFor(hour);
    expect(world.order(unknown)?.order?.fraudHold).toBe('released');
  });

  it('keeps a broken answer in 失敗 without stopping the others, and tries it again', async () => {
    world = await AutoImportWorld.start(8);
    const [broken = ''] = world.mallOrders();
    const { id } = world.simulator.control.addFault({
      path: 'orderInfo',
      orderId: broken,
      count: null,
      action: { kind: 'remove', element: 'OrderTime' },
    });
    await world.set(on);
    await world.runFor(5 * minute);
    expect(world.known()).toBe(8);
    expect(world.order(broken)).toMatchObject({ phaseId: phaseIdOf.failed, order: null });
    expect((await world.monitor()).state.kind).toBe('waiting');
    world.simulator.control.removeFault({ id });
    await world.runFor(11 * minute);
    expect(world.order(broken)).toMatchObject({ importError: null });
    expect(world.order(broken)?.phaseId).not.toBe(phaseIdOf.failed);
  });

  it.each([true, false])('puts new work where staging (%s) says', async (usesStaging) => {
    await atRest(10, 1, { ...on, usesStaging });
    for (const id of world.mallOrders()) {
      const { phaseId = 0, order = null } = world.order(id) ?? {};
      const plain = order === null ? 0 : initialPhase(order);
      expect(phaseId).toBe(usesStaging && plain === phaseIdOf.new ? phaseIdOf.staging : plain);
    }
    expect((await world.monitor()).staged > 0).toBe(usesStaging);
  });
});

describe('a mall in trouble', () => {
  it('in maintenance is asked seldom, and compared afterwards', async () => {
    await atRest(5);
    const maintenance = { kind: 'error', status: 503, code: 'ed-00002' } as const;
    world.simulator.control.addFault({ path: 'ShoppingWebService', count: null, action: maintenance });
    const mark = world.mark();
    await world.runFor(40 * minute);
    expect((await world.monitor()).state.kind).toBe('maintenance');
    expect(world.asked(mark).length).toBeLessThanOrEqual(6);
    const id = putOrder(1, world.now());
    world.simulator.control.clearFaults();
    await world.runFor(11 * minute);
    expect(world.order(id)).not.toBeNull();
    expect((await world.monitor()).reconciliation).toMatchObject({
      reason: 'outage',
      state: 'completed',
      gap: 0,
    });
  });

  it('that ended the session (px-04102) is not asked again before there is another consent', async () => {
    await atRest(3);
    world.simulator.control.addFault({
      path: 'orderList',
      count: null,
      action: { kind: 'error', status: 401, code: 'px-04102' },
    });
    await world.runFor(11 * minute);
    const mark = world.mark();
    await world.runFor(5 * hour);
    const since = world.simulator.control.journal({ after: mark });
    expect(since.filter(({ path }) => /ShoppingWebService|token/.test(path))).toEqual([]);
    expect((await world.monitor()).state).toMatchObject({
      kind: 'needs_consent',
      error: { code: 'mall_session_expired', details: { mallCode: 'px-04102' } },
    });
    world.simulator.control.clearFaults();
    const id = putOrder(1, world.now());
    await world.consent();
    await world.runFor(minute);
    expect(world.order(id)).not.toBeNull();
    expect((await world.monitor()).state.kind).toBe('waiting');
  });

  it('whose token expires in the middle of a backlog gives the rest with a new one', async () => {
    world = await AutoImportWorld.start(20);
    world.simulator.control.addFault({
      path: 'orderInfo',
      skip: 7,
      count: 1,
      action: { kind: 'error', status: 401, code: null, message: 'expired token' },
    });
    await world.set(on);
    await world.runFor(2 * minute);
    expect(world.known()).toBe(20);
    expect((await world.monitor()).today).toMatchObject({ created: 20, failed: 0 });
  });
});

it('asks nothing before the shop is switched on', async () => {
  world = await AutoImportWorld.start(3);
  const mark = world.mark();
  await world.runFor(3 * hour);
  expect(world.asked(mark)).toEqual([]);
  await world.set(on);
  await world.runFor(10 * second);
  expect(world.asked(mark).length).toBeGreaterThan(0);
});
