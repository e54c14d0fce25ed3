import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { blankOrder } from '#shared/domain/blank-order.ts';
import { operatorsOf, valueCountOf } from '#shared/domain/condition-operators.ts';
import { predicateOf } from '#shared/domain/evaluate-conditions.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { ConditionGroup, OrderCondition } from '#shared/domain/order-condition.ts';
import type { OrderFacts } from '#shared/domain/order-facts.ts';
import { factValues } from '#shared/domain/order-facts.ts';
import type { OrderField } from '#shared/domain/order-fields.ts';
import { orderFields } from '#shared/domain/order-fields.ts';
import type { OrderQuery, OrderSort } from '#shared/domain/order-query.ts';
import { orderSortColumns } from '#shared/domain/order-query.ts';
import { jstDateOf, startOfJstDate } from '#shared/domain/time.ts';
import type { KnownOrder } from './testing/naive-list.ts';
import { inOrder, knownOrder } from './testing/naive-list.ts';
import { richOrder } from './testing/rich-orders.ts';
import {
  createTestStore,
  editPermit,
  importChange,
  orderOutcome,
  origin,
  shopId,
  wholeWindow,
} from './testing/test-store.ts';

// Hundreds of cases each: quick on a quiet machine, not on a busy one.
vi.setConfig({ testTimeout: 120_000 });

const orderCount = 400;
const today = '2025-06-15';
const importedAt = startOfJstDate('2025-06-14') + 1_000;
let test: ReturnType<typeof createTestStore>;
let known: KnownOrder[];

const phaseOf = (at: number): number => 1 + (at % 8);
const shopOf = (at: number): number => 1 + (at % 2);

function importAll(): void {
  known = Array.from({ length: orderCount }, (_, at) => {
    // Some were never read: all that is known of them is their id.
    const isUnread = at % 40 === 7;
    const order = isUnread
      ? blankOrder(`store-${10_000_000 + at}`, importedAt + at * 600_000)
      : richOrder(7, at);
    const change = isUnread
      ? ({
          kind: 'order.importFailed',
          runId: null,
          shopId: shopId(shopOf(at)),
          mallOrderId: order.mallOrderId,
          error: { code: 'mall_answer_broken', message: '', details: {}, retryable: false },
          raw: null,
        } as const)
      : importChange(order, phaseOf(at), shopOf(at));
    const { outcomes } = test.store.commit([change], origin(importedAt + at * 600_000));
    return knownOrder({
      id: orderOutcome(outcomes[0]).orderId,
      shopNo: shopOf(at),
      shopId: shopId(shopOf(at)),
      importedAt: importedAt + at * 600_000,
      phaseId: isUnread ? 8 : phaseOf(at),
      order,
      hasImportError: isUnread,
    });
  });
}

beforeAll(() => {
  test = createTestStore(2, () => startOfJstDate(today) + 5_000);
  importAll();
});
afterAll(() => test.close());

const factsOf = (order: KnownOrder): OrderFacts => ({
  ...order,
  updatedAt: order.updatedAt ?? order.importedAt,
  memo: order.memo ?? '',
  hasImportError: order.hasImportError === true,
});

/** A value that stands in some order's field, or near it, as a condition spells it. */
function operandFor(field: OrderField): fc.Arbitrary<string> {
  const standing = fc.nat(orderCount - 1).map((at) => {
    const values = factValues(factsOf(known[at] as KnownOrder), field.id);
    return values[at % Math.max(values.length, 1)] ?? null;
  });
  switch (field.type) {
    case 'text':
      return fc.tuple(standing, fc.nat(6), fc.integer({ min: 1, max: 6 }), fc.boolean()).map((drawn) => {
        const [value, from, length, isWhole] = drawn;
        const letters = [...String(value ?? '')];
        return isWhole ? letters.join('') : letters.slice(from, from + length).join('');
      });
    case 'date':
    case 'moment':
      return fc.oneof(
        fc.constantFrom('today', 'today-1', 'today+2', 'today-30', '2025-05-01'),
        standing.map((value) => {
          if (value === null) return 'today';
          return typeof value === 'number' ? jstDateOf(value) : value;
        }),
      );
    case 'number':
    case 'yen':
      return fc
        .tuple(standing, fc.integer({ min: -1, max: 1 }))
        .map(([value, by]) => String(Number(value) + by));
    case 'choice':
      return fc.constantFrom(...(field.choices ?? []));
    case 'phase':
      return fc.integer({ min: 1, max: 9 }).map(String);
    case 'shop':
      return fc.constantFrom(shopId(1), shopId(2), shopId(9));
    case 'flag':
      return fc.constant('');
  }
}

const conditionOn = (field: OrderField): fc.Arbitrary<OrderCondition> =>
  fc.constantFrom(...operatorsOf(field.type)).chain((operator) => {
    const count = valueCountOf(operator);
    const [min, max] = count === 'many' ? [1, 3] : [count, count];
    return fc
      .array(operandFor(field), { minLength: min, maxLength: max })
      .map((values) => ({ field: field.id, operator, values }));
  });

const condition = fc.constantFrom(...orderFields).chain(conditionOn);
const join = fc.constantFrom('and' as const, 'or' as const);
const innermost = fc.record({ join, parts: fc.array(condition, { maxLength: 3 }) });
const middle = fc.record({ join, parts: fc.array(fc.oneof(condition, innermost), { maxLength: 3 }) });
const group: fc.Arbitrary<ConditionGroup> = fc.record({
  join,
  parts: fc.array(fc.oneof({ weight: 2, arbitrary: condition }, middle), { maxLength: 3 }),
});
const sort: fc.Arbitrary<OrderSort> = fc.record({
  column: fc.constantFrom(...orderSortColumns),
  direction: fc.constantFrom('asc' as const, 'desc' as const),
});

