import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { FraudGuard } from '../core/fraud/guard.ts';
import { planPhaseMove } from '../core/orders/plan-phase-move.ts';
import type { Change, Store } from '../core/ports/store.ts';
import { sampleOrder } from './testing/sample-orders.ts';
import { createTestStore, editPermit, importChange, origin } from './testing/test-store.ts';

const order: MallOrder = { ...sampleOrder(3, 1), fraudHold: 'none', notes: '' };
let store: Store;
let close: () => void;

beforeEach(() => {
  ({ store, close } = createTestStore());
});
afterEach(() => close());

const edit = (before: string, after: string): Change => ({
  kind: 'order.edit',
  permit: editPermit(store, 1),
  by: 'bulk',
  values: [{ field: 'notes', before, after }],
  why: '',
});
const moves = (orderIds: number[], phaseId: number): readonly Change[] =>
  planPhaseMove({ store, guard: new FraudGuard(store) }, orderIds, phaseId, 'bulk').changes;
const counted = () =>
  Object.fromEntries(
    store.orderCounts().phases.flatMap(({ phaseId, count }) => (count > 0 ? [[phaseId, count]] : [])),
  );

describe('order.edit', () => {
  it('writes only over what the caller saw', () => {
    store.commit([importChange(order), edit('', '一')], origin());
    expect(() => store.commit([edit('', '二')], origin())).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(store.order(1)?.order?.notes).toBe('一');
  });

  it('takes no permit that was forged, or given before anything else was committed', () => {
    store.commit([importChange(order)], origin());
    const outdated = edit('', '一');
    store.commit([edit('', '二')], origin());
    const forged: Change = {
      ...outdated,
      ...edit('二', '三'),
      permit: { ...editPermit(store, 1) },
    } as Change;
    for (const [change, code] of [
      [outdated, 'conflict'],
      [forged, 'forbidden'],
    ] as const) {
      expect(() => store.commit([change], origin())).toThrow(expect.objectContaining({ code }));
    }
    expect(store.order(1)?.order?.notes).toBe('二');
  });

  it("changes nothing that is not an operator's to change", () => {
    store.commit([importChange(order)], origin());
    const values = [{ field: 'money.totalYen', before: String(order.money.totalYen), after: '1' }];
    const change: Change = { kind: 'order.edit', permit: editPermit(store, 1), by: 'bulk', values, why: '' };
    expect(() => store.commit([change], origin())).toThrow(
      expect.objectContaining({ code: 'field_invalid' }),
    );
  });

  it('is told by version to whoever asks what changed since', () => {
    store.commit([importChange(order)], origin());
    store.commit([edit('', '一')], origin());
    store.commit([importChange({ ...order, notes: '二', mallVersion: '9' })], origin());
    store.commit(moves([1], phaseIdOf.shipped), origin());
    expect(store.order(1)?.version).toBe(4);
    const since = (version: number) =>
      store.orderChangesSince(1, version).map(({ field, before, after }) => [field, before, after]);
    expect(since(4)).toEqual([]);
    expect(since(3)).toEqual([['phase', '2', '5']]);
    // What the mall changed beneath the edit is no change of the order's own value.
    expect(since(1)).toEqual([
      ['notes', '', '一'],
      ['mallVersion', '1', '9'],
      ['phase', '2', '5'],
    ]);
  });
});

describe('order.phase', () => {
  it('several in one commit, beside other changes: versions, counts and history follow', () => {
    const others = [2, 3].map(
      (number): Change => importChange({ ...sampleOrder(3, number), fraudHold: 'none' }),
    );
    store.commit([importChange(order), ...others], origin());
    const changes = [...moves([1, 2], phaseIdOf.shipped), edit('', '一'), ...moves([3], phaseIdOf.completed)];
    store.commit(changes, origin());
    expect(store.order(1)).toMatchObject({ version: 3, phaseId: phaseIdOf.shipped, order: { notes: '一' } });
    expect(counted()).toEqual({ [phaseIdOf.shipped]: 2, [phaseIdOf.completed]: 1 });
    expect(store.orderChangesSince(1, 1).map(({ field }) => field)).toEqual(['phase', 'notes']);
  });

  it('twice for one order in one commit is a conflict, and leaves no trace', () => {
    store.commit([importChange(order)], origin());
    const twice = [...moves([1], phaseIdOf.shipped), ...moves([1], phaseIdOf.completed)];
    expect(() => store.commit(twice, origin())).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect([store.order(1)?.phaseId, counted()]).toEqual([phaseIdOf.new, { [phaseIdOf.new]: 1 }]);
    store.commit(moves([1], phaseIdOf.shipped), origin());
    expect(counted()).toEqual({ [phaseIdOf.shipped]: 1 });
  });
});

describe('a first phase by rule', () => {
  const byRule = (forOrder: MallOrder) => ({
    name: '規則',
    move: new FraudGuard(store).beginIn(forOrder, { id: phaseIdOf.shipped, kind: 'shipped' }),
  });
  const importing = (imported: MallOrder, permitted: MallOrder): Change => {
    const change = importChange(imported);
    return change.kind === 'order.import' ? { ...change, byRule: byRule(permitted) } : change;
  };

  it("needs the guard's permit for this very order in this very hold state", () => {
    const other = { ...order, mallOrderId: 'store-2' };
    for (const change of [
      importing(order, other),
      importing({ ...order, fraudHold: 'under_review' }, order),
    ]) {
      expect(() => store.commit([change], origin())).toThrow(expect.objectContaining({ code: 'forbidden' }));
    }
    store.commit([importing(order, order)], origin());
    expect(store.order(1)?.phaseId).toBe(phaseIdOf.shipped);
  });

  it('cannot be forged', () => {
    const change = importing(order, order);
    if (change.kind !== 'order.import' || change.byRule?.move.kind !== 'permitted')
      throw new Error('Not permitted');
    const { byRule: rule } = change;
    const move = { ...change.byRule.move, permit: { ...change.byRule.move.permit } };
    expect(() => store.commit([{ ...change, byRule: { ...rule, move } }], origin())).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });
});
