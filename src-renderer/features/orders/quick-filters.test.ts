import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderFilterSchema } from '#shared/domain/order-query.ts';
import { isQuickOn, quickFilters, toggleQuick, withoutQuick } from './quick-filters.ts';

describe('quick filters', () => {
  it('turn on and off again, each by itself, and leave the rest alone', () => {
    fc.assert(
      fc.property(
        fc.subarray([...quickFilters]),
        fc.integer({ min: 0, max: quickFilters.length - 1 }),
        (on, at) => {
          const start = on.reduce(toggleQuick, { phaseIds: [4], buyerName: '山田' });
          const quick = quickFilters[at];
          if (!quick) return;
          const turned = toggleQuick(start, quick);
          expect(isQuickOn(turned, quick)).toBe(!isQuickOn(start, quick));
          expect(toggleQuick(turned, quick)).toEqual(start);
          expect(withoutQuick(turned)).toEqual({ phaseIds: [4], buyerName: '山田' });
          expect(orderFilterSchema.safeParse(turned).success).toBe(true);
        },
      ),
    );
  });

  it('show another choice of the same condition as a chip', () => {
    expect(withoutQuick({ fraudHolds: ['released'] })).toEqual({ fraudHolds: ['released'] });
    expect(withoutQuick({ fraudHolds: ['confirmed', 'under_review'] })).toEqual({});
  });
});
