import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shopId } from '#main/db/testing/test-store.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import { day, hour, LoopWorld, minute, on } from './testing/loop-world.ts';

const second = 1_000;
const fails = (code: ErrorCode, retryable = false) => new AppError(code, 'It failed', { retryable });
/** How long after the one before each began. */
const gaps = (moments: readonly number[]): number[] =>
  moments.slice(1).map((at, before) => at - (moments[before] ?? 0));

let world: LoopWorld;
beforeEach(() => {
  world = new LoopWorld();
});
afterEach(() => world.close());

describe('failures of a loop', () => {
  it('pauses longer each time, opens the circuit at the fifth, and compares afterwards', async () => {
    let isBroken = true;
    world.mall.fault = () => (isBroken ? fails('mall_unreachable', true) : null);
    world.service.start();
    await world.time.pass(65 * minute);
    const pauses = gaps(world.cycles()).map((gap) => (gap - world.mall.answersAfterMs) / minute);
    expect(pauses.slice(0, 7)).toEqual([0.5, 1, 2, 5, 10, 15, 15]);
    expect(world.monitor().state).toMatchObject({ kind: 'backing_off', isOpen: true, failures: 9 });
    expect(world.troubles).toMatchObject([{ code: 'mall_unreachable', endings: 0 }]);
    isBroken = false;
    await world.time.pass(16 * minute);
    expect(world.troubles).toMatchObject([{ endings: 1 }]);
    expect(world.comparisons()).toEqual(['start']);
    world.mall.fault = ({ purpose }) => (isBroken && purpose === 'auto' ? fails('mall_timeout', true) : null);
    isBroken = true;
    await world.time.pass(13 * minute);
    isBroken = false;
    await world.time.pass(5 * minute);
    expect(world.comparisons().at(-1)).toBe('outage');
  });

  it('is not open before the fifth failure, nor told before the third', async () => {
    world.mall.fault = () => fails('mall_unreachable', true);
    world.service.start();
    const seen = new Map<number, { isOpen: boolean; told: number }>();
    for (let time = 0; time < 800; time += 1) {
      await world.time.pass(second);
      const { state } = world.monitor();
      if (state.kind === 'backing_off')
        seen.set(state.failures, { isOpen: state.isOpen, told: world.troubles.length });
    }
    expect([...seen.values()].slice(0, 5)).toEqual([
      { isOpen: false, told: 0 },
      { isOpen: false, told: 0 },
      { isOpen: false, told: 1 },
      { isOpen: false, told: 1 },
      { isOpen: true, told: 1 },
    ]);
  });

  it('remembers an outage that a person cut short with "run now"', async () => {
    world.service.start();
    await world.time.pass(minute);
    world.mall.fault = () => fails('mall_unreachable', true);
    await world.time.pass(15 * minute);
    world.mall.fault = () => null;
    world.service.runNow([shopId()]);
    await world.time.pass(5 * second);
    expect(world.comparisons()).toEqual(['start', 'outage']);
  });

  it('takes no other importer for an outage, and shows whose turn it is', async () => {
    world.service.start();
    await world.time.pass(minute);
    const manual = world.otherTerminal('別PC').take(world.shop(), 'manual');
    await world.time.pass(14 * minute);
    expect(world.monitor().state).toMatchObject({
      kind: 'busy',
      lease: { terminal: '別PC', purpose: 'manual' },
    });
    manual.release();
    const before = world.cycles().length;
    await world.time.pass(31 * second);
    expect(world.cycles().length).toBe(before + 1);
    expect(world.comparisons()).toEqual(['start']);
    expect(world.troubles).toEqual([]);
  });

  it('lets a mall in maintenance rest, without an alarm', async () => {
    world.mall.fault = () => fails('mall_maintenance', true);
    world.service.start();
    await world.time.pass(34 * minute);
    expect(gaps(world.cycles()).map((gap) => (gap - world.mall.answersAfterMs) / minute)).toEqual([
      5, 10, 10,
    ]);
    expect(world.monitor().state.kind).toBe('maintenance');
    expect(world.troubles).toEqual([]);
  });

  it('asks nothing with a wrong clock, looks at it each minute, and tells it once', async () => {
    world.clockFault = () => fails('clock_ahead', true);
    world.service.start();
    await world.time.pass(20 * minute);
    expect(world.mall.asked).toEqual([]);
    expect(world.monitor().state).toMatchObject({ kind: 'clock_rejected', error: { code: 'clock_ahead' } });
    world.clockFault = () => null;
    await world.time.pass(minute + second);
    expect(world.cycles()).toHaveLength(1);
    expect(world.troubles).toMatchObject([{ code: 'clock_ahead', endings: 1 }]);
  });

  it('asks no more after px-04102 before there is another consent, and then compares', async () => {
    world.service.start();
    await world.time.pass(minute);
    world.mall.fault = () => fails('mall_session_expired');
    await world.time.pass(12 * minute);
    const { length } = world.mall.asked;
    expect(world.monitor()).toMatchObject({ state: { kind: 'needs_consent' }, nextAt: null });
    await world.time.pass(3 * day);
    world.set({ ...on, intervalMinutes: 5 });
    world.service.runNow([shopId()]);
    world.service.clockJumped();
    await world.time.pass(day);
    expect(world.mall.asked).toHaveLength(length);
    world.mall.fault = () => null;
    world.consent();
    await world.time.pass(6 * second);
    expect(world.mall.asked.slice(length)).toMatchObject([{ purpose: 'auto' }, {}, {}]);
    expect(world.comparisons()).toHaveLength(2);
    expect(world.troubles).toMatchObject([{ code: 'mall_session_expired', endings: 1 }]);
  });

  it('goes on at once when a consent is given while the one before is being refused', async () => {
    world.service.start();
    await world.time.pass(minute);
    world.mall.answersAfterMs = 40 * second;
    world.mall.fault = () => fails('mall_session_expired');
    const { length } = world.mall.asked;
    while (world.mall.asked.length === length) await world.time.pass(second);
    await world.time.pass(20 * second);
    world.consent();
    world.mall.fault = (asked) => (asked === world.mall.asked[length] ? fails('mall_session_expired') : null);
    await world.time.pass(minute);
    expect(world.mall.asked.length).toBeGreaterThan(length + 1);
    expect(world.store.session(shopId(), 'shared')?.endedAt).toBeNull();
    expect(world.troubles).toEqual([]);
  });

  it('tells of a consent that ended even those who were told of an outage, and of one end only', async () => {
    world.mall.fault = () => fails('mall_unreachable', true);
    world.service.start();
    await world.time.pass(3 * minute);
    world.mall.fault = () => fails('mall_session_expired');
    await world.time.pass(hour);
    world.mall.fault = () => fails('mall_unreachable', true);
    world.consent();
    await world.time.pass(hour);
    world.mall.fault = () => null;
    await world.time.pass(hour);
    expect(world.troubles).toMatchObject([
      { code: 'mall_unreachable', endings: 0 },
      { code: 'mall_session_expired', endings: 1 },
    ]);
  });

  it('tells a trouble of its comparisons once, though cycles go well in between', async () => {
    world.mall.fault = ({ purpose }) => (purpose === 'reconciliation' ? fails('mall_not_permitted') : null);
    world.service.start();
    await world.time.pass(5 * hour);
    expect(world.cycles().length).toBeGreaterThan(8);
    expect(world.troubles).toMatchObject([{ code: 'mall_not_permitted', endings: 0 }]);
    world.mall.fault = () => null;
    await world.time.pass(hour);
    expect(world.troubles).toMatchObject([{ endings: 1 }]);
  });

  it('compares once, not twice, when the comparison itself met the outage', async () => {
    world.set({ ...on, intervalMinutes: 60 });
    world.service.start();
    await world.time.pass(minute);
    let failures = 0;
    world.mall.fault = ({ purpose }) =>
      purpose === 'reconciliation' && failures++ < 2 ? fails('mall_timeout', true) : null;
    world.service.reconcileNow([shopId()]);
    await world.time.pass(90 * minute);
    const completed = world.comparisons().filter((reason) => !reason.includes(' '));
    expect(completed.filter((reason) => reason === 'outage')).toEqual([]);
  });

  it('does not ask again and again when work is given up that nobody stopped', async () => {
    world.mall.fault = () => fails('cancelled');
    world.service.start();
    await world.time.pass(5 * minute);
    expect(world.cycles().length).toBeLessThanOrEqual(11);
    expect(world.cycles().length).toBeGreaterThan(5);
    expect(world.troubles).toEqual([]);
  });
});

