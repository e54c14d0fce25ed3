import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, jstDateOf, startOfJstDate } from './time.ts';

describe('a Japanese calendar day', () => {
  it.each([
    ['2026-11-22T14:59:59.999Z', '2026-11-22'],
    ['2026-11-22T15:00:00.000Z', '2026-11-23'],
    ['2026-12-31T15:00:00.000Z', '2027-01-01'],
  ])('of %s is %s', (moment, day) => {
    expect(jstDateOf(Date.parse(moment))).toBe(day);
  });

  it('contains exactly the moments from its start to the next one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), (moment) => {
        const start = startOfJstDate(jstDateOf(moment));
        expect(moment - start).toBeGreaterThanOrEqual(0);
        expect(moment - start).toBeLessThan(dayMs);
      }),
    );
  });
});
