import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import { shopId, shopInput } from '#main/db/testing/test-store.ts';
import type { AcceptInput } from '#shared/contract/auto-import.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { ConditionGroup } from '#shared/domain/order-condition.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { type OrderDesk, openDesk, operator, refusalOf } from '../../support/order-desk.ts';

const ctx = operator();
let desk: OrderDesk;

beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const order = (number: number, fraudHold: FraudHoldStatus = 'none', change = {}): MallOrder => ({
  ...sampleOrder(4, number),
  mallStatus: 'processing',
  fraudHold,
  ...change,
});
const always: ConditionGroup = { join: 'and', parts: [] };
const dear: ConditionGroup = {
  join: 'and',
  parts: [{ field: 'money.totalYen', operator: 'at_least', values: ['10000'] }],
};
const withTotal = (number: number, totalYen: number, fraudHold: FraudHoldStatus = 'none'): MallOrder => {
  const one = order(number, fraudHold);
  return { ...one, money: { ...one.money, totalYen } };
};
const rule = (name: string, phaseId: number, where = always) =>
  desk.operations.rules.save({ name, isOn: true, where, phaseId }, ctx);
const phaseOf = (one: MallOrder) => desk.store.order(desk.idOf(one))?.phaseId;
const historyOf = (one: MallOrder) => desk.store.orderHistory(desk.idOf(one));
const accept = async (input: AcceptInput = {}) =>
  desk.ended(await desk.operations.autoImport.accept(input, ctx));
const rowsOf = async (job: { id: string }) =>
  (await desk.operations.jobs.rows({ jobId: job.id, offset: 0, limit: 500 }, ctx)).rows;
const releases = async () => (await desk.operations.fraud.releases({}, ctx)).releases;

describe('受注取込', () => {
  it('takes every staged order to 新規受付 and says so; others stay as they are', async () => {
    desk.stage(order(1), order(2));
    await desk.import(order(3));
    const versions = desk.store.order(desk.idOf(order(3)))?.version;
    const job = await accept();
    expect(job).toMatchObject({ kind: 'accept', state: 'completed', canUndo: true });
    expect(job.progress).toMatchObject({ total: 2, done: 2, failed: 0 });
    expect([phaseOf(order(1)), phaseOf(order(2))]).toEqual([phaseIdOf.new, phaseIdOf.new]);
    expect(desk.store.order(desk.idOf(order(3)))?.version).toBe(versions);
    expect(historyOf(order(1))[0]).toMatchObject({
      action: 'accepted',
      actor: '山田',
      changes: [{ field: 'phase', before: '自動受注取込', after: '新規受付' }],
    });
  });

  it('takes the first rule that holds, and names it in the history', async () => {
    await rule('高額は入金待ち', phaseIdOf.awaitingPayment, dear);
    await rule('残りは出荷待ち', phaseIdOf.awaitingShipment);
    const [one, other] = [withTotal(1, 20_000), withTotal(2, 500)];
    desk.stage(one, other);
    await accept();
    expect([phaseOf(one), phaseOf(other)]).toEqual([phaseIdOf.awaitingPayment, phaseIdOf.awaitingShipment]);
    expect(historyOf(one)[0]).toMatchObject({
      action: 'phase_changed_by_rule',
      note: '高額は入金待ち',
      changes: [{ field: 'phase', before: '自動受注取込', after: '入金待ち' }],
    });
  });

  it('evaluates a rule as at import: an order begins in 新規受付 and has no memo', async () => {
    const where: ConditionGroup = {
      join: 'and',
      parts: [
        { field: 'phase', operator: 'one_of', values: [String(phaseIdOf.new)] },
        { field: 'lines.itemId', operator: 'contains', values: ['ITEM-4'] },
      ],
    };
    await rule('この商品は出荷待ち', phaseIdOf.awaitingShipment, where);
    const one = order(1);
    const [line] = one.lines;
    if (line === undefined) throw new Error('An order has lines');
    const wanted = { ...one, lines: [{ ...line, itemId: 'x-item-4' }] };
    desk.stage(wanted, order(2));
    await accept();
    expect([phaseOf(wanted), phaseOf(order(2))]).toEqual([phaseIdOf.awaitingShipment, phaseIdOf.new]);
  });

  it('takes in some shops, or the orders named, and leaves the others', async () => {
    const second = shopId(2);
    desk.store.commit([{ kind: 'shop.create', id: second, shop: shopInput(2) }], {
      actor: 'x',
      terminal: 'x',
      at: 1,
    });
    desk.stage(order(1), order(2), order(3));
    expect((await accept({ shopIds: [second] })).progress.total).toBe(0);
    expect((await accept({ orderIds: [desk.idOf(order(1))] })).progress).toMatchObject({ total: 1, done: 1 });
    expect([phaseOf(order(1)), phaseOf(order(2))]).toEqual([phaseIdOf.new, phaseIdOf.staging]);
    const again = await accept({ orderIds: [desk.idOf(order(1)), desk.idOf(order(2))] });
    expect(again.progress).toMatchObject({ done: 1, unchanged: 1 });
    expect((await accept({ shopIds: [shopId(1)] })).progress.done).toBe(1);
  });

  it('is undone into staging, and taken in again by 受注取込 only', async () => {
    desk.stage(order(1));
    const job = await accept();
    const undo = await desk.ended(await desk.operations.jobs.undo({ jobId: job.id }, ctx));
    expect(undo).toMatchObject({ canUndo: false, progress: { done: 1 } });
    expect(phaseOf(order(1))).toBe(phaseIdOf.staging);
    expect(await refusalOf(() => desk.operations.jobs.undo({ jobId: undo.id }, ctx))).toBe(
      'job_not_undoable',
    );
    await accept();
    expect(phaseOf(order(1))).toBe(phaseIdOf.new);
  });
});

