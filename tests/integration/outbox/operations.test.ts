import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editPermit } from '#main/db/testing/test-store.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await OutboxWorld.start();
});
afterEach(() => world.close());

const ship: MallOperation = {
  kind: 'ship',
  shipStatus: 'shipped',
  shipDate: '2026-06-02',
  arrivalDate: '2026-06-03',
  carrierCode: '1001',
  slipNumber: '1234-5678-9012',
  slipEmptyReason: '',
};
const cancel: MallOperation = { kind: 'cancel', reason: '120', detail: '' };

describe('an operation reaches the mall', () => {
  it('a cancel, with the phase that follows', async () => {
    const { id, mallOrderId } = await world.order(1);
    const queued = await world.enqueue(
      id,
      { kind: 'cancel', reason: '230', detail: 'お客様と相談のうえキャンセル' },
      phaseIdOf.cancelled,
    );
    expect(queued).toMatchObject({ state: 'waiting', attempts: 0, error: null, actor: '山田' });
    await world.until(queued.id, 'done');
    expect(world.atMall(mallOrderId).order).toMatchObject({
      OrderStatus: 4,
      CancelReason: 230,
      CancelReasonDetail: 'お客様と相談のうえキャンセル',
      OperationUser: '山田',
    });
    expect(world.store.order(id)).toMatchObject({
      phaseId: phaseIdOf.cancelled,
      order: { mallStatus: 'cancelled' },
    });
    expect(world.actions(id)).toEqual([
      'imported',
      'outbox_queued',
      'outbox_sent',
      'outbox_done',
      'updated_after_mall',
      'phase_changed_after_mall',
    ]);
    expect(world.store.orderHistory(id).find(({ action }) => action === 'outbox_sent')?.changes).toEqual([
      { field: 'mallStatus', before: 'processing', after: 'cancelled' },
    ]);
  });

  it('a shipment', async () => {
    const { id, mallOrderId } = await world.order(1);
    await world.until((await world.enqueue(id, ship, phaseIdOf.shipped)).id, 'done');
    expect(world.atMall(mallOrderId).ship).toMatchObject({
      ShipStatus: 3,
      ShipDate: '2026-06-02',
      ArrivalDate: '2026-06-03',
      ShipCompanyCode: '1001',
      ShipInvoiceNumber1: '1234-5678-9012',
    });
    expect(world.store.order(id)?.order?.shipping).toMatchObject({
      shipStatus: 'shipped',
      shipDate: '2026-06-02',
      slipNumber1: '1234-5678-9012',
    });
  });

  it('a payment, a status, a completion and the mark of having been seen', async () => {
    const { id, mallOrderId } = await world.order(1);
    const operations: MallOperation[] = [
      { kind: 'seen' },
      { kind: 'pay', payStatus: 'paid', payDate: '2026-06-01' },
      { kind: 'status', to: 'on_hold' },
      { kind: 'status', to: 'processing' },
      { kind: 'status', to: 'completed' },
      { kind: 'pay', payStatus: 'unpaid', payDate: null },
    ];
    const entries = [];
    for (const operation of operations) entries.push(await world.enqueue(id, operation));
    await world.until(entries.at(-1)?.id ?? 0, 'done');
    expect(world.simulator.control.acceptedWrites({ orderId: mallOrderId }).map((w) => w.change)).toEqual([
      'Order(IsSeen=true)',
      'Order(Pay(PayStatus=1 PayDate=20260601))',
      'Order(OrderStatus=3)',
      'Order(OrderStatus=2)',
      'Order(OrderStatus=5)',
      'Order(Pay(PayStatus=0))',
    ]);
    expect(world.atMall(mallOrderId).order.OrderStatus).toBe(5);
  });

  it('edited fields, as they stand here', async () => {
    const { id, mallOrderId } = await world.order(1);
    const version = world.store.order(id)?.version ?? 0;
    const values = [
      { field: 'notes', before: world.store.order(id)?.order?.notes ?? '', after: '電話で確認 & <済>' },
      {
        field: 'recipient.phone',
        before: world.store.order(id)?.order?.recipient.phone ?? '',
        after: '03-1111-2222',
      },
    ];
    const permit = editPermit(world.store, id);
    world.store.commit([{ kind: 'order.edit', permit, by: 'detail', values, why: '' }], {
      actor: '山田',
      terminal: 'x',
      at: Date.now(),
    });
    expect(world.store.order(id)?.version).toBe(version + 1);
    const entry = await world.enqueue(id, { kind: 'fields', fields: ['notes', 'recipient.phone'] });
    await world.until(entry.id, 'done');
    expect(world.atMall(mallOrderId).order.Notes).toBe('電話で確認 & <済>');
    expect(world.atMall(mallOrderId).ship.ShipPhoneNumber).toBe('03-1111-2222');
    // The mall has them: they are no edits any more.
    expect(world.store.order(id)?.localEdits).toEqual([]);
  });

  it('keeps the warnings and goes on', async () => {
    const { id } = await world.order(1);
    world.simulator.control.addFault({
      path: 'orderStatusChange',
      action: { kind: 'warning', code: 'od91130', detail: '1,2' },
    });
    const done = await world.until((await world.enqueue(id, cancel)).id, 'done');
    expect(done.warnings).toEqual([{ code: 'od91130', message: '', detail: '1,2' }]);
  });

  it('does not take a cancel that comes later for done here', async () => {
    const { id, mallOrderId } = await world.order(1);
    world.simulator.control.settings({ deferCancels: true });
    const done = await world.until((await world.enqueue(id, cancel)).id, 'done');
    expect(done.warnings.map(({ code }) => code)).toEqual(['od91704']);
    expect(world.store.order(id)?.order?.mallStatus).toBe('processing');
    world.simulator.control.applyDeferredCancels();
    expect(world.atMall(mallOrderId).order.OrderStatus).toBe(4);
  });

  it('sends nothing when the mall has it already', async () => {
    const { id, mallOrderId } = await world.order(1);
    world.simulator.control.patchOrder({
      sellerId: 'teststore',
      orderId: mallOrderId,
      patch: { order: { OrderStatus: 4 } },
    });
    await world.until((await world.enqueue(id, cancel, phaseIdOf.cancelled)).id, 'done');
    expect(world.simulator.control.acceptedWrites()).toEqual([]);
    expect(world.actions(id)).toContain('outbox_already');
    expect(world.store.order(id)?.phaseId).toBe(phaseIdOf.cancelled);
  });

  it('reads the order again when there is nothing else to do', async () => {
    const { id, mallOrderId } = await world.order(1);
    await world.until((await world.enqueue(id, ship)).id, 'done');
    const version = () => world.store.order(id)?.order?.mallVersion;
    await world.until(1, 'done', () => world.store.outbox.readDue(world.store.shops()[0]?.id ?? '') === null);
    expect(version()).toBe(String(world.atMall(mallOrderId).order.Version));
  });
});

