import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fromEightDigits,
  fromFourteenDigits,
  fromJapanTime,
  toJapanDate,
  toJapanTime,
} from './japan-time.ts';

describe('Japan time', () => {
  test('is nine hours ahead of UTC', () => {
    expect(toJapanTime(Date.UTC(2026, 4, 31, 15, 0, 1))).toBe('2026-06-01T00:00:01+09:00');
    expect(toJapanDate(Date.UTC(2026, 4, 31, 14, 59, 59))).toBe('2026-05-31');
  });

  test('is read back as it was written, for any second', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }), (second) => {
        const text = toJapanTime(second * 1000);
        expect(text).toBe(`${new Date((second + 32_400) * 1000).toISOString().slice(0, 19)}+09:00`);
        expect(fromJapanTime(text)).toBe(second * 1000);
      }),
    );
  });

  test('refuses digits that are no date', () => {
    expect(fromFourteenDigits('20260601123456')).toBe(Date.UTC(2026, 5, 1, 3, 34, 56));
    expect(fromFourteenDigits('20260601240000')).toBeNull();
    expect(fromFourteenDigits('2026060112345')).toBeNull();
    expect(fromEightDigits('20260229')).toBeNull();
    expect(fromEightDigits('20240229')).toBe('2024-02-29');
  });
});
