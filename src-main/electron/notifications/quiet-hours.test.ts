import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const at = (text: string) => Date.parse(`${text}+09:00`);
const night = { isOn: true, from: 22 * 60, to: 7 * 60 };

describe('quiet hours', () => {
  it.each([
    ['2026-11-22T21:59:59.999', null],
    ['2026-11-22T22:00:00.000', '2026-11-23T07:00'],
    ['2026-11-22T23:59:59.999', '2026-11-23T07:00'],
    ['2026-11-23T00:00:00.000', '2026-11-23T07:00'],
    ['2026-11-23T06:59:59.999', '2026-11-23T07:00'],
    ['2026-11-23T07:00:00.000', null],
    // The nights in which clocks change elsewhere are as long as any other in Japan.
    ['2026-03-29T02:30:00.000', '2026-03-29T07:00'],
    ['2026-10-25T02:30:00.000', '2026-10-25T07:00'],
  ])('over midnight, at %s: until %s', (moment, end) => {
    expect(quietUntil(night, at(moment))).toBe(end === null ? null : at(end));
  });

  it('are none while switched off, or of no length', () => {
    expect(quietUntil({ ...night, isOn: false }, at('2026-11-22T23:00'))).toBeNull();
    expect(quietUntil({ isOn: true, from: 60, to: 60 }, at('2026-11-22T01:00'))).toBeNull();
  });

  const minute = fc.integer({ min: 0, max: 1_439 });
  const moment = fc.integer({ min: Date.UTC(1969, 0, 1), max: Date.UTC(2060, 0, 1) });

  it('hold in every minute between from and to as a clock in Japan shows it, and in no other', () => {
    const inJapan = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Tokyo',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    fc.assert(
      fc.property(minute, minute, moment, (from, to, now) => {
        const [hours = 0, minutes = 0] = inJapan.format(now).split(':').map(Number);
        const clock = hours * 60 + minutes;
        const isBetween = from <= to ? clock >= from && clock < to : clock >= from || clock < to;
        expect(quietUntil({ isOn: true, from, to }, now) !== null).toBe(isBetween);
      }),
    );
  });

  it('end when they say, and hold without a gap until then', () => {
    fc.assert(
      fc.property(
        minute,
        minute,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, to, now, part) => {
          const quiet = { isOn: true, from, to };
          const end = quietUntil(quiet, now);
          if (end === null) return;
          expect(end).toBeGreaterThan(now);
          expect(end - now).toBeLessThanOrEqual(86_400_000);
          expect(quietUntil(quiet, end)).toBeNull();
          const between = now + Math.floor((end - 1 - now) * part);
          expect(quietUntil(quiet, between)).toBe(end);
        },
      ),
    );
  });
});