it('a bulk action queues many, and its rows end with what the mall says', async () => {
  const orders = [
    await world.order(1),
    await world.order(2, (order) => {
      order.order.OrderStatus = 4;
    }),
    await world.order(3, (order) => {
      order.order.FraudHoldStatus = 1;
    }),
  ];
  const { jobs } = world.core.operations;
  const job = await jobs.start(
    {
      target: { kind: 'orders', orderIds: orders.map(({ id }) => id) },
      action: {
        kind: 'mall',
        operation: { kind: 'status', to: 'completed' },
        phaseAfter: phaseIdOf.completed,
      },
    },
    { actor: '山田' },
  );
  const ended = Promise.withResolvers<void>();
  const stop = world.store.subscribe(() => {
    if (world.store.job(job.id)?.state === 'completed') ended.resolve();
  });
  await ended.promise;
  stop();
  const { rows } = await jobs.rows({ jobId: job.id, offset: 0, limit: 10 }, { actor: 'x' });
  expect(rows.map(({ state, error }) => [state, error?.code ?? null])).toEqual([
    ['done', null],
    ['failed', 'mall_operation_invalid'],
    ['failed', 'fraud_held'],
  ]);
  expect(world.atMall('teststore-1').order.OrderStatus).toBe(5);
  expect(world.simulator.control.refusedWrites()).toEqual([]);
  expect(world.store.order(orders[0]?.id ?? 0)?.phaseId).toBe(phaseIdOf.completed);
  const impossible = async () =>
    jobs.start(
      {
        target: { kind: 'orders', orderIds: [1] },
        action: {
          kind: 'mall',
          operation: { kind: 'cancel', reason: '999', detail: '' },
          phaseAfter: null,
        },
      },
      { actor: 'x' },
    );
  await expect(impossible()).rejects.toMatchObject({ code: 'mall_operation_invalid' });
});

