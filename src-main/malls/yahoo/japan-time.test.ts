import { describe, expect, it } from 'vitest';
import { formatRequestTime, parseDay, parseMoment } from './japan-time.ts';

describe('times of the mall', () => {
  it.each([
    ['2018-12-07T01:27:04+09:00', Date.UTC(2018, 11, 6, 16, 27, 4)],
    ['2018-12-06T16:27:04Z', Date.UTC(2018, 11, 6, 16, 27, 4)],
    ['20181207012704', Date.UTC(2018, 11, 6, 16, 27, 4)],
    ['2024-02-29T00:00:00+09:00', Date.UTC(2024, 1, 28, 15)],
    ['2023-02-29T00:00:00+09:00', null],
    ['2018-12-07T24:00:00+09:00', null],
    ['2018-12-07 01:27:04', null],
    ['0000-00-00T00:00:00+09:00', null],
    ['', null],
  ])('reads %j', (text, moment) => {
    expect(parseMoment(text)).toBe(moment);
  });

  it.each([
    ['2026-06-02', '2026-06-02'],
    ['20260602', '2026-06-02'],
    ['2026-06-02T00:00:00+09:00', '2026-06-02'],
    ['2026-06-31', null],
    ['tomorrow', null],
  ])('reads the day %j', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  it('writes requests in Japan time', () => {
    expect(formatRequestTime(Date.UTC(2026, 5, 9, 15, 0, 0, 999))).toBe('20260610000000');
    expect(parseMoment(formatRequestTime(1_781_060_400_000))).toBe(1_781_060_400_000);
  });
});
