import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { ConditionGroup } from '#shared/domain/order-condition.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { type OrderDesk, openDesk, operator, refusalOf } from '../../support/order-desk.ts';

const ctx = operator();
let desk: OrderDesk;
let told: Notice[];
let events: ChangeEvent[];

beforeEach(() => {
  told = [];
  events = [];
  desk = openDesk({
    notifier: {
      expiry: () => undefined,
      waiting: () => undefined,
      notices: (notices) => {
        told.push(...notices.filter(({ kind }) => kind === 'hold_released'));
      },
    },
  });
  desk.store.subscribe((changes) => {
    events.push(...changes);
  });
});
afterEach(() => desk.close());

const order = (number: number, fraudHold: FraudHoldStatus = 'none', change = {}): MallOrder => ({
  ...sampleOrder(9, number),
  mallStatus: 'processing',
  fraudHold,
  ...change,
});
const always: ConditionGroup = { join: 'and', parts: [] };
const rule = (name: string, phaseId: number, where = always, isOn = true) =>
  desk.operations.rules.save({ name, isOn, where, phaseId }, ctx);
const phaseOf = (one: MallOrder) => desk.store.order(desk.idOf(one))?.phaseId;
const historyOf = (one: MallOrder) => desk.store.orderHistory(desk.idOf(one));
const releases = async () => (await desk.operations.fraud.releases({}, ctx)).releases;

describe('import rules', () => {
  it('the first that holds decides where a new order begins, and the history names it', async () => {
    const gifts: ConditionGroup = {
      join: 'and',
      parts: [{ field: 'shipping.needGiftWrap', operator: 'is_true', values: [] }],
    };
    await rule('止めた規則', phaseIdOf.completed, always, false);
    await rule('ギフトは出荷待ち', phaseIdOf.awaitingShipment, gifts);
    await rule('残りは入金待ち', phaseIdOf.awaitingPayment);
    const gift = order(1);
    gift.shipping.needGiftWrap = true;
    const plain = order(2);
    plain.shipping.needGiftWrap = false;
    await desk.import(gift, plain);
    expect([phaseOf(gift), phaseOf(plain)]).toEqual([phaseIdOf.awaitingShipment, phaseIdOf.awaitingPayment]);
    expect(historyOf(gift)).toMatchObject([
      {
        action: 'phase_changed_by_rule',
        note: 'ギフトは出荷待ち',
        changes: [{ field: 'phase', before: '新規受付', after: '出荷待ち' }],
      },
      { action: 'imported' },
    ]);
  });

  it('decide once: a later import moves nothing', async () => {
    await desk.import(order(1));
    await rule('規則', phaseIdOf.shipped);
    await desk.import({ ...order(1), notes: '新しい' });
    expect(phaseOf(order(1))).toBe(phaseIdOf.new);
  });

  it('are tried in the order given, changed with the version seen, and refused with conditions that cannot be', async () => {
    const first = await rule('一', phaseIdOf.shipped);
    const second = await rule('二', phaseIdOf.completed);
    await desk.operations.rules.reorder({ ids: [second.id] }, ctx);
    expect((await desk.operations.rules.list({}, ctx)).rules.map(({ name }) => name)).toEqual(['二', '一']);
    await desk.import(order(1));
    expect(phaseOf(order(1))).toBe(phaseIdOf.completed);

    const { operations } = desk;
    await operations.rules.save({ ...second, isOn: false }, ctx);
    expect(await refusalOf(() => operations.rules.save({ ...second, name: '三' }, ctx))).toBe('conflict');
    expect(
      await refusalOf(() => operations.rules.remove({ id: second.id, version: second.version }, ctx)),
    ).toBe('conflict');
    const nonsense: ConditionGroup = {
      join: 'and',
      parts: [{ field: 'nothing', operator: 'is_true', values: [] }],
    };
    expect(await refusalOf(() => rule('四', phaseIdOf.new, nonsense))).toBe('invalid_input');
    expect(await refusalOf(() => rule('四', 99))).toBe('not_found');
    await operations.rules.remove({ id: first.id, version: first.version }, ctx);
    await desk.import(order(2));
    expect(phaseOf(order(2))).toBe(phaseIdOf.new);
  });
});

