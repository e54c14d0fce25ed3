import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImportRules } from '#main/core/rules/import-rules.ts';
import { readRuleValues } from '#main/core/rules/rule-values.ts';
import { richOrder } from '#main/db/testing/rich-orders.ts';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { ConditionGroup } from '#shared/domain/order-condition.ts';
import { factValues } from '#shared/domain/order-facts.ts';
import { orderFields } from '#shared/domain/order-fields.ts';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { type OrderDesk, openDesk, operator, refusalOf } from '../../support/order-desk.ts';

const ctx = operator();
let desk: OrderDesk;

beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const always: ConditionGroup = { join: 'and', parts: [] };
const dearerThan = (yen: number): ConditionGroup => ({
  join: 'and',
  parts: [{ field: 'money.totalYen', operator: 'at_least', values: [String(yen)] }],
});

/** Order `number`, of that many thousand yen; the higher its number the newer it is. */
const order = (number: number, fraudHold: FraudHoldStatus = 'none'): MallOrder => {
  const one = sampleOrder(6, number);
  const money = { ...one.money, totalYen: number * 1_000 };
  return { ...one, orderedAt: 1_000_000 + number, mallStatus: 'processing', fraudHold, money };
};
const rule = (name: string, where: ConditionGroup, isOn = true) =>
  desk.operations.rules.save({ name, isOn, where, phaseId: phaseIdOf.awaitingPayment }, ctx);
const dryRun = (where: ConditionGroup, more: { id?: string; tried?: number; phaseId?: number } = {}) => {
  const { tried = 5_000, phaseId = phaseIdOf.awaitingShipment, id } = more;
  return desk.operations.rules.dryRun({ rule: { where, phaseId, id }, tried }, ctx);
};

describe('the dry run of a rule', () => {
  it('counts and names the newest orders it holds for, and changes nothing', async () => {
    desk.stage(...[1, 2, 3, 4].map((number) => order(number)), order(5, 'under_review'));
    const revision = desk.store.revision();
    const result = await dryRun(dearerThan(3_000));
    expect(result).toMatchObject({ tried: 5, holds: 3, takenEarlier: 0, held: 1 });
    expect(result.samples.map(({ totalYen, isHeld }) => [totalYen, isHeld])).toEqual([
      [5_000, true],
      [4_000, false],
      [3_000, false],
    ]);
    expect(await dryRun(always, { tried: 2 })).toMatchObject({ tried: 2, holds: 2, held: 1 });
    expect(await dryRun(always, { phaseId: phaseIdOf.cancelled })).toMatchObject({ held: 0 });
    expect(desk.store.revision()).toBe(revision);
  });

  it('lets the rules above go first', async () => {
    desk.stage(...[1, 2, 3, 4].map((number) => order(number)));
    await rule('高額', dearerThan(4_000));
    const own = await rule('中ほど', dearerThan(2_000));
    await rule('すべて', always);
    await rule('止めた規則', always, false);
    expect(await dryRun(dearerThan(2_000), { id: own.id })).toMatchObject({ holds: 3, takenEarlier: 1 });
    expect(await dryRun(dearerThan(2_000))).toMatchObject({ holds: 3, takenEarlier: 3, samples: [] });
    await desk.operations.rules.save({ ...own, isOn: false }, ctx);
    expect(await dryRun(dearerThan(2_000), { id: own.id })).toMatchObject({ holds: 3, takenEarlier: 1 });
  });

  it('sees orders as they were imported, wherever they lie by now', async () => {
    await desk.import(order(1), order(2));
    const orderIds = [desk.idOf(order(1))];
    await desk.operations.phases.move({ orderIds, phaseId: phaseIdOf.shipped, by: 'menu' }, ctx);
    const isNew: ConditionGroup = {
      join: 'and',
      parts: [{ field: 'phase', operator: 'one_of', values: [String(phaseIdOf.new)] }],
    };
    expect(await dryRun(isNew)).toMatchObject({ tried: 2, holds: 2 });
  });

  it('goes through thousands of orders without keeping others waiting', async () => {
    for (let from = 0; from < 3_000; from += 500) {
      desk.stage(...Array.from({ length: 500 }, (_, at) => order(from + at)));
    }
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    const result = await dryRun(dearerThan(1_000));
    clearInterval(others);
    expect(result).toMatchObject({ tried: 3_000, holds: 2_999 });
    expect(turns).toBeGreaterThan(5);
  });

  it('names what cannot be tried', async () => {
    expect(await refusalOf(() => dryRun(always, { phaseId: 99 }))).toBe('not_found');
  });
});

it('the values rules read from the database are those of the order', () => {
  const orders = Array.from({ length: 20 }, (_, at) => richOrder(11, at));
  desk.stage(...orders);
  const fields = orderFields.map(({ id }) => id);
  const values = readRuleValues(desk.store, orders.map(desk.idOf), fields, () => ({}));
  for (const one of orders) {
    const id = desk.idOf(one);
    const detail = desk.store.order(id);
    if (detail?.order == null) throw new Error('It was staged');
    const { order: read, ...facts } = detail;
    for (const field of fields) {
      const expected = factValues({ ...facts, order: read, hasImportError: false }, field);
      expect([field, values.get(id)?.(field)]).toEqual([field, expected]);
    }
  }
});

it('a rule that points to staging, from wherever it comes, is none', () => {
  const [phase] = desk.store.phases().filter(({ id }) => id === phaseIdOf.staging);
  const saved = {
    id: 'x',
    version: 1,
    name: '古い規則',
    isOn: true,
    where: always,
    phaseId: phaseIdOf.staging,
  };
  const store = { phases: () => (phase === undefined ? [] : [phase]), importRules: () => [saved] };
  const rules = new ImportRules(store, { beginIn: () => ({ kind: 'refused', to: phaseIdOf.staging }) });
  expect(rules.ready(0)).toEqual([]);
});
