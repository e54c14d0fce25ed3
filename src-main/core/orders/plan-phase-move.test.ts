import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FraudHoldStatus } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { sampleOrder } from '../../db/testing/sample-orders.ts';
import { createTestStore, importChange, orderOutcome, origin } from '../../db/testing/test-store.ts';
import { FraudGuard } from '../fraud/guard.ts';
import type { Store } from '../ports/store.ts';
import type { OrderPlan } from './order-plan.ts';
import { planPhaseMove } from './plan-phase-move.ts';

let store: Store;
let close: () => void;

beforeEach(() => {
  ({ store, close } = createTestStore());
});
afterEach(() => close());

let next = 0;
function orderWith(fraudHold: FraudHoldStatus): number {
  next += 1;
  const { outcomes } = store.commit([importChange({ ...sampleOrder(7, next), fraudHold })], origin());
  return orderOutcome(outcomes[0]).orderId;
}
const plan = (orderIds: number[], phaseId: number): OrderPlan =>
  planPhaseMove({ store, guard: new FraudGuard(store) }, orderIds, phaseId, 'menu');
const phaseOf = (id: number) => store.order(id)?.phaseId;

describe('planPhaseMove', () => {
  it('moves what may move and tells why the rest stays', () => {
    const free = orderWith('none');
    const held = orderWith('under_review');
    const there = orderWith('none');
    store.commit(plan([there], phaseIdOf.shipped).changes, origin());

    const { changes, rows } = plan([free, held, there, 999, free], phaseIdOf.shipped);
    expect(rows.map(({ state, error }) => [state, error?.code ?? null])).toEqual([
      ['done', null],
      ['failed', 'fraud_held'],
      ['unchanged', null],
      ['failed', 'not_found'],
    ]);
    const versions = store.order(free)?.version ?? 0;
    store.commit(changes, origin());
    expect([phaseOf(free), phaseOf(held)]).toEqual([phaseIdOf.shipped, phaseIdOf.new]);
    expect(store.order(free)?.version).toBe(versions + 1);
    expect(store.orderHistory(free)[0]).toMatchObject({
      action: 'phase_changed',
      actor: '山田',
      changes: [{ field: 'phase', before: '新規受付', after: '出荷済み' }],
    });
    const shipped = store.orderCounts().phases.find(({ phaseId }) => phaseId === phaseIdOf.shipped);
    expect(shipped?.count).toBe(2);
  });

  it('lets a held order go to キャンセル', () => {
    const held = orderWith('confirmed');
    store.commit(plan([held], phaseIdOf.cancelled).changes, origin());
    expect(phaseOf(held)).toBe(phaseIdOf.cancelled);
  });

  it('knows no phase that does not exist', () => {
    expect(() => plan([orderWith('none')], 99)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('is void once anything else was committed', () => {
    const id = orderWith('none');
    const { changes } = plan([id], phaseIdOf.shipped);
    store.commit([{ kind: 'setting.set', key: 'fraud', value: {} }], origin());
    expect(() => store.commit(changes, origin())).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(phaseOf(id)).toBe(phaseIdOf.new);
  });

  it('cannot be forged: a permit that looks the same is refused', () => {
    const id = orderWith('none');
    const [change] = plan([id], phaseIdOf.shipped).changes;
    if (change?.kind !== 'order.phase') throw new Error('No move planned');
    const forged = { ...change, permit: { ...change.permit } };
    expect(() => store.commit([forged], origin())).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(phaseOf(id)).toBe(phaseIdOf.new);
  });
});
