import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MallOrder } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { sampleOrder } from '../../db/testing/sample-orders.ts';
import { createTestStore, importChange, origin } from '../../db/testing/test-store.ts';
import { FraudGuard } from '../fraud/guard.ts';
import type { Store } from '../ports/store.ts';
import type { OrderPlan, RestoreStep } from './order-plan.ts';
import { planEdits, planFieldEdit } from './plan-edits.ts';
import { planPhaseMove } from './plan-phase-move.ts';
import { planRestore } from './plan-restore.ts';

const order: MallOrder = { ...sampleOrder(7, 1), fraudHold: 'none', notes: '' };
const id = 1;
let store: Store;
let close: () => void;

beforeEach(() => {
  ({ store, close } = createTestStore());
  store.commit([importChange(order)], origin());
});
afterEach(() => close());

const commit = (plan: OrderPlan): OrderPlan => {
  store.commit(plan.changes, origin());
  return plan;
};
const move = (phaseId: number) =>
  commit(planPhaseMove({ store, guard: new FraudGuard(store) }, [id], phaseId, 'bulk'));
const edit = (field: string, value: string) =>
  commit(planFieldEdit({ store, guard: new FraudGuard(store) }, [id], field, value));
const restore = (...steps: RestoreStep[]) => planRestore({ store, guard: new FraudGuard(store) }, steps);
const stepsOf = ({ rows }: OrderPlan): RestoreStep[] =>
  rows.map(({ state: _state, error: _error, ...row }) => row);
const detail = () => store.order(id);

describe('planRestore', () => {
  it('takes back a move and edits', () => {
    const steps = [
      ...stepsOf(move(phaseIdOf.shipped)),
      ...stepsOf(edit('notes', '急ぎ')),
      ...stepsOf(edit('memo', '電話済み')),
    ];
    const { rows } = commit(restore(...steps));
    expect(rows.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(detail()).toMatchObject({ phaseId: phaseIdOf.new, memo: '', order, localEdits: [] });
    expect(store.orderHistory(id).slice(0, 2)).toMatchObject([
      { action: 'edit_undone' },
      { action: 'phase_change_undone' },
    ]);
  });

  it('refuses what was changed again since', () => {
    const steps = [...stepsOf(move(phaseIdOf.shipped)), ...stepsOf(edit('notes', '急ぎ'))];
    move(phaseIdOf.completed);
    edit('notes', '後で');
    const { changes, rows } = restore(...steps);
    expect([changes, rows.map(({ error }) => error?.code)]).toEqual([[], ['changed_since', 'changed_since']]);
  });

  it('brings no held order back from キャンセル', () => {
    const steps = stepsOf(move(phaseIdOf.cancelled));
    store.commit([importChange({ ...order, fraudHold: 'under_review' })], origin());
    expect(restore(...steps).rows).toMatchObject([{ state: 'failed', error: { code: 'fraud_held' } }]);
  });

  it('knows neither orders nor phases that are no more', () => {
    const { rows } = restore(
      { orderId: 99, what: 'phase', before: '2', after: '5' },
      { orderId: 99, what: 'memo', before: '', after: 'x' },
      { orderId: id, what: 'phase', before: '77', after: '2' },
    );
    expect(rows.map(({ error }) => error?.code)).toEqual(['not_found', 'not_found', 'not_found']);
  });
});

describe('planEdits', () => {
  it('tells each order and field apart', () => {
    const values = [
      { field: 'notes', value: '急ぎ' },
      { field: 'recipient.zipCode', value: 'なし' },
      { field: 'mallStatus', value: 'completed' },
      { field: 'memo', value: '' },
    ];
    const plan = planEdits(
      { store, guard: new FraudGuard(store) },
      [
        { orderId: id, values },
        { orderId: 99, values: values.slice(0, 1) },
      ],
      'csv',
    );
    expect(plan.rows.map(({ what, state, error }) => [what, state, error?.details.reason])).toEqual([
      ['notes', 'done', undefined],
      ['recipient.zipCode', 'failed', 'zip_code'],
      ['mallStatus', 'failed', 'not_editable'],
      ['memo', 'unchanged', undefined],
      ['notes', 'failed', undefined],
    ]);
    commit(plan);
    expect(detail()?.order?.notes).toBe('急ぎ');
  });

  it('refuses a value for all at once', () => {
    expect(() =>
      planFieldEdit({ store, guard: new FraudGuard(store) }, [id], 'shipping.shipDate', 'いつか'),
    ).toThrow(
      expect.objectContaining({
        code: 'field_invalid',
        details: { field: 'shipping.shipDate', reason: 'date' },
      }),
    );
  });
});
