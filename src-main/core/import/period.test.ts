import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedPeriod, firstImportMs, longestPeriodMs, overlapMs, periodSinceLast } from './period.ts';

const now = Date.UTC(2026, 10, 22, 5);

describe('the period of an import', () => {
  it('begins an overlap before the last import', () => {
    expect(periodSinceLast(now - 5_000_000, now)).toEqual({
      from: now - 5_000_000 - overlapMs,
      to: now,
      isFirst: false,
    });
  });

  it('goes back a month the first time', () => {
    expect(periodSinceLast(null, now)).toEqual({ from: now - firstImportMs, to: now, isFirst: true });
  });

  it('leaves no gap behind the last import, whatever the clock did meanwhile', () => {
    fc.assert(
      fc.property(fc.integer({ min: now - longestPeriodMs + overlapMs, max: now + overlapMs }), (last) => {
        const period = periodSinceLast(last, now);
        expect(period.from).toBeLessThanOrEqual(last);
        expect(period.from).toBeLessThan(period.to);
      }),
    );
  });

  it('ends now at the latest', () => {
    expect(checkedPeriod({ from: now - 10, to: now + 10 }, now)).toEqual({ from: now - 10, to: now });
  });

  it.each([
    ['reversed', now - 5, now - 10],
    ['reversed', now - 5, now - 5],
    ['future', now, now + 10],
    ['too_long', now - longestPeriodMs - 1, now],
  ])('is refused when %s', (reason, from, to) => {
    expect(() => checkedPeriod({ from, to }, now)).toThrow(
      expect.objectContaining({
        code: 'import_period_invalid',
        details: expect.objectContaining({ reason }),
      }),
    );
  });
});
