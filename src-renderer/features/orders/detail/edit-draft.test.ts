import { describe, expect, it } from 'vitest';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { blankOrder } from '#shared/domain/blank-order.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import {
  changedFields,
  changedSince,
  conflictsOf,
  faultsOf,
  fieldText,
  followOrder,
  resolveConflicts,
  saveInput,
  startEdit,
  withValue,
} from './edit-draft.ts';
import { allowedOperations, nextActionOf } from './next-action.ts';

const detail = (
  version: number,
  changes: Partial<OrderDetail> = {},
  order: Partial<MallOrder> = {},
): OrderDetail => ({
  id: 7,
  version,
  shopId: '00000000-0000-4000-8000-000000000000',
  shopName: '',
  mall: 'yahoo',
  phaseId: 2,
  importedAt: 0,
  updatedAt: 0,
  order: { ...blankOrder('m-7', 0), mallStatus: 'processing', ...order },
  mallOrderId: 'm-7',
  importError: null,
  memo: '',
  localEdits: [],
  ...changes,
});
const notes = (text: string) => ({ notes: text });

describe('a draft', () => {
  it('is unchanged at first and saves just what was changed', () => {
    const draft = startEdit(detail(3));
    expect(changedFields(draft)).toEqual([]);
    const edited = withValue(withValue(draft, 'memo', '急ぎ'), 'phase', '4');
    expect(saveInput(edited)).toEqual({
      orderId: 7,
      version: 3,
      edits: [{ field: 'memo', value: '急ぎ' }],
      phaseId: 4,
    });
    expect(changedFields(withValue(withValue(edited, 'memo', ''), 'phase', '2'))).toEqual([]);
  });

  it('reads empty dates and missing orders as empty texts', () => {
    expect(fieldText(detail(1), 'shipping.shipDate')).toBe('');
    expect(fieldText(detail(1, { order: null }), 'buyer.phone')).toBe('');
  });

  it('knows which entries cannot be kept, and only those that were touched', () => {
    const draft = withValue(
      withValue(startEdit(detail(1)), 'buyer.zipCode', '12'),
      'memo',
      'x'.repeat(4_001),
    );
    expect([...faultsOf(draft)]).toEqual([
      ['buyer.zipCode', 'zip_code'],
      ['memo', 'too_long'],
    ]);
  });
});

describe('someone else’s change', () => {
  it('comes in where the operator has not touched the field', () => {
    const draft = withValue(startEdit(detail(1)), 'memo', 'わたし');
    const followed = followOrder(draft, detail(2, {}, notes('相手')));
    expect(followed.overlaps).toEqual([]);
    expect(followed.draft.version).toBe(2);
    expect(followed.draft.values.notes).toBe('相手');
    expect(changedFields(followed.draft)).toEqual(['memo']);
  });

  it('stops at the same field: the draft stays at its version, so that saving cannot overwrite', () => {
    const draft = withValue(startEdit(detail(1, {}, notes('元'))), 'notes', 'わたし');
    const now = detail(2, {}, notes('相手'));
    const followed = followOrder(draft, now);
    expect(followed.overlaps).toEqual(['notes']);
    expect(followed.draft).toBe(draft);
    expect(conflictsOf(draft, now, ['notes'], { actor: 'a', terminal: 't' })).toEqual([
      { field: 'notes', seen: '元', current: '相手', wanted: 'わたし', actor: 'a', terminal: 't' },
    ]);
  });

  it('is no conflict when both want the same', () => {
    const draft = withValue(startEdit(detail(1)), 'notes', '同じ');
    const followed = followOrder(draft, detail(2, {}, notes('同じ')));
    expect(followed.overlaps).toEqual([]);
    expect(changedFields(followed.draft)).toEqual([]);
  });

  it.each([
    ['mine', 'わたし', ['notes', 'memo']],
    ['theirs', '相手', ['memo']],
  ] as const)('is settled by choice: %s', (side, value, changed) => {
    const draft = withValue(withValue(startEdit(detail(1)), 'notes', 'わたし'), 'memo', 'm');
    const resolved = resolveConflicts(draft, detail(2, {}, notes('相手')), new Map([['notes', side]]));
    expect(resolved.version).toBe(2);
    expect(resolved.values.notes).toBe(value);
    expect(changedFields(resolved).sort()).toEqual([...changed].sort());
  });

  it('is named field by field', () => {
    const after = detail(2, { phaseId: 4, memo: 'm' }, notes('n'));
    expect(changedSince(detail(1), after)).toEqual(['phase', 'notes', 'memo']);
  });
});

describe('the next step', () => {
  const paid = (payStatus: 'paid' | 'unpaid', shipStatus: 'shippable' | 'shipped' = 'shippable') => {
    const blank = blankOrder('m-7', 0);
    return detail(
      1,
      {},
      {
        payment: { ...blank.payment, payStatus },
        shipping: { ...blank.shipping, shipStatus },
      },
    );
  };

  it('follows phase, payment and shipping', () => {
    expect(nextActionOf(paid('unpaid'), 'new')).toEqual({ kind: 'phase', phaseId: 3 });
    expect(nextActionOf(paid('paid'), 'new')).toEqual({ kind: 'phase', phaseId: 4 });
    expect(nextActionOf(paid('unpaid'), 'awaiting_payment')).toEqual({ kind: 'mall', operation: 'pay' });
    expect(nextActionOf(paid('paid'), 'awaiting_shipment')).toEqual({ kind: 'mall', operation: 'ship' });
    expect(nextActionOf(paid('paid', 'shipped'), 'awaiting_shipment')).toEqual({ kind: 'phase', phaseId: 5 });
    expect(nextActionOf(paid('paid'), 'custom')).toBeNull();
  });

  it('of a held order is only ever to cancel', () => {
    for (const fraudHold of ['under_review', 'confirmed'] as const) {
      const held = detail(1, {}, { fraudHold });
      expect(nextActionOf(held, 'awaiting_shipment')).toEqual({ kind: 'mall', operation: 'cancel' });
      expect([...allowedOperations(held, true)]).toEqual(['cancel']);
    }
  });

  it('of a cancelled order is nothing', () => {
    const cancelled = detail(1, {}, { mallStatus: 'cancelled' });
    expect(nextActionOf(cancelled, 'new')).toBeNull();
    expect(allowedOperations(cancelled, true).size).toBe(0);
  });
});
