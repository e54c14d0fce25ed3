import { describe, expect, it } from 'vitest';
import { blankOrder } from '#shared/domain/blank-order.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { MallStatus } from '#shared/domain/order-status.ts';
import { checkOperation } from './check-operation.ts';

type Ship = Extract<MallOperation, { kind: 'ship' }>;

const orderedAt = Date.UTC(2026, 5, 1);
const order = (change: Partial<MallOrder> = {}): MallOrder => ({
  ...blankOrder('teststore-1', orderedAt),
  mallStatus: 'processing',
  ...change,
});
const shipped = (change: Partial<MallOrder['shipping']>): MallOrder => {
  const plain = order();
  return { ...plain, shipping: { ...plain.shipping, ...change } };
};
const ship = (change: Partial<Ship>): Ship => ({
  kind: 'ship',
  shipStatus: 'shipped',
  shipDate: null,
  arrivalDate: null,
  carrierCode: '',
  slipNumber: '',
  slipEmptyReason: '',
  ...change,
});
const reasonOf = (operation: MallOperation, of: MallOrder = order()): unknown =>
  checkOperation(operation, of)?.details.reason ?? null;

describe('the transition table (yahoo §3.4)', () => {
  const targets = ['processing', 'on_hold', 'cancelled', 'completed'] as const;
  const allowed = new Set([
    'reserved→cancelled',
    'reserved→completed',
    'processing→on_hold',
    'processing→cancelled',
    'processing→completed',
    'on_hold→processing',
    'on_hold→cancelled',
    'on_hold→completed',
    'completed→processing',
    'completed→cancelled',
  ]);
  const to = (status: (typeof targets)[number]): MallOperation =>
    status === 'cancelled' ? { kind: 'cancel', reason: '210', detail: '' } : { kind: 'status', to: status };

  it.each(
    (['reserved', 'processing', 'on_hold', 'cancelled', 'completed'] as MallStatus[]).flatMap((from) =>
      targets.filter((target) => target !== from).map((target) => [from, target] as const),
    ),
  )('%s to %s', (mallStatus, target) => {
    const refused = allowed.has(`${mallStatus}→${target}`) ? null : 'transition';
    expect(reasonOf(to(target), order({ mallStatus }))).toBe(refused);
  });

  it('refuses what a prank order may not do', () => {
    const prank = (mallStatus: MallStatus) => order({ mallStatus, suspect: '1' });
    expect(reasonOf(to('completed'), prank('processing'))).toBe('prank');
    expect(reasonOf(to('processing'), prank('on_hold'))).toBe('prank');
    expect(reasonOf(to('cancelled'), prank('completed'))).toBe('prank');
    expect(reasonOf(to('cancelled'), prank('processing'))).toBeNull();
    expect(reasonOf(to('completed'), order({ suspect: '2' }))).toBeNull();
  });

  it('leaves to the mall what it does not know, and what is so already', () => {
    expect(reasonOf(to('completed'), order({ mallStatus: 'unknown' }))).toBeNull();
    expect(reasonOf(to('cancelled'), order({ mallStatus: 'cancelled' }))).toBeNull();
  });
});

describe('a cancel', () => {
  it.each([
    ['100', '', null],
    ['230', '在庫が確保できないため', null],
    ['230', '', 'cancel_detail_missing'],
    ['210', '短すぎる', 'cancel_detail_length'],
    ['210', 'あ'.repeat(201), 'cancel_detail_length'],
    ['210', '𠮷'.repeat(200), null],
    ['300', '', 'cancel_reason'],
    ['', '', 'cancel_reason'],
  ])('with reason %s and text %s', (reason, detail, expected) => {
    expect(reasonOf({ kind: 'cancel', reason, detail })).toBe(expected);
  });
});

