import { beforeAll, describe, expect, it } from 'vitest';
import { formatClock, formatCount, formatDay, formatMoment } from './format.ts';
import { startTexts } from './i18n.ts';

beforeAll(() => startTexts('ja'));

describe('formats', () => {
  const zoned = new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const moment = Date.parse('2026-11-22T05:02:00Z');

  it('shows moments in Japan’s time with the weekday', () => {
    expect(formatMoment(moment, 'ja')).toBe('2026/11/22(日) 14:02');
    expect(formatMoment(moment, 'en')).toBe('2026/11/22 (Sun) 14:02');
  });

  it('agrees with the zone database, also around midnight and in the past', () => {
    for (const text of ['2026-12-31T14:59:59Z', '2026-12-31T15:00:00Z', '1999-06-30T22:10:00Z']) {
      const at = Date.parse(text);
      expect(formatMoment(at, 'ja').replace(/\(.\)/, '')).toBe(zoned.format(at));
    }
  });

  it('names the day of a clock time only when it is another day', () => {
    expect(formatClock(moment, moment + 3_600_000)).toBe('14:02');
    expect(formatClock(moment, moment + 10 * 3_600_000)).toBe('11/22 14:02');
  });

  it('shows days and counts', () => {
    expect(formatDay('2026-01-05', 'ja')).toBe('2026/01/05(月)');
    expect(formatCount(1234567)).toBe('1,234,567');
    expect(formatCount(12)).toBe('12');
  });
});
