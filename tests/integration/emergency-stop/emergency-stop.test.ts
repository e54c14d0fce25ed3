import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EmergencyStopService } from '#main/core/emergency-stop/emergency-stop-service.ts';
import { openStore } from '#main/db/open-store.ts';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import { silentLog, temporaryFolder } from '#main/db/testing/test-store.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { type OrderDesk, openDesk, operator, refusalOf } from '../../support/order-desk.ts';

const order = { reason: '在庫数の異常', name: '山田', isInstructed: true, confirmation: '' };
const ctx = operator();

describe('over the whole core', () => {
  let desk: OrderDesk;
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(() => desk.close());

  it('manual import works while it is stopped, and twice brings nothing twice', async () => {
    const orders = [sampleOrder(1, 1), sampleOrder(1, 2)];
    await desk.operations.emergencyStop.stop(order, ctx);
    await desk.import(...orders);
    await desk.import(...orders);
    for (const imported of orders) expect(desk.idOf(imported)).toBeGreaterThan(0);
    expect(desk.store.orderCounts().phases.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect((await desk.operations.emergencyStop.status({}, ctx)).stop).toMatchObject({ name: '山田' });
  });

  it('every window is told of the stop and of its end', async () => {
    const { emergencyStop, system } = desk.operations;
    const listening = new AbortController();
    const events = await system.events({}, { actor: '佐藤', signal: listening.signal });
    const told = events[Symbol.asyncIterator]();
    const next = async () => (await told.next()).value;
    expect(await next()).toMatchObject({ type: 'ready' });
    /** The notice behind the bell comes with it, before or after. */
    const nextOfStop = async () => {
      const event = await next();
      return event?.type === 'changed' && event.entity === 'notice' ? next() : event;
    };
    const { id } = await emergencyStop.stop(order, ctx);
    expect(await nextOfStop()).toMatchObject({ type: 'changed', entity: 'emergencyStop', ids: [id] });
    await emergencyStop.beginResume({ name: '佐藤' }, ctx);
    expect(await nextOfStop()).toMatchObject({ type: 'changed', entity: 'emergencyStop', ids: [id] });
    await emergencyStop.resume({ name: '佐藤' }, ctx);
    expect(await nextOfStop()).toMatchObject({ type: 'changed', entity: 'emergencyStop', ids: [id] });
    listening.abort();
    expect(await emergencyStop.status({}, ctx)).toEqual({ stop: null, resume: null });
    const { stops } = await emergencyStop.journal({ limit: 10 }, ctx);
    expect(stops).toMatchObject([{ id, name: '山田', resumedBy: '佐藤' }]);
  });

  it('gives up the way back and stays stopped', async () => {
    const { emergencyStop } = desk.operations;
    expect(await refusalOf(() => emergencyStop.beginResume({ name: '佐藤' }, ctx))).toBe('stop_none');
    expect(await emergencyStop.cancelResume({}, ctx)).toEqual({ stop: null });
    await emergencyStop.stop(order, ctx);
    await emergencyStop.beginResume({ name: '佐藤' }, ctx);
    expect((await emergencyStop.cancelResume({}, ctx)).stop).toMatchObject({ name: '山田' });
    expect(await refusalOf(() => emergencyStop.resume({ name: '佐藤' }, ctx))).toBe('stop_not_compared');
  });
});

it('is in force again as soon as the file is opened again, with the whole journal', () => {
  const { file, remove } = temporaryFolder();
  const open = () => {
    const store = openStore({ file, log: silentLog });
    const stops = new EmergencyStopService({
      store,
      clock: systemClock,
      log: silentLog,
      terminalName: () => '受注PC',
      newId: randomUUID,
    });
    return { stops, close: () => store.close() };
  };
  try {
    const first = open();
    first.stops.stop(order, ctx);
    first.stops.end('佐藤', ctx);
    const stop = first.stops.stop({ ...order, reason: 'モールの障害' }, ctx);
    first.close();
    const second = open();
    expect(second.stops.current()).toEqual(stop);
    expect(second.stops.journal(10).map(({ reason }) => reason)).toEqual(['モールの障害', '在庫数の異常']);
    second.stops.end('佐藤', ctx);
    second.close();
    const third = open();
    expect(third.stops.current()).toBeNull();
    third.close();
  } finally {
    remove();
  }
});
