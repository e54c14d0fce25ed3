import { expect, it } from 'vitest';
import { clockText, minutesOf } from './clock-minutes.ts';

it('every minute of the day is written and read back', () => {
  for (let minutes = 0; minutes < 1_440; minutes += 1) expect(minutesOf(clockText(minutes))).toBe(minutes);
  expect([clockText(0), clockText(1_439), clockText(7 * 60)]).toEqual(['00:00', '23:59', '07:00']);
});

it.each(['', '7', '7:00', '24:00', '12:60', '12:0'])('%j is no time yet', (text) => {
  expect(minutesOf(text)).toBeNull();
});