function expected(where: ConditionGroup, by: OrderSort): number[] {
  const holds = predicateOf(where, today);
  return inOrder(
    known.filter((order) => holds(factsOf(order))),
    by,
  ).map(({ id }) => id);
}

function check(where: ConditionGroup, by: OrderSort, at = { offset: 0, limit: 500 }): void {
  const all = expected(where, by);
  const found = wholeWindow(test.store, { filter: { where }, search: '', sort: by, ...at });
  expect(found.rows.map(({ id }) => id)).toEqual(all.slice(at.offset, at.offset + at.limit));
  expect([found.total, found.totalIsExact]).toEqual([all.length, true]);
}

const newestFirst: OrderSort = { column: 'orderedAt', direction: 'desc' };

describe('conditions in SQL equal their evaluation in memory', () => {
  it.each(orderFields.map((field) => [field.id, field] as const))(
    'for every operator of %s',
    (_id, field) => {
      for (const operator of operatorsOf(field.type)) {
        const values = fc.sample(operandFor(field), { numRuns: 6, seed: 3 });
        const count = valueCountOf(operator);
        const taken = values.slice(0, count === 'many' ? 3 : count);
        check({ join: 'and', parts: [{ field: field.id, operator, values: taken }] }, newestFirst);
      }
    },
  );

  it('for groups, sorts and windows', () => {
    const window = fc.record({ offset: fc.nat(orderCount), limit: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(group, sort, window, (where, by, at) => check(where, by, at)),
      { numRuns: 400 },
    );
  });

  it('together with the other parts of a filter and a search', () => {
    const filter = fc.record(
      {
        phaseIds: fc.constant([2, 3, 8]),
        payStatuses: fc.constant(['paid' as const]),
        totalMinYen: fc.constant(9_000),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(group, filter, fc.constantFrom('', 'りんご', '佐藤'), sort, (where, rest, search, by) => {
        const within = (query: object) => new Set(ids({ search, sort: by, filter: query }));
        const plain = within(rest);
        const found = ids({ search, sort: by, filter: { ...rest, where } });
        expect(found).toEqual(expected(where, by).filter((id) => plain.has(id)));
      }),
      { numRuns: 150 },
    );
  });
});

const ids = (query: { filter: object; search: string; sort: OrderSort }): number[] =>
  wholeWindow(test.store, { ...query, offset: 0, limit: 500 }).rows.map(({ id }) => id);

describe('a job on all that match', () => {
  const started = (query: OrderQuery, confirmed: number): number[] => {
    const id = randomUUID();
    const job = { id, kind: 'export', facts: {}, spec: null, canUndo: false, undoes: null } as const;
    const source = { kind: 'query', query, except: [], confirmed, inListOrder: true } as const;
    test.store.commit([{ kind: 'job.start', job, source }], origin(startOfJstDate(today)));
    return test.store.waitingJobRows(id, 0, 1_000).map(({ orderId }) => orderId ?? 0);
  };

  it('has the orders of the list, in its order, whether the list was looked at or not', () => {
    fc.assert(
      fc.property(group, sort, fc.constantFrom('', 'りんご', '佐藤'), (where, by, search) => {
        const filter = { where };
        const query = { filter, search, sort: by };
        const all = search === '' ? expected(where, by) : ids(query);
        const unseen = started(query, all.length);
        expect(ids(query)).toEqual(all);
        expect([unseen, started(query, all.length)]).toEqual([all, all]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('what commits change', () => {
  const step = fc.record({
    at: fc.nat(orderCount + 40),
    seed: fc.integer({ min: 1, max: 5 }),
    memo: fc.option(fc.constantFrom('', '至急', 'ｼｷｭｳ 電話 03-1234')),
  });

  it('is in every list and count that was looked at before', () => {
    const watched = fc.array(fc.tuple(group, sort), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        watched,
        fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { maxLength: 4 }),
        (lists, commits) => {
          for (const [where, by] of lists) check(where, by);
          for (const steps of commits) {
            apply(steps);
            for (const [where, by] of lists) check(where, by);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  function apply(steps: readonly Step[]): void {
    const at = importedAt + 1;
    for (const { at: number, seed, memo } of steps) {
      const imported = importOne(number, seed, at);
      const before = known.find(({ id }) => id === imported.id)?.memo ?? '';
      const isEdited = memo !== null && memo !== before;
      if (isEdited) {
        const values = [{ field: 'memo', before, after: memo }];
        test.store.commit(
          [
            {
              kind: 'order.edit',
              permit: editPermit(test.store, imported.id),
              by: 'detail',
              values,
              why: '',
            },
          ],
          origin(at),
        );
      }
      const edited = { memo: memo ?? before, ...(isEdited ? { updatedAt: at } : {}) };
      known = [...known.filter(({ id }) => id !== imported.id), { ...imported, ...edited }];
    }
  }

  function importOne(number: number, seed: number, at: number): KnownOrder {
    const order: MallOrder = richOrder(seed, number);
    const before = known.find((one) => one.order.mallOrderId === order.mallOrderId);
    const shop = before?.shopNo ?? 1;
    const phase = before === undefined || before.hasImportError ? 2 : before.phaseId;
    const { outcomes } = test.store.commit([importChange(order, phase, shop)], origin(at));
    const { orderId, result } = orderOutcome(outcomes[0]);
    if (result === 'unchanged' && before !== undefined) return before;
    return knownOrder({
      id: orderId,
      shopNo: shop,
      shopId: shopId(shop),
      importedAt: before?.importedAt ?? at,
      updatedAt: at,
      phaseId: phase,
      order,
      hasImportError: false,
    });
  }
});