describe('a shipment', () => {
  it.each([
    ['nothing but the status', ship({}), null],
    ['a Yamato number', ship({ carrierCode: '1001', slipNumber: '1234-5678-9012' }), null],
    ['a Yamato number of 15', ship({ carrierCode: '1001', slipNumber: '123456789012345' }), 'slip_yamato'],
    ['a Yamato number with letters', ship({ carrierCode: '1001', slipNumber: '12A' }), 'slip_yamato'],
    ['a Japan Post number', ship({ carrierCode: '1003', slipNumber: 'EA123456789JP' }), null],
    ['a short one', ship({ carrierCode: '1003', slipNumber: '1234567890' }), 'slip_japan_post'],
    ['one with hyphens', ship({ carrierCode: '1003', slipNumber: '1234-5678-901' }), 'slip_japan_post'],
    ['another carrier', ship({ carrierCode: '5001', slipNumber: 'anything-1' }), null],
    ['31 bytes', ship({ slipNumber: `${'伝'.repeat(10)}a` }), 'slip_too_long'],
    ['an unknown carrier', ship({ carrierCode: '1030' }), 'carrier'],
    ['a reason for none', ship({ slipEmptyReason: '105' }), null],
    ['an unknown reason', ship({ slipEmptyReason: '106' }), 'slip_reason'],
    ['both', ship({ slipNumber: '1', slipEmptyReason: '101' }), 'slip_and_reason'],
    ['a day that does not exist', ship({ shipDate: '2026-02-30' }), 'date'],
    ['an arrival that does not exist', ship({ arrivalDate: '2026-13-01' }), 'date'],
  ] as const)('with %s', (_name, operation, expected) => {
    expect(reasonOf(operation)).toBe(expected);
  });

  it('is judged with what the mall has: carrier, number, reason', () => {
    expect(reasonOf(ship({ slipNumber: 'ABC' }), shipped({ carrierCode: '1001' }))).toBe('slip_yamato');
    expect(reasonOf(ship({ slipNumber: '1' }), shipped({ slipEmptyReason: '101' }))).toBe(
      'slip_reason_stored',
    );
    expect(reasonOf(ship({ slipEmptyReason: '101' }), shipped({ slipNumber2: '1' }))).toBe('slip_stored');
  });
});

describe('other operations', () => {
  it('fields: only those the mall takes, in their lengths', () => {
    const fields = (...ids: string[]): MallOperation => ({ kind: 'fields', fields: ids });
    expect(reasonOf(fields('notes', 'buyer.phone', 'recipient.city'))).toBeNull();
    expect(reasonOf(fields('memo'))).toBe('field_not_sendable');
    expect(reasonOf(fields('recipient.mail'))).toBe('field_not_sendable');
    expect(reasonOf(fields('mallStatus'))).toBe('field_not_sendable');
    expect(reasonOf(fields('notes'), order({ notes: 'あ'.repeat(501) }))).toBe('too_long');
    expect(reasonOf(fields('shipping.shipUrl'), shipped({ shipUrl: 'x'.repeat(101) }))).toBe('too_long');
    expect(reasonOf(fields('shipping.carrierCode'), shipped({ carrierCode: '1' }))).toBe('carrier');
    expect(reasonOf(fields('shipping.shipDate'), shipped({ shipDate: '2026-02-30' }))).toBe('date');
    const both = shipped({ slipNumber1: '1', slipEmptyReason: '101' });
    expect(reasonOf(fields('shipping.slipNumber1'), both)).toBe('slip_and_reason');
    expect(reasonOf(fields('notes'), both)).toBeNull();
  });

  it('a payment needs a real day', () => {
    expect(reasonOf({ kind: 'pay', payStatus: 'paid', payDate: '2026-06-31' })).toBe('date');
    expect(reasonOf({ kind: 'pay', payStatus: 'paid', payDate: null })).toBeNull();
    expect(reasonOf({ kind: 'pay', payStatus: 'unpaid', payDate: '2026-06-31' })).toBeNull();
  });

  it('nothing within the buyer’s ten minutes, until they are over', () => {
    expect(checkOperation({ kind: 'seen' }, order({ isReadOnly: true }))).toMatchObject({
      code: 'mall_operation_invalid',
      retryable: true,
      details: { reason: 'read_only', until: orderedAt + 600_000 },
    });
  });
});
