import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { fraudHoldStatuses } from '#shared/domain/order-status.ts';
import { phaseIdOf, phaseKinds } from '#shared/domain/phase.ts';
import { changePaths } from '../orders/change-path.ts';
import * as port from '../ports/fraud-permit.ts';
import { FraudGuard } from './guard.ts';

const guardWith = (settings: unknown): FraudGuard =>
  new FraudGuard({ setting: (key) => (key === 'fraud' ? settings : undefined), revision: () => 7 });

const anyHold = fc.constantFrom(...fraudHoldStatuses);
const anyPath = fc.constantFrom(...changePaths);
const anyKind = fc.constantFrom(...phaseKinds);
const anySettings = fc.record({ restrictHeldOrders: fc.boolean(), applyToDetail: fc.boolean() });
const isHeld = (hold: string) => hold === 'under_review' || hold === 'confirmed';

const operations: readonly MallOperation[] = [
  { kind: 'cancel', reason: '100', detail: '' },
  { kind: 'status', to: 'completed' },
  {
    kind: 'ship',
    shipStatus: 'shipped',
    shipDate: null,
    arrivalDate: null,
    carrierCode: '',
    slipNumber: '',
    slipEmptyReason: '',
  },
  { kind: 'pay', payStatus: 'paid', payDate: null },
  { kind: 'fields', fields: ['notes'] },
  { kind: 'seen' },
];

describe('the fraud guard', () => {
  it('lets a held order go to キャンセル only, by every path, until the settings say otherwise', () => {
    fc.assert(
      fc.property(anyHold, anyPath, anyKind, anySettings, (fraudHold, path, kind, settings) => {
        const order = { orderId: 1, version: 1, phaseId: 2, fraudHold };
        const verdict = guardWith(settings).movesTo({ id: 5, kind }, path)(order);
        const isExempt = path === 'detail' && !settings.applyToDetail;
        const isRefused =
          isHeld(fraudHold) && settings.restrictHeldOrders && kind !== 'cancelled' && !isExempt;
        expect(verdict.kind).toBe(isRefused ? 'refused' : 'permitted');
        if (verdict.kind === 'refused') expect(verdict.error.code).toBe('fraud_held');
        if (verdict.kind !== 'permitted') return;
        expect(port.isGenuinePhasePermit(verdict.permit)).toBe(true);
        expect(port.isGenuinePhasePermit({ ...verdict.permit })).toBe(false);
        expect(verdict.permit).toEqual({ orderId: 1, fraudHold, from: 2, to: 5, by: path, revision: 7 });
      }),
    );
  });

  it.each([undefined, null, {}, { restrictHeldOrders: 'no' }])(
    'is strict while its settings are %j',
    (settings) => {
      const order = { orderId: 1, version: 1, phaseId: 2, fraudHold: 'under_review' as const };
      for (const path of changePaths) {
        expect(guardWith(settings).movesTo({ id: 5, kind: 'shipped' }, path)(order).kind).toBe('refused');
      }
    },
  );

  it("takes the order's own phase for no change", () => {
    const order = { orderId: 1, version: 1, phaseId: 5, fraudHold: 'confirmed' as const };
    expect(guardWith({}).movesTo({ id: 5, kind: 'shipped' }, 'menu')(order)).toEqual({ kind: 'unchanged' });
  });

  it('never lets anything but a cancel of a held order out to the mall, whatever the settings', () => {
    fc.assert(
      fc.property(
        anyHold,
        anyPath,
        fc.constantFrom(...operations),
        anySettings,
        (fraudHold, path, operation, settings) => {
          const verdict = guardWith(settings).permitMallOperation(
            { orderId: 1, phaseId: 2, fraudHold },
            operation,
            path,
          );
          const isRefused = isHeld(fraudHold) && operation.kind !== 'cancel';
          expect(verdict.kind).toBe(isRefused ? 'refused' : 'permitted');
          if (verdict.kind !== 'permitted') return;
          expect(verdict.permit).toEqual({ orderId: 1, fraudHold, operation });
          expect(port.isGenuineMallPermit(verdict.permit)).toBe(true);
          expect(port.isGenuineMallPermit({ ...verdict.permit })).toBe(false);
        },
      ),
    );
  });

  it('lets an order leave staging by being taken in or cancelled only, and come back by an undo only', () => {
    const { staging } = phaseIdOf;
    const free = { orderId: 1, version: 1, fraudHold: 'none' as const };
    fc.assert(
      fc.property(anyPath, anyKind, anySettings, (path, kind, settings) => {
        fc.pre(kind !== 'staging');
        const guard = guardWith(settings);
        const out = guard.movesTo({ id: 5, kind }, path)({ ...free, phaseId: staging });
        const mayLeave = kind === 'cancelled' || ['accept', 'import_rule', 'release'].includes(path);
        expect(out.kind).toBe(mayLeave ? 'permitted' : 'refused');
        if (out.kind === 'refused') expect(out.error.code).toBe('order_in_staging');
        const back = guard.movesTo({ id: staging, kind: 'staging' }, path)({ ...free, phaseId: 5 });
        expect(back.kind).toBe(path === 'undo' ? 'permitted' : 'refused');
        if (back.kind === 'refused') expect(back.error.code).toBe('staging_by_import_only');
      }),
    );
  });

  it('lets nobody edit an order in staging, nor tell the mall anything but its cancel', () => {
    const guard = guardWith({});
    const staged = { orderId: 1, phaseId: phaseIdOf.staging, fraudHold: 'none' as const };
    expect(guard.permitEdit(staged)).toMatchObject({ kind: 'refused', error: { code: 'order_in_staging' } });
    expect(guard.permitEdit({ ...staged, phaseId: 2 })).toMatchObject({
      permit: { orderId: 1, revision: 7 },
    });
    for (const operation of operations) {
      const verdict = guard.permitMallOperation(staged, operation, 'menu');
      expect(verdict.kind).toBe(operation.kind === 'cancel' ? 'permitted' : 'refused');
    }
  });

  it('sets aside held orders in staging only', () => {
    const guard = guardWith({});
    const held = { orderId: 1, version: 1, phaseId: phaseIdOf.staging, fraudHold: 'under_review' as const };
    expect(guard.setsAside(held)).toMatchObject({ from: phaseIdOf.staging, to: phaseIdOf.failed });
    for (const other of [{ phaseId: 2 }, { fraudHold: 'none' as const }]) {
      expect(() => guard.setsAside({ ...held, ...other })).toThrow(
        expect.objectContaining({ code: 'forbidden' }),
      );
    }
  });

  it('lets a rule place a held order in キャンセル only', () => {
    fc.assert(
      fc.property(anyHold, anyKind, anySettings, (fraudHold, kind, settings) => {
        const move = guardWith(settings).beginIn({ mallOrderId: 'a-1', fraudHold }, { id: 5, kind });
        const isRefused = isHeld(fraudHold) && settings.restrictHeldOrders && kind !== 'cancelled';
        expect(move.kind).toBe(isRefused ? 'refused' : 'permitted');
        if (move.kind === 'permitted') expect(port.isGenuineBeginPermit({ ...move.permit })).toBe(false);
      }),
    );
  });

  it('gives nobody the means to mint: the port tells genuine from forged, no more', () => {
    expect(Object.keys(port).toSorted()).toEqual([
      'isGenuineBeginPermit',
      'isGenuineEditPermit',
      'isGenuineMallPermit',
      'isGenuinePhasePermit',
    ]);
  });
});
