import { describe, expect, it } from 'vitest';
import type { TimeSource } from '../ports/time-source.ts';
import { judgeClock, surelyCaughtAheadMs } from './judge-clock.ts';
import { measureClock } from './measure-clock.ts';
import { centre } from './offset-interval.ts';
import { dateHeaderSource, sntpSource } from './testing/simulated-sources.ts';
import { VirtualTime } from './testing/virtual-time.ts';

const checks = 10_000;
const start = Date.UTC(2026, 10, 22);
const signal = new AbortController().signal;

/** A generator of numbers in [0, 1) that repeats itself for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function check(time: VirtualTime, ...sources: TimeSource[]) {
  const startedAt = time.mono.now();
  const { sources: measured, jumpMs } = await time.run(
    measureClock(sources, { clock: time, mono: time.mono, signal }),
  );
  return { ...judgeClock(measured, jumpMs), measured, jumpMs, tookMs: time.mono.now() - startedAt };
}

/** A link whose round trips last up to `most` ms, each split between the ways in any proportion. */
function link(random: () => number, most: number) {
  let rest = 0;
  return {
    up: () => {
      const roundTrip = random() * most;
      const up = roundTrip * (random() < 0.2 ? Math.round(random()) : random());
      rest = roundTrip - up;
      return up;
    },
    down: () => rest,
  };
}

describe(`${checks} checks over simulated links`, () => {
  it('never reject a true clock, with round trips up to 2 s of any asymmetry', async () => {
    const random = seeded(1);
    for (let run = 0; run < checks; run++) {
      const time = new VirtualTime(start + random() * 1e7);
      const judged = await check(
        time,
        dateHeaderSource(time, link(random, random() * 2_000)),
        sntpSource(time, link(random, 2_000)),
      );
      expect(judged.verdict, `run ${run}`).toBe('good');
    }
  }, 120_000);

  it('always catch a clock half a second or more ahead, with round trips up to 150 ms', async () => {
    const random = seeded(2);
    let slowest = 0;
    for (let run = 0; run < checks; run++) {
      const offset = run % 2 === 0 ? surelyCaughtAheadMs : surelyCaughtAheadMs + random() * 120_000;
      const time = new VirtualTime(start + random() * 1e7, offset);
      const judged = await check(time, dateHeaderSource(time, link(random, 150)));
      expect(judged.verdict, `run ${run}, ${offset} ms ahead`).toBe('ahead');
      slowest = Math.max(slowest, judged.tookMs);
    }
    expect(slowest).toBeLessThan(2_000);
  }, 120_000);

  it('show a bound that holds the truth, larger on slower links, and stay within number and time', async () => {
    const random = seeded(3);
    const errors = { fast: [] as number[], slow: [] as number[] };
    for (let run = 0; run < checks; run++) {
      const slow = run % 2 === 0;
      const offset = (random() - 0.5) * 4_000;
      const time = new VirtualTime(start + random() * 1e7, offset);
      let readings = 0;
      const judged = await check(
        time,
        dateHeaderSource(time, {
          ...(slow ? { up: () => 1_000, down: () => 1_000 } : link(random, 150)),
          onRead: () => readings++,
        }),
      );
      expect(judged.interval).not.toBeNull();
      const { lo, hi } = judged.interval ?? { lo: 0, hi: 0 };
      expect(lo).toBeLessThanOrEqual(offset);
      expect(hi).toBeGreaterThanOrEqual(offset);
      if (judged.verdict === 'ahead') expect(offset).toBeGreaterThan(0);
      expect(readings).toBeLessThanOrEqual(14);
      expect(judged.tookMs).toBeLessThan(10_000);
      errors[slow ? 'slow' : 'fast'].push(centre({ lo, hi }).errorMs);
    }
    expect(Math.max(...errors.fast)).toBeLessThan(350);
    expect(Math.min(...errors.slow)).toBeGreaterThan(1_000);
  }, 120_000);
});

describe('a check', () => {
  it('asks a fine source once and a coarse one over the whole second', async () => {
    const time = new VirtualTime(start);
    const { measured } = await check(time, dateHeaderSource(time), sntpSource(time));
    expect(measured).toMatchObject([
      { id: 'auth.test', state: 'answered', readings: 6, roundTripMs: 20 },
      { id: 'ntp.test', state: 'answered', readings: 1, roundTripMs: 20 },
    ]);
  });

  it('aims at the edge of the second where a slow link leaves the question open', async () => {
    const time = new VirtualTime(start + 300, 480);
    const slow = { up: () => 250, down: () => 250 };
    const { measured, interval } = await check(time, dateHeaderSource(time, slow));
    expect(measured[0]?.readings).toBeGreaterThan(6);
    expect((interval?.hi ?? 0) - (interval?.lo ?? 0)).toBeLessThan(500 + 100 + 150);
  });

  it('does not insist on a host that is down', async () => {
    const time = new VirtualTime(start);
    let asked = 0;
    const { verdict, measured } = await check(
      time,
      dateHeaderSource(time, { fails: 'unreachable', onRead: () => asked++ }),
    );
    expect(verdict).toBe('unknown');
    expect(measured[0]).toMatchObject({ state: 'failed', reason: 'unreachable', interval: null });
    expect(asked).toBe(2);
  });

  it('forgives one lost reading', async () => {
    const time = new VirtualTime(start);
    const source = dateHeaderSource(time);
    let asked = 0;
    const lossy: TimeSource = {
      ...source,
      read: (stop) => (++asked === 3 ? dateHeaderSource(time, { fails: 'timeout' }) : source).read(stop),
    };
    expect((await check(time, lossy)).verdict).toBe('good');
  });

  it('says that a source contradicts itself', async () => {
    const time = new VirtualTime(start);
    let asked = 0;
    const erratic: TimeSource = {
      ...dateHeaderSource(time),
      read: (stop) => dateHeaderSource(time, { errorMs: asked++ * 7_000 }).read(stop),
    };
    const { verdict, measured } = await check(time, erratic);
    expect(verdict).toBe('sources_disagree');
    expect(measured[0]?.state).toBe('inconsistent');
  });

  it.each([
    ['forwards', 3_600_000],
    ['backwards', -1_000],
  ])('notices a clock that is set %s meanwhile', async (_name, jump) => {
    const time = new VirtualTime(start);
    let asked = 0;
    const judged = await check(
      time,
      dateHeaderSource(time, {
        onRead: () => {
          if (++asked === 3) time.offsetMs += jump;
        },
      }),
    );
    expect(judged).toMatchObject({ verdict: 'jumped', interval: null });
    expect(Math.abs(judged.jumpMs - jump)).toBeLessThanOrEqual(1);
  });

  it('adds a small correction of the clock to its bound', async () => {
    const time = new VirtualTime(start, 30);
    const judged = await check(
      time,
      sntpSource(time, {
        onRead: () => {
          time.offsetMs -= 80;
        },
      }),
    );
    expect(judged.verdict).toBe('good');
    expect(judged.interval?.lo).toBeLessThanOrEqual(-50);
  });

  it('ends when its caller gives up', async () => {
    const time = new VirtualTime(start);
    const stop = new AbortController();
    const work = measureClock([dateHeaderSource(time, { onRead: () => stop.abort(new Error('closing')) })], {
      clock: time,
      mono: time.mono,
      signal: stop.signal,
    });
    await expect(time.run(work)).rejects.toThrow('closing');
  });
});