describe('an operation is refused', () => {
  it('before it is queued, when the mall is known to refuse it', async () => {
    const { id } = await world.order(1, (order) => {
      order.order.OrderStatus = 4;
    });
    await expect(world.enqueue(id, { kind: 'status', to: 'completed' })).rejects.toMatchObject({
      code: 'mall_operation_invalid',
      details: { field: 'mallStatus', reason: 'transition', from: 'cancelled' },
    });
    expect(world.store.outbox.counts()).toEqual([]);
  });

  it('judged by what waits before it', async () => {
    const { id } = await world.order(1);
    await world.core.operations.outbox.enqueue(
      { orderId: id, operation: cancel, phaseAfter: null },
      { actor: 'x' },
    );
    await expect(world.enqueue(id, { kind: 'status', to: 'on_hold' })).rejects.toMatchObject({
      details: { reason: 'transition' },
    });
  });

  it('by the mall, and says with which words', async () => {
    const { id, mallOrderId } = await world.order(1);
    world.simulator.control.addFault({
      path: 'orderShipStatusChange',
      action: { kind: 'error', status: 400, code: 'od90175', message: 'Sagawa says no' },
    });
    const failed = await world.until((await world.enqueue(id, ship)).id, 'failed');
    expect(failed.error).toMatchObject({
      code: 'mall_error_unknown',
      details: { mallCode: 'od90175', mallMessage: 'Sagawa says no' },
    });
    expect(
      world.store.orderWindow({
        filter: {},
        search: '',
        sort: { column: 'orderedAt', direction: 'asc' },
        offset: 0,
        limit: 1,
      }).rows[0]?.outbox,
    ).toBe('failed');

    const again = await world.retry(failed.id);
    expect(again).toMatchObject({ state: 'waiting', error: null });
    await world.until(failed.id, 'done');
    expect(world.atMall(mallOrderId).ship.ShipStatus).toBe(3);
    expect(
      world.store.orderWindow({
        filter: {},
        search: '',
        sort: { column: 'orderedAt', direction: 'asc' },
        offset: 0,
        limit: 1,
      }).rows[0]?.outbox,
    ).toBe('none');
  });

  it('when the order changed at the mall meanwhile', async () => {
    const { id, mallOrderId } = await world.order(1);
    world.simulator.control.patchOrder({
      sellerId: 'teststore',
      orderId: mallOrderId,
      patch: { order: { OrderStatus: 4 } },
    });
    const failed = await world.until(
      (await world.enqueue(id, { kind: 'status', to: 'completed' })).id,
      'failed',
    );
    expect(failed.error).toMatchObject({ code: 'mall_operation_invalid', details: { reason: 'transition' } });
    expect(world.simulator.control.refusedWrites()).toEqual([]);
  });
});

describe('a held order', () => {
  it('takes nothing but a cancel', async () => {
    const { id, mallOrderId } = await world.order(1, (order) => {
      order.order.FraudHoldStatus = 1;
    });
    for (const operation of [ship, { kind: 'seen' }, { kind: 'status', to: 'completed' }] as MallOperation[])
      await expect(world.enqueue(id, operation)).rejects.toMatchObject({ code: 'fraud_held' });
    await world.until((await world.enqueue(id, cancel)).id, 'done');
    expect(world.atMall(mallOrderId).order.OrderStatus).toBe(4);
    expect(world.simulator.control.refusedWrites()).toEqual([]);
  });

  it('sends nothing when the hold came after it was queued', async () => {
    const { id, mallOrderId } = await world.order(1);
    world.simulator.control.setFraudHold({ sellerId: 'teststore', orderId: mallOrderId, status: 3 });
    const failed = await world.until((await world.enqueue(id, ship, phaseIdOf.shipped)).id, 'failed');
    expect(failed.error?.code).toBe('fraud_held');
    expect(world.simulator.control.refusedWrites()).toEqual([]);
    expect(world.store.order(id)).toMatchObject({
      phaseId: phaseIdOf.new,
      order: { fraudHold: 'confirmed' },
    });
  });
});

describe('operations of one order', () => {
  it('keep their order: one that failed holds back the later ones, which say so', async () => {
    const { id } = await world.order(1);
    const other = await world.order(2);
    world.simulator.control.addFault({
      path: 'orderShipStatusChange',
      orderId: 'teststore-1',
      action: { kind: 'error', status: 400, code: 'od90175' },
    });
    const first = await world.enqueue(id, ship);
    const second = await world.enqueue(id, { kind: 'status', to: 'completed' });
    const elsewhere = await world.enqueue(other.id, { kind: 'seen' });
    await world.until(first.id, 'failed');
    await world.until(elsewhere.id, 'done');
    expect(await world.entry(second.id)).toMatchObject({
      state: 'waiting',
      error: { code: 'outbox_blocked', details: { reason: 'failed', blockedBy: first.id } },
    });
    await world.withdraw(first.id);
    await world.until(second.id, 'done');
    await expect(world.withdraw(second.id)).rejects.toMatchObject({ code: 'outbox_not_waiting' });
    expect(world.actions(id)).toContain('outbox_withdrawn');
  });

  it('wait for the end of the buyer’s ten minutes', async () => {
    const { id } = await world.order(1, (order) => {
      order.order.OrderTime = `${new Date(Date.now() + 9 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+09:00`;
    });
    const entry = await world.enqueue(id, cancel);
    const waiting = await world.until(entry.id, 'waiting', ({ nextAt }) => nextAt !== null);
    expect(waiting.error?.details.reason).toBe('read_only');
    expect((waiting.nextAt ?? 0) - Date.now()).toBeGreaterThan(8 * 60_000);
    expect(world.simulator.control.refusedWrites()).toEqual([]);
  });
});