describe('a trouble that was told before the application was started anew', () => {
  it('is not told again, and its end is', async () => {
    world.openTrouble = { since: 5, errorCode: 'mall_unreachable' };
    world.troubles.push({ shopId: shopId(), since: 5, code: 'mall_unreachable', endings: 0 });
    world.mall.fault = () => fails('mall_unreachable', true);
    world.service.start();
    await world.time.pass(hour);
    expect(world.troubles).toMatchObject([{ since: 5, endings: 0 }]);
    world.mall.fault = () => null;
    await world.time.pass(hour);
    expect(world.troubles).toMatchObject([{ since: 5, endings: 1 }]);
  });

  it('is told anew when now only a person can end it', async () => {
    world.openTrouble = { since: 5, errorCode: 'mall_unreachable' };
    world.mall.fault = () => fails('mall_session_expired');
    world.service.start();
    await world.time.pass(hour);
    expect(world.troubles).toMatchObject([{ code: 'mall_session_expired' }]);
  });

  it('is not told anew when a person had to end it before already', async () => {
    world.openTrouble = { since: 5, errorCode: 'mall_session_expired' };
    world.mall.fault = () => fails('mall_session_expired');
    world.service.start();
    await world.time.pass(hour);
    expect(world.troubles).toEqual([]);
  });
});
