import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestStore, silentLog } from '#main/db/testing/test-store.ts';
import { type ClockCheck, clockHistoryLength } from '#shared/domain/clock-check.ts';
import type { TimeSource } from '../ports/time-source.ts';
import { ClockGuard } from './clock-guard.ts';
import { dateHeaderSource, sntpSource } from './testing/simulated-sources.ts';
import { VirtualTime } from './testing/virtual-time.ts';
import { watchEveryMs } from './wall-watch.ts';

const start = Date.UTC(2026, 10, 22);
let time: VirtualTime;
let test: ReturnType<typeof createTestStore>;
let guards: ClockGuard[];
let statusEvents: number;
let isNeeded: boolean;

beforeEach(() => {
  time = new VirtualTime(start);
  test = createTestStore();
  guards = [];
  statusEvents = 0;
  isNeeded = true;
});
afterEach(() => {
  for (const guard of guards) guard.close();
  test.close();
});

function guardWith(...sources: TimeSource[]): ClockGuard {
  const guard = new ClockGuard({
    store: test.store,
    sources,
    clock: time,
    mono: time.mono,
    log: silentLog,
    terminalName: () => '受注PC',
    newId: () => crypto.randomUUID(),
    isNeeded: () => isNeeded,
    onStatus: () => statusEvents++,
  });
  guards.push(guard);
  return guard;
}

const require = (guard: ClockGuard) => time.run(guard.requireGoodClock('consent_begin'));

describe('the clock guard', () => {
  it('lets a good clock pass and remembers the check', async () => {
    const guard = guardWith(dateHeaderSource(time), sntpSource(time));
    await require(guard);
    const { last, jump, checking } = guard.status();
    expect(last).toMatchObject({
      verdict: 'good',
      purpose: 'consent_begin',
      terminal: '受注PC',
      jumpMs: 0,
      sources: [
        { id: 'auth.test', kind: 'http', state: 'answered', readings: 6, agrees: true, roundTripMs: 20 },
        { id: 'ntp.test', kind: 'sntp', state: 'answered', readings: 1, agrees: true },
      ],
    });
    expect(Math.abs(last?.offsetMs ?? 999)).toBeLessThanOrEqual(last?.errorMs ?? 0);
    expect({ jump, checking }).toEqual({ jump: null, checking: false });
    expect(guard.history(10)).toEqual([last]);
  });

  it.each([
    ['1 min ahead', 60_000, 'clock_ahead', 'ahead', 60_000],
    ['9 min 1 s behind', -541_000, 'clock_behind', 'behind', 541_000],
  ])(
    'refuses a clock %s with direction, amount and bound',
    async (_name, offset, code, direction, amount) => {
      time.offsetMs = offset;
      const guard = guardWith(dateHeaderSource(time), sntpSource(time));
      const error = await require(guard).catch((refusal) => refusal);
      expect(error).toMatchObject({ name: 'AppError', code, retryable: true, details: { direction } });
      expect(Math.abs(error.details.amountMs - amount)).toBeLessThanOrEqual(error.details.errorMs);
      expect(error.details.errorMs).toBeLessThan(200);
      expect(error.details.sources).toContain('ntp.test');
      expect(guard.status().last?.verdict).toBe(direction);
    },
  );

  it.each([1_000, 539_000])('lets a clock %i ms behind pass', async (behind) => {
    time.offsetMs = -behind;
    await require(guardWith(dateHeaderSource(time)));
  });

  it('does not pass without any source', async () => {
    const guard = guardWith(
      dateHeaderSource(time, { fails: 'unreachable' }),
      sntpSource(time, { fails: 'timeout' }),
    );
    await expect(require(guard)).rejects.toMatchObject({
      code: 'clock_unknown',
      details: { direction: null, amountMs: null, sources: 'auth.test: unreachable, ntp.test: timeout' },
    });
    await expect(require(guardWith())).rejects.toMatchObject({ code: 'clock_unknown' });
  });

  it('reports sources that contradict each other, each with what it said', async () => {
    const guard = guardWith(dateHeaderSource(time), sntpSource(time, { errorMs: 30_000 }));
    const error = await require(guard).catch((refusal) => refusal);
    expect(error).toMatchObject({ code: 'clock_sources_disagree', details: { amountMs: null } });
    expect(error.details.sources).toMatch(/auth\.test .0\.\d s ± 0\.\d s, ntp\.test −30\.0 s ± 0\.1 s/);
    expect(guard.status().last?.sources.map(({ agrees }) => agrees)).toEqual([true, false]);
  });

  it('repeats a check in which the clock jumped, and says so when it jumps again', async () => {
    let asked = 0;
    const jumping = (times: number) =>
      dateHeaderSource(time, {
        onRead: () => {
          if (++asked % 6 === 3 && asked < times * 6) time.offsetMs -= 2_000;
        },
      });
    await require(guardWith(jumping(1)));
    expect(asked).toBe(12);
    asked = 0;
    const guard = guardWith(jumping(9));
    await expect(require(guard)).rejects.toMatchObject({ code: 'clock_jumped' });
    expect(guard.status().last).toMatchObject({ verdict: 'jumped', offsetMs: null });
    expect(Math.abs((guard.status().last?.jumpMs ?? 0) + 2_000)).toBeLessThanOrEqual(1);
  });

  it('asks once for all who ask meanwhile', async () => {
    let asked = 0;
    const guard = guardWith(sntpSource(time, { onRead: () => asked++ }));
    const both = Promise.all([guard.check('manual'), guard.check('consent_begin')]);
    expect(guard.status().checking).toBe(true);
    const [one, other] = await time.run(both);
    expect(one).toBe(other);
    expect(asked).toBe(1);
  });

  it('keeps the latest checks only', () => {
    const check = (number: number): ClockCheck => ({
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      at: start - number,
      terminal: 'PC',
      purpose: 'manual',
      verdict: 'good',
      offsetMs: 0,
      errorMs: 1,
      jumpMs: 0,
      durationMs: 1,
      sources: [],
    });
    const origin = { actor: 'system', terminal: 'PC', at: start };
    const all = Array.from({ length: clockHistoryLength + 20 }, (_, index) => check(index));
    for (const one of all) test.store.commit([{ kind: 'clock.checked', check: one }], origin);
    expect(test.store.clockChecks(1_000)).toEqual(all.toReversed().slice(0, clockHistoryLength));
  });
});

