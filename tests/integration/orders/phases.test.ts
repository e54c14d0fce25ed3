import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { ConditionGroup } from '#shared/domain/order-condition.ts';
import { type Phase, phaseIdOf } from '#shared/domain/phase.ts';
import { type OrderDesk, openDesk, operator, refusalOf } from '../../support/order-desk.ts';

const ctx = operator();
const always: ConditionGroup = { join: 'and', parts: [] };
let desk: OrderDesk;

beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const orders = (count: number, fraudHold: MallOrder['fraudHold'] = 'none', from = 0) =>
  Array.from({ length: count }, (_, at): MallOrder => {
    return { ...sampleOrder(4, from + at + 1), mallStatus: 'processing', fraudHold };
  });
const create = (name: string, kind: 'custom' | 'cancelled' = 'custom'): Promise<Phase> | Phase =>
  desk.operations.phases.create({ name, kind, color: 'blue' }, ctx);
const names = async () => (await desk.operations.phases.list({}, ctx)).phases.map(({ name }) => name);
const countIn = (phaseId: number) =>
  desk.store.orderCounts().phases.find((count) => count.phaseId === phaseId)?.count ?? 0;
const move = (ofOrders: MallOrder[], phaseId: number) =>
  desk.operations.phases.move({ orderIds: ofOrders.map(desk.idOf), phaseId, by: 'menu' }, ctx);
const remove = (phase: Phase, moveTo: number | null) =>
  desk.operations.phases.remove({ phaseId: phase.id, version: phase.version, moveTo }, ctx);

describe('phases', () => {
  it('are created last, each with a view of its own, changed, put in another order', async () => {
    const own = await create('検品');
    expect(own).toMatchObject({ name: '検品', kind: 'custom', builtIn: false, position: 9 });
    expect(desk.store.views().map(({ id }) => id)).toContain(`phase:${own.id}`);
    const { operations } = desk;
    const changed = await operations.phases.update(
      { phaseId: own.id, version: own.version, name: '検品中', color: 'red', kind: 'awaiting_shipment' },
      ctx,
    );
    expect(changed).toMatchObject({ name: '検品中', color: 'red', kind: 'awaiting_shipment', version: 2 });
    const stale = {
      phaseId: own.id,
      version: own.version,
      name: '別',
      color: 'red',
      kind: 'custom',
    } as const;
    expect(await refusalOf(() => operations.phases.update(stale, ctx))).toBe('conflict');
    await operations.phases.reorder({ phaseIds: [own.id, phaseIdOf.failed] }, ctx);
    expect((await names()).slice(0, 3)).toEqual(['検品中', '失敗', '自動受注取込']);
  });

  it('have names of their own', async () => {
    const own = await create('検品');
    expect(await refusalOf(() => create('検品'))).toBe('phase_name_taken');
    const taken = { phaseId: own.id, version: 1, name: '完了', color: 'blue', kind: 'custom' } as const;
    expect(await refusalOf(() => desk.operations.phases.update(taken, ctx))).toBe('phase_name_taken');
  });

  it('built-in ones keep their kind and cannot be removed', async () => {
    const shipped = (await desk.operations.phases.list({}, ctx)).phases.find(
      ({ id }) => id === phaseIdOf.shipped,
    );
    if (shipped === undefined) throw new Error('It is built in');
    const { id: phaseId, version, color } = shipped;
    const renamed = await desk.operations.phases.update(
      { phaseId, version, name: '発送済み', color, kind: 'custom' },
      ctx,
    );
    expect(renamed).toMatchObject({ name: '発送済み', kind: 'shipped' });
    expect(await refusalOf(() => remove(renamed, phaseIdOf.new))).toBe('phase_built_in');
  });

  it('move reports every order', async () => {
    const [free, held] = [orders(2), orders(1, 'under_review', 2)];
    await desk.import(...free, ...held);
    const job = await move([...free, ...held], phaseIdOf.shipped);
    expect(job).toMatchObject({
      kind: 'phase',
      state: 'completed',
      progress: { total: 3, done: 2, failed: 1 },
    });
    expect([countIn(phaseIdOf.shipped), countIn(phaseIdOf.new)]).toEqual([2, 1]);
  });
});

describe('removing a phase', () => {
  it('asks where its orders go, and takes them there, however many', async () => {
    const own = await create('検品');
    const many = orders(1_200);
    await desk.import(...many);
    for (let at = 0; at < many.length; at += 400) await move(many.slice(at, at + 400), own.id);
    expect(await refusalOf(() => remove(own, null))).toBe('phase_in_use');
    expect(await refusalOf(() => remove({ ...own, version: 7 }, phaseIdOf.new))).toBe('conflict');
    expect(countIn(own.id)).toBe(1_200);

    await remove(own, phaseIdOf.awaitingShipment);
    expect([countIn(phaseIdOf.awaitingShipment), await names()]).toEqual([
      1_200,
      expect.not.arrayContaining(['検品']),
    ]);
    const [first] = many;
    if (first === undefined) throw new Error('There are orders');
    expect(desk.store.orderHistory(desk.idOf(first))[0]).toMatchObject({
      action: 'phase_changed_by_removal',
      note: '検品',
      changes: [{ field: 'phase', before: '検品', after: '出荷待ち' }],
    });
    // Its number is not given again: histories name it still.
    expect((await create('次')).id).toBeGreaterThan(own.id);
  });

  it('is refused as a whole while held orders in it may not go there', async () => {
    const own = await create('検品');
    const [free, held] = [orders(3), orders(2, 'none', 3)];
    await desk.import(...free, ...held);
    await move([...free, ...held], own.id);
    await desk.import(...orders(2, 'under_review', 3));
    await expect(remove(own, phaseIdOf.new)).rejects.toMatchObject({
      code: 'fraud_held',
      details: { count: 2 },
    });
    expect([countIn(own.id), countIn(phaseIdOf.new)]).toEqual([5, 0]);
    await remove(own, phaseIdOf.cancelled);
    expect(countIn(phaseIdOf.cancelled)).toBe(5);
  });

  it('turns the rules that named it', async () => {
    const own = await create('検品');
    const other = await create('保管');
    for (const phase of [own, other]) {
      await desk.operations.rules.save(
        { name: phase.name, isOn: true, where: always, phaseId: phase.id },
        ctx,
      );
    }
    await remove(own, phaseIdOf.shipped);
    await remove(other, null);
    const { rules } = await desk.operations.rules.list({}, ctx);
    expect(rules.map(({ phaseId, isOn }) => [phaseId, isOn])).toEqual([
      [phaseIdOf.shipped, true],
      [phaseIdOf.new, false],
    ]);
  });

  it('a phase of cancelled orders does not become another while held ones lie in it', async () => {
    const own = await create('返金待ち', 'cancelled');
    const held = orders(1, 'under_review');
    await desk.import(...held);
    await move(held, own.id);
    const into = {
      phaseId: own.id,
      version: own.version,
      name: '返金待ち',
      color: 'blue',
      kind: 'custom',
    } as const;
    expect(await refusalOf(() => desk.operations.phases.update(into, ctx))).toBe('fraud_held');
    await desk.operations.fraud.saveSettings({ restrictHeldOrders: false, applyToDetail: true }, ctx);
    expect(await refusalOf(() => desk.operations.phases.update(into, ctx))).toBe(null);
  });
});