describe('受注取込 of a held order', () => {
  it('leaves it in staging without a rule, and offers 新規受付 when the hold is lifted', async () => {
    desk.stage(order(1, 'under_review'), order(2));
    const job = await accept();
    expect(job.progress).toMatchObject({ total: 2, done: 1, failed: 1 });
    expect((await rowsOf(job)).map(({ error }) => error?.code ?? null).toSorted()).toEqual([
      'fraud_held',
      null,
    ]);
    expect(phaseOf(order(1))).toBe(phaseIdOf.staging);
    expect(historyOf(order(1))[0]).toMatchObject({ action: 'accept_refused' });
    await accept();
    expect(historyOf(order(1)).filter(({ action }) => action === 'accept_refused')).toHaveLength(1);

    await desk.import(order(1, 'released'));
    const orderId = desk.idOf(order(1));
    expect(await releases()).toMatchObject([
      { orderId, phaseId: phaseIdOf.staging, refusedPhaseId: phaseIdOf.new },
    ]);
    const taken = await desk.operations.fraud.acceptReleases({ orderIds: [orderId] }, ctx);
    expect([taken.progress.done, phaseOf(order(1)), await releases()]).toEqual([1, phaseIdOf.new, []]);
  });

  it('puts it into 失敗 when a rule wanted to move it, with the line of the spec, and offers that', async () => {
    await rule('高額は出荷待ち', phaseIdOf.awaitingShipment, dear);
    const one = withTotal(1, 20_000, 'confirmed');
    desk.stage(one);
    const job = await accept();
    expect(job.progress).toMatchObject({ done: 1, failed: 0 });
    expect(await rowsOf(job)).toMatchObject([
      { state: 'done', before: String(phaseIdOf.staging), after: String(phaseIdOf.failed) },
    ]);
    expect(historyOf(one)[0]).toMatchObject({
      action: 'held_change_refused',
      note: '高額は出荷待ち',
      changes: [
        { field: 'phase', before: '自動受注取込', after: '失敗' },
        { field: 'refusedPhase', before: '', after: '出荷待ち' },
      ],
    });
    // Nothing brings a held order back, an undo neither (spec §4.1).
    const undo = await desk.ended(await desk.operations.jobs.undo({ jobId: job.id }, ctx));
    expect((await rowsOf(undo)).map(({ error }) => error?.code)).toEqual(['fraud_held']);
    expect(phaseOf(one)).toBe(phaseIdOf.failed);

    await desk.import({ ...one, fraudHold: 'released' });
    expect(await releases()).toMatchObject([{ refusedPhaseId: phaseIdOf.awaitingShipment }]);
    await desk.operations.fraud.acceptReleases({ orderIds: [desk.idOf(one)] }, ctx);
    expect(phaseOf(one)).toBe(phaseIdOf.awaitingShipment);
  });

  it('goes with all others while held orders may move', async () => {
    await desk.operations.fraud.saveSettings({ restrictHeldOrders: false, applyToDetail: true }, ctx);
    await rule('高額は出荷待ち', phaseIdOf.awaitingShipment, dear);
    const [one, other] = [withTotal(1, 20_000, 'under_review'), withTotal(2, 1, 'under_review')];
    desk.stage(one, other);
    expect((await accept()).progress).toMatchObject({ done: 2, failed: 0 });
    expect([phaseOf(one), phaseOf(other)]).toEqual([phaseIdOf.awaitingShipment, phaseIdOf.new]);
  });
});

describe('an order in staging', () => {
  it('goes to キャンセル and back by undo, and nowhere else', async () => {
    desk.stage(order(1));
    const orderIds = [desk.idOf(order(1))];
    const move = (phaseId: number) => desk.operations.phases.move({ orderIds, phaseId, by: 'menu' }, ctx);
    for (const { id, kind } of desk.store.phases()) {
      if (kind === 'staging' || kind === 'cancelled') continue;
      expect(await rowsOf(await move(id))).toMatchObject([{ error: { code: 'order_in_staging' } }]);
    }
    const cancelled = await move(phaseIdOf.cancelled);
    expect(phaseOf(order(1))).toBe(phaseIdOf.cancelled);
    await desk.ended(await desk.operations.jobs.undo({ jobId: cancelled.id }, ctx));
    expect(phaseOf(order(1))).toBe(phaseIdOf.staging);
  });

  it('follows the mall: imports and 注文再取込 bring its data up to date', async () => {
    desk.stage(order(1));
    await desk.import({ ...order(1), notes: '新しい' });
    expect(desk.store.order(desk.idOf(order(1)))).toMatchObject({
      phaseId: phaseIdOf.staging,
      order: { notes: '新しい' },
    });
  });
});

describe('staging', () => {
  it('takes nobody in but an import: no move, no rule, no removed phase', async () => {
    await desk.import(order(1));
    const { operations } = desk;
    const orderIds = [desk.idOf(order(1))];
    const job = await operations.phases.move({ orderIds, phaseId: phaseIdOf.staging, by: 'drag' }, ctx);
    expect(await rowsOf(job)).toMatchObject([{ error: { code: 'staging_by_import_only' } }]);
    expect(await refusalOf(() => rule('取込へ', phaseIdOf.staging))).toBe('staging_by_import_only');
    const own = await operations.phases.create({ name: '検品', kind: 'custom', color: 'blue' }, ctx);
    const removal = { phaseId: own.id, version: own.version, moveTo: phaseIdOf.staging };
    expect(await refusalOf(() => operations.phases.remove(removal, ctx))).toBe('staging_by_import_only');
    expect(desk.store.phases().some(({ id }) => id === own.id)).toBe(true);
  });
});
