import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSettled, judgeClock, judgeOffset } from './judge-clock.ts';
import { agreement, type OffsetInterval } from './offset-interval.ts';
import type { SourceMeasurement } from './source-measurement.ts';

const around = (offset: number, error: number): OffsetInterval => ({
  lo: offset - error,
  hi: offset + error,
});
const minutes = 60_000;

const source = (id: string, interval: OffsetInterval | null, failed = 'timeout'): SourceMeasurement => ({
  id,
  kind: id.startsWith('ntp') ? 'sntp' : 'http',
  state: interval === null ? 'failed' : 'answered',
  reason: interval === null ? failed : null,
  interval,
  readings: interval === null ? 0 : 6,
  roundTripMs: interval === null ? null : 20,
});

describe('the limits of the clock', () => {
  it.each([
    ['1 ms ahead beyond the bound', around(121, 120), 'ahead'],
    ['ahead by exactly the bound', around(120, 120), 'good'],
    ['1 ms ahead, known exactly', around(1, 0), 'ahead'],
    ['exact', around(0, 0), 'good'],
    ['exact within a bound', around(0, 120), 'good'],
    ['1 s behind', around(-1_000, 120), 'good'],
    ['8:59.999 behind', around(-539_999, 0), 'good'],
    ['8:59.999 behind within a bound', around(-539_999, 120), 'good'],
    ['9:00.000 behind', around(-540_000, 0), 'behind'],
    ['9:00.000 behind within a bound', around(-540_000, 120), 'behind'],
    ['1 min ahead', around(1 * minutes, 120), 'ahead'],
    ['9 min 1 s behind', around(-9 * minutes - 1_000, 120), 'behind'],
    ['a day ahead', around(86_400_000, 120), 'ahead'],
    ['a slow source that leaves 1 s ahead open', around(1_000, 1_500), 'good'],
  ] as const)('%s', (_name, interval, verdict) => {
    expect(judgeOffset(interval)).toBe(verdict);
    expect(judgeClock([source('auth', interval)], 0)).toMatchObject({ verdict, interval });
  });

  it('never judges an interval that lies wholly on one side the other way', () => {
    const limit = fc.constantFrom(0, -540_000);
    fc.assert(
      fc.property(
        limit,
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (edge, from, width) => {
          const interval = { lo: edge + from, hi: edge + from + width };
          const verdict = judgeOffset(interval);
          if (interval.lo > 0) expect(verdict).toBe('ahead');
          if (interval.hi <= 0) expect(verdict).not.toBe('ahead');
          if (interval.hi <= -540_000) expect(verdict).toBe('behind');
          if (interval.lo > -540_000) expect(verdict).not.toBe('behind');
          if (interval.lo > -540_000 && interval.hi <= 0) expect(verdict).toBe('good');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('settles only where a clock half a second ahead cannot pass', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2_000, max: 2_000, noNaN: true }),
        fc.double({ min: 0, max: 3_000, noNaN: true }),
        (lo, width) => {
          const interval = { lo, hi: lo + width };
          if (isSettled(interval) && judgeOffset(interval) === 'good') expect(interval.hi).toBeLessThan(500);
        },
      ),
    );
  });
});

describe('several sources', () => {
  const near = around(5, 100);

  it('cannot judge without any source', () => {
    expect(judgeClock([], 0).verdict).toBe('unknown');
    expect(judgeClock([source('auth', null), source('ntp1', null)], 0).verdict).toBe('unknown');
  });

  it('takes the second opinion when the authorization host is silent', () => {
    expect(judgeClock([source('auth', null), source('ntp1', around(60_000, 20))], 0).verdict).toBe('ahead');
    expect(judgeClock([source('auth', null), source('ntp1', around(-60_000, 20))], 0).verdict).toBe('good');
  });

  it('never averages sources that contradict each other', () => {
    const judged = judgeClock([source('auth', around(60_000, 100)), source('ntp1', around(-60_000, 20))], 0);
    expect(judged).toMatchObject({ verdict: 'sources_disagree', interval: null });
    expect([...judged.agreeing]).toEqual(['auth']);
  });

  it('goes by the majority and names who contradicts', () => {
    const judged = judgeClock(
      [source('auth', near), source('ntp1', around(4, 20)), source('ntp2', around(9_000, 20))],
      0,
    );
    expect(judged.verdict).toBe('good');
    expect([...judged.agreeing]).toEqual(['auth', 'ntp1']);
    const alone = judgeClock(
      [source('auth', near), source('ntp1', around(9_000, 20)), source('ntp2', around(9_000, 20))],
      0,
    );
    expect(alone.verdict).toBe('sources_disagree');
  });

  it('counts a source that contradicts itself as a contradiction', () => {
    const broken = { ...source('auth', null), state: 'inconsistent' as const };
    expect(judgeClock([broken], 0).verdict).toBe('sources_disagree');
    expect(judgeClock([broken, source('ntp1', near)], 0).verdict).toBe('sources_disagree');
    expect(judgeClock([broken, source('ntp1', near), source('ntp2', near)], 0).verdict).toBe('good');
  });

  it('judges by the authorization host while its bound settles the matter', () => {
    const judged = judgeClock([source('auth', around(100, 200)), source('ntp1', around(100, 20))], 0);
    expect(judged).toMatchObject({ verdict: 'good', interval: around(100, 200) });
  });

  it('narrows a slow host by the second opinion', () => {
    const judged = judgeClock([source('auth', around(900, 1_500)), source('ntp1', around(1_000, 60))], 0);
    expect(judged).toMatchObject({ verdict: 'ahead', interval: around(1_000, 60) });
  });

  it('does not judge a check in which the clock jumped', () => {
    expect(judgeClock([source('auth', near)], 101).verdict).toBe('jumped');
    expect(judgeClock([source('auth', near)], -3_600_000).verdict).toBe('jumped');
    expect(judgeClock([source('auth', near)], 100).verdict).toBe('good');
  });
});

describe('agreement of readings', () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }))
    .map(([before, after]) => ({ lo: -before, hi: after }));

  it('is the intersection when all readings hold the truth', () => {
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 12 }), (intervals) => {
        expect(agreement(intervals)).toEqual({
          lo: Math.max(...intervals.map(({ lo }) => lo)),
          hi: Math.min(...intervals.map(({ hi }) => hi)),
        });
      }),
    );
  });

  it('leaves out one false reading among three, and finds none among two', () => {
    expect(agreement([around(0, 10), around(5, 10), around(900, 10)])).toEqual({ lo: -5, hi: 10 });
    expect(agreement([around(0, 10), around(900, 10)])).toBeNull();
    expect(agreement([])).toBeNull();
  });
});
