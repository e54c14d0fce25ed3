import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
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
  arrivalDate: null,
  carrierCode: '1002',
  slipNumber: '123456',
  slipEmptyReason: '',
};
const path = 'orderShipStatusChange';
const fault = (rule: Parameters<OutboxWorld['simulator']['control']['addFault']>[0]) =>
  world.simulator.control.addFault({ path, ...rule });
const writes = () => world.simulator.control.acceptedWrites().length;
const calls = () => world.simulator.control.journal({ path }).length;

describe('a lost answer', () => {
  it.each([
    ['the connection is cut after the work was done', { action: { kind: 'reset', afterProcessing: true } }],
    ['the answer is cut', { action: { kind: 'cut', bytes: 60 } }],
    ['the answer is cut and looks whole', { action: { kind: 'cut', bytes: 60, honestLength: true } }],
    ['the answer is no XML', { action: { kind: 'replace', find: '<', with: '(' } }],
    ['something in between answers', { action: { kind: 'status', status: 502 } }],
  ] as const)('is found at the mall and not sent again: %s', async (_name, rule) => {
    const { id } = await world.order(1);
    fault(rule);
    const entry = await world.enqueue(id, ship);
    await world.until(entry.id, 'done');
    expect([writes(), calls()]).toEqual([1, 1]);
    expect(world.actions(id)).toEqual([
      'imported',
      'outbox_queued',
      'outbox_sent',
      'outbox_unknown',
      'updated_by_import',
      'outbox_confirmed',
    ]);
  });

  it('of a request that comes in time after all is waited for', async () => {
    const { id } = await world.order(1);
    fault({ action: { kind: 'late', applyAfterMs: 250 } });
    const entry = await world.enqueue(id, ship);
    const unknown = await world.until(entry.id, 'unknown');
    expect(unknown.error).toMatchObject({
      code: 'outbox_answer_lost',
      details: { cause: 'mall_unreachable' },
    });
    await world.until(entry.id, 'done');
    expect([writes(), calls()]).toEqual([1, 1]);
  });

  it('shows in the list while it lasts, and holds back the rest of its order only', async () => {
    const { id } = await world.order(1);
    const other = await world.order(2);
    fault({ action: { kind: 'late', applyAfterMs: 250 } });
    const entry = await world.enqueue(id, ship);
    const next = await world.enqueue(id, { kind: 'seen' });
    await world.until(entry.id, 'unknown');
    const { rows } = world.store.orderWindow({
      filter: {},
      search: '',
      sort: { column: 'mallOrderId', direction: 'asc' },
      offset: 0,
      limit: 2,
    });
    expect(rows.map(({ outbox }) => outbox)).toEqual(['unknown', 'none']);
    expect((await world.entry(next.id)).error).toMatchObject({
      code: 'outbox_blocked',
      details: { reason: 'unknown' },
    });
    const elsewhere = await world.enqueue(other.id, { kind: 'seen' });
    await world.until(elsewhere.id, 'done');
    expect((await world.entry(entry.id)).state).toBe('unknown');
    await world.until(next.id, 'done');
  });
});

describe('a lost request', () => {
  it('is sent again once it cannot arrive any more', async () => {
    const { id } = await world.order(1);
    fault({ action: { kind: 'reset' } });
    const entry = await world.enqueue(id, ship);
    const { updatedAt } = await world.until(entry.id, 'unknown');
    const done = await world.until(entry.id, 'done');
    expect(done.attempts).toBe(2);
    expect(done.updatedAt - updatedAt).toBeGreaterThanOrEqual(400);
    expect([writes(), calls()]).toEqual([1, 2]);
    expect(world.actions(id)).toContain('outbox_returned');
  });

  it('stays unknown when others changed the order, until an operator asks', async () => {
    const { id, mallOrderId } = await world.order(1);
    fault({ action: { kind: 'reset' } });
    fault({ path: 'orderInfo', skip: 1, delayMs: 100, action: { kind: 'none' } });
    const entry = await world.enqueue(id, ship);
    await world.until(entry.id, 'unknown');
    world.simulator.control.patchOrder({
      sellerId: 'teststore',
      orderId: mallOrderId,
      patch: { order: { Notes: 'someone else was here' } },
    });
    const stuck = await world.until(
      entry.id,
      'unknown',
      ({ error }) => error?.details.reason === 'ambiguous',
    );
    expect(stuck.nextAt).toBeNull();
    await expect(world.withdraw(entry.id)).rejects.toMatchObject({ code: 'outbox_not_waiting' });
    expect(writes()).toBe(0);

    await world.retry(entry.id);
    await world.until(entry.id, 'done');
    expect([writes(), calls()]).toEqual([1, 2]);
  });

  it('is not sent again when the operator asks and it did arrive', async () => {
    const { id, mallOrderId } = await world.order(1);
    fault({ action: { kind: 'reset', afterProcessing: true } });
    // The mall's own system changes what was sent: nobody can tell.
    fault({ path: 'orderInfo', skip: 1, action: { kind: 'replace', find: '123456', with: '999999' } });
    const entry = await world.enqueue(id, ship);
    await world.until(entry.id, 'unknown', ({ error }) => error?.details.reason === 'ambiguous');
    await world.retry(entry.id);
    await world.until(entry.id, 'done');
    expect([writes(), calls()]).toEqual([1, 1]);
    expect(world.atMall(mallOrderId).ship.ShipInvoiceNumber1).toBe('123456');
  });
});

describe('an end in the middle', () => {
  it('of which nobody knows whether it arrived is settled by the next start', async () => {
    const first = await world.order(1);
    const second = await world.order(2);
    fault({ orderId: 'teststore-1', delayMs: 300, action: { kind: 'none' } });
    const sent = await world.enqueue(first.id, ship);
    const waiting = await world.enqueue(second.id, ship);
    await world.until(sent.id, 'sending');
    // As after a kill: the row says that it is being sent, and nobody is.
    await world.restart(() => {
      const at = Date.now();
      const base = { mallVersion: '1', mallUpdatedAt: null, before: {}, wanted: { isSeen: 'true' } };
      const entry = world.store.outbox.entry(waiting.id);
      expect(entry?.state).toBe('waiting');
      world.store.commit(
        [
          {
            kind: 'outbox.move',
            entryId: waiting.id,
            from: ['waiting'],
            to: 'sending',
            nextAt: null,
            error: null,
            failures: 0,
            base: { ...base, wanted: { 'shipping.slipNumber1': '123456' } },
            history: null,
          },
        ],
        { actor: 'x', terminal: 'x', at },
      );
    });
    await world.until(sent.id, 'done');
    const lost = await world.entry(waiting.id);
    expect(lost.state).toBe('unknown');
    await world.retry(waiting.id);
    await world.until(waiting.id, 'done');
    expect(writes()).toBe(2);
  });
});