describe('renewing a token between checks', () => {
  const renew = (guard: ClockGuard) => time.run(guard.requireNotRejected('token_refresh'));

  it('needs no check while the last word is good, and one after a refusal or a jump', async () => {
    let asked = 0;
    const source = sntpSource(time, { onRead: () => asked++ });
    await renew(guardWith(source));
    await require(guardWith(source));
    asked = 0;
    await renew(guardWith(source));
    expect(asked).toBe(0);

    time.offsetMs = 60_000;
    await expect(require(guardWith(source))).rejects.toMatchObject({ code: 'clock_ahead' });
    // Remembered across a restart of the host.
    const restarted = guardWith(source);
    await expect(renew(restarted)).rejects.toMatchObject({ code: 'clock_ahead' });
    time.offsetMs = 0;
    await renew(restarted);
    expect(restarted.status().last?.verdict).toBe('good');
  });
});

describe('the watch', () => {
  it('checks at the start only where a mall depends on it', async () => {
    isNeeded = false;
    guardWith(sntpSource(time)).start();
    await time.pass(1_000);
    expect(test.store.clockChecks(1)).toEqual([]);
    isNeeded = true;
    guardWith(sntpSource(time)).start();
    await time.pass(1_000);
    expect(test.store.clockChecks(9)).toMatchObject([{ purpose: 'start', verdict: 'good' }]);
  });

  it('notices that the clock was set, tells it, and checks again', async () => {
    const guard = guardWith(sntpSource(time));
    guard.start();
    await time.pass(1_000);
    time.offsetMs += 61_000;
    await time.pass(watchEveryMs - 500);
    expect(statusEvents).toBe(1);
    await time.pass(500);
    expect(test.store.clockChecks(9)).toMatchObject([
      { purpose: 'jump', verdict: 'ahead' },
      { purpose: 'start' },
    ]);
    expect(guard.status().jump).toBeNull();
  });

  it('lets small corrections pass', async () => {
    const guard = guardWith(sntpSource(time));
    guard.start();
    for (let looks = 0; looks < 10; looks++) {
      await time.pass(watchEveryMs);
      time.offsetMs += 90;
    }
    expect(statusEvents).toBe(0);
  });

  it('without a real shop only remembers the jump, and forgets it with the next check', async () => {
    isNeeded = false;
    const guard = guardWith(sntpSource(time));
    guard.start();
    time.offsetMs -= 3_600_000;
    await time.pass(watchEveryMs * 2);
    expect(guard.status().jump?.ms).toBe(-3_600_000);
    await time.run(guard.check('manual'));
    expect(guard.status().jump).toBeNull();
  });

  it('waits for the network after a wake-up', async () => {
    let isUp = false;
    const up = sntpSource(time);
    const down = sntpSource(time, { fails: 'unreachable' });
    const guard = guardWith({ ...up, read: (signal) => (isUp ? up : down).read(signal) });
    guard.start();
    await time.pass(1_000);
    time.truth += 600_000;
    await time.pass(watchEveryMs);
    expect(guard.status().last).toMatchObject({ verdict: 'unknown' });
    isUp = true;
    await time.pass(20_000);
    expect(guard.status().last).toMatchObject({ purpose: 'jump', verdict: 'good' });
  });

  it('ends with the guard', async () => {
    const guard = guardWith(sntpSource(time));
    guard.start();
    await time.pass(1_000);
    guard.close();
    time.offsetMs += 99_000;
    await time.pass(60_000);
    expect(statusEvents).toBe(0);
  });
});
