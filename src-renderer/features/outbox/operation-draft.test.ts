import { describe, expect, it } from 'vitest';
import { mallOperationSchema } from '#shared/domain/mall-operation.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import {
  type OperationDraft,
  operationOf,
  problemsOf,
  startDraft,
  usualPhaseAfter,
} from './operation-draft.ts';

const draft = startDraft('2026-11-22', null, false);
const textOf = (kind: 'cancel' | 'ship' | 'fields', changes: Partial<OperationDraft>) =>
  problemsOf(kind, { ...draft, ...changes }).map(({ text }) => text);

describe('the detail of a cancellation', () => {
  it('may be missing, but not with 「その他」 on the store side', () => {
    expect(textOf('cancel', {})).toEqual([]);
    expect(textOf('cancel', { reason: '230' })).toEqual(['detailRequired']);
  });

  it('has 10 to 200 characters, counted as people count them', () => {
    expect(textOf('cancel', { detail: 'あ'.repeat(9) })).toEqual(['detailTooShort']);
    expect(textOf('cancel', { detail: '𠮷'.repeat(10) })).toEqual([]);
    expect(textOf('cancel', { detail: 'あ'.repeat(200) })).toEqual([]);
    expect(textOf('cancel', { detail: 'あ'.repeat(201) })).toEqual(['detailTooLong']);
  });
});

describe('the slip number', () => {
  it('is needed, or a reason why there is none', () => {
    expect(textOf('ship', {})).toEqual(['slipRequired']);
    expect(textOf('ship', { slipChoice: 'none' })).toEqual(['slipReasonRequired']);
    expect(textOf('ship', { slipChoice: 'none', slipEmptyReason: '105' })).toEqual([]);
    expect(textOf('ship', { slipChoice: 'keep' })).toEqual([]);
  });

  it('keeps the rules of its carrier', () => {
    expect(textOf('ship', { carrierCode: '1001', slipNumber: '1234-5678-9012' })).toEqual([]);
    expect(textOf('ship', { carrierCode: '1001', slipNumber: '1234-5678-90123' })).toEqual(['slipYamato']);
    expect(textOf('ship', { carrierCode: '1003', slipNumber: '123-45678901' })).toEqual(['slipJapanPost']);
    expect(textOf('ship', { carrierCode: '1003', slipNumber: '12345678901' })).toEqual([]);
    expect(textOf('ship', { slipNumber: '１２３' })).toEqual(['slipAscii']);
    expect(textOf('ship', { slipNumber: '9'.repeat(31) })).toEqual(['slipTooLong']);
  });

  it('never goes together with a reason', () => {
    const both = { ...draft, slipNumber: '1', slipEmptyReason: '105' };
    expect(operationOf('ship', { ...both, slipChoice: 'number' })).toMatchObject({
      slipNumber: '1',
      slipEmptyReason: '',
    });
    expect(operationOf('ship', { ...both, slipChoice: 'none' })).toMatchObject({
      slipNumber: '',
      slipEmptyReason: '105',
    });
    expect(operationOf('ship', { ...both, slipChoice: 'keep' })).toMatchObject({
      slipNumber: '',
      slipEmptyReason: '',
    });
  });
});

describe('the operation', () => {
  it.each(['cancel', 'status', 'ship', 'pay', 'seen'] as const)('%s is what the contract takes', (kind) => {
    expect(mallOperationSchema.safeParse(operationOf(kind, draft)).success).toBe(true);
  });

  it('names no payment date when the payment is taken back', () => {
    expect(operationOf('pay', { ...draft, payStatus: 'unpaid' })).toMatchObject({ payDate: null });
  });

  it('needs at least one field to send', () => {
    expect(textOf('fields', {})).toEqual(['fieldsRequired']);
  });

  it('moves the order to the phase that follows', () => {
    expect(usualPhaseAfter('cancel', draft)).toBe(phaseIdOf.cancelled);
    expect(usualPhaseAfter('ship', draft)).toBe(phaseIdOf.shipped);
    expect(usualPhaseAfter('ship', { ...draft, shipStatus: 'preparing' })).toBeNull();
    expect(usualPhaseAfter('pay', draft)).toBe(phaseIdOf.awaitingShipment);
    expect(usualPhaseAfter('status', { ...draft, to: 'completed' })).toBe(phaseIdOf.completed);
    expect(usualPhaseAfter('seen', draft)).toBeNull();
  });
});
