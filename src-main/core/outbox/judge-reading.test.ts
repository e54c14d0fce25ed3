import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankOrder } from '#shared/domain/blank-order.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { factsOf, wantedFacts, withFacts } from './facts.ts';
import { judgeReading, type Reading } from './judge-reading.ts';

const before: MallOrder = {
  ...blankOrder('a-1', 0),
  mallStatus: 'processing',
  mallVersion: '5',
  mallUpdatedAt: 1_000,
};
const wanted = wantedFacts({ kind: 'pay', payStatus: 'paid', payDate: '2026-06-01' }, before);
const base = {
  mallVersion: before.mallVersion,
  mallUpdatedAt: before.mallUpdatedAt,
  before: factsOf(before, Object.keys(wanted)),
  wanted,
};
const arrived: MallOrder = { ...withFacts(before, wanted), mallVersion: '6', mallUpdatedAt: 2_000 };
const touched: MallOrder = { ...before, notes: 'x', mallVersion: '6', mallUpdatedAt: 2_000 };
const half: MallOrder = {
  ...before,
  payment: { ...before.payment, payStatus: 'paid' },
  mallVersion: '6',
};

describe('what a reading says', () => {
  it.each<[string, MallOrder, boolean, boolean, Reading]>([
    ['it arrived', arrived, false, false, 'arrived'],
    ['it arrived, late', arrived, true, true, 'arrived'],
    ['nothing happened yet', before, false, false, 'wait'],
    ['nothing happened, and nothing can come any more', before, true, false, 'not_there'],
    ['someone else changed the order', touched, true, false, 'ambiguous'],
    ['someone else changed the order, and an operator asked too soon', touched, false, true, 'wait'],
    ['someone else changed the order, and an operator asked', touched, true, true, 'not_there'],
    ['only a part is as wanted', half, true, false, 'ambiguous'],
  ])('%s', (_name, fresh, isSettled, isAsked, reading) => {
    expect(judgeReading(base, fresh, { isSettled, isAsked })).toBe(reading);
  });

  it('without versions the fields themselves must stand as they stood', () => {
    const plain = { ...base, mallVersion: '', mallUpdatedAt: null };
    const settled = { isSettled: true, isAsked: false };
    expect(judgeReading(plain, { ...touched, mallVersion: '' }, settled)).toBe('not_there');
    expect(judgeReading(plain, { ...half, mallVersion: '' }, settled)).toBe('ambiguous');
  });

  it('never says that it is not there before the time is over, nor while the order is as wanted', () => {
    const orders = fc.constantFrom(before, arrived, touched, half);
    fc.assert(
      fc.property(orders, fc.boolean(), fc.boolean(), (fresh, isSettled, isAsked) => {
        const reading = judgeReading(base, fresh, { isSettled, isAsked });
        if (reading === 'not_there') {
          expect(isSettled).toBe(true);
          expect(fresh).not.toBe(arrived);
        }
        expect(reading === 'arrived').toBe(fresh === arrived);
      }),
    );
  });
});