describe('a rule that meets a held order', () => {
  beforeEach(() => rule('すぐ出荷', phaseIdOf.awaitingShipment));

  it('puts it into 失敗, says why, and offers the change when the hold is lifted', async () => {
    await desk.import(order(1, 'under_review'));
    expect(phaseOf(order(1))).toBe(phaseIdOf.failed);
    expect(historyOf(order(1))[0]).toMatchObject({
      action: 'held_change_refused',
      note: 'すぐ出荷',
      changes: [
        { field: 'phase', before: '新規受付', after: '失敗' },
        { field: 'refusedPhase', before: '', after: '出荷待ち' },
      ],
    });
    expect([await releases(), told]).toEqual([[], []]);

    await desk.import(order(1, 'released'));
    const orderId = desk.idOf(order(1));
    expect(await releases()).toMatchObject([
      { orderId, phaseId: phaseIdOf.failed, refusedPhaseId: phaseIdOf.awaitingShipment },
    ]);
    expect(told.map((release) => release.orderId)).toEqual([orderId]);
    expect(events).toContainEqual(expect.objectContaining({ entity: 'fraudRelease', ids: [orderId] }));
    expect(historyOf(order(1))[0]).toMatchObject({ action: 'hold_released' });

    const job = await desk.operations.fraud.acceptReleases({ orderIds: [orderId] }, ctx);
    expect(job.progress).toMatchObject({ total: 1, done: 1 });
    expect([phaseOf(order(1)), await releases()]).toEqual([phaseIdOf.awaitingShipment, []]);
    expect(historyOf(order(1))[0]).toMatchObject({ action: 'phase_changed_on_release', actor: '山田' });
    expect(told).toHaveLength(1);
  });

  it('does not make the change on its own, and forgets it when told so', async () => {
    await desk.import(order(1, 'confirmed'));
    await desk.import(order(1, 'released'));
    expect(phaseOf(order(1))).toBe(phaseIdOf.failed);
    await desk.operations.fraud.dismissReleases({ orderIds: [desk.idOf(order(1))] }, ctx);
    expect([phaseOf(order(1)), await releases()]).toEqual([phaseIdOf.failed, []]);
    expect(historyOf(order(1))[0]).toMatchObject({ action: 'release_dismissed' });
  });

  it('takes the offer back when the hold is on again, and passes the guard if it comes between', async () => {
    await desk.import(order(1, 'under_review'));
    await desk.import(order(1, 'released'));
    await desk.import(order(1, 'under_review'));
    expect(await releases()).toEqual([]);
    await desk.operations.fraud.acceptReleases({ orderIds: [desk.idOf(order(1))] }, ctx);
    expect(phaseOf(order(1))).toBe(phaseIdOf.failed);
  });

  it('offers nothing once someone moved the order', async () => {
    await desk.import(order(1, 'under_review'));
    const orderIds = [desk.idOf(order(1))];
    await desk.operations.phases.move({ orderIds, phaseId: phaseIdOf.cancelled, by: 'menu' }, ctx);
    await desk.import(order(1, 'released'));
    expect(await releases()).toMatchObject([{ refusedPhaseId: null }]);
    await desk.operations.fraud.acceptReleases({ orderIds }, ctx);
    expect([phaseOf(order(1)), await releases()]).toEqual([phaseIdOf.cancelled, []]);
  });

  it('moves it as any other while the guard is switched off', async () => {
    await desk.operations.fraud.saveSettings({ restrictHeldOrders: false, applyToDetail: true }, ctx);
    await desk.import(order(1, 'under_review'));
    expect(phaseOf(order(1))).toBe(phaseIdOf.awaitingShipment);
  });
});

it('a lifted hold without a refused change is told as well', async () => {
  await desk.import(order(1, 'under_review'), order(2, 'none'));
  await desk.import(order(1, 'released'), order(2, 'released'));
  expect(await releases()).toMatchObject([{ orderId: desk.idOf(order(1)), refusedPhaseId: null }]);
  expect(told).toHaveLength(1);
});
