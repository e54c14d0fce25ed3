import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shopId } from '#main/db/testing/test-store.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import { ctx, day, hour, LoopWorld, minute, on, start } from './testing/loop-world.ts';

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

describe('cycle after cycle', () => {
  it('begins within seconds, compares once, and then waits its interval, a tenth more or less', async () => {
    world.service.start();
    await world.time.pass(6 * second);
    expect(world.cycles()).toHaveLength(1);
    expect(world.comparisons()).toEqual(['start']);
    await world.time.pass(3 * hour);
    const waits = gaps(world.cycles()).map((gap) => gap - world.mall.answersAfterMs);
    expect(waits.length).toBeGreaterThanOrEqual(16);
    for (const wait of waits.slice(1)) {
      expect(wait).toBeGreaterThanOrEqual(9 * minute);
      expect(wait).toBeLessThanOrEqual(11 * minute + second);
    }
    expect(new Set(waits).size).toBeGreaterThan(10);
    expect(world.comparisons().slice(0, 3)).toEqual(['start', 'hourly', 'hourly']);
  });

  it('costs one listing when nothing is new', async () => {
    world.service.start();
    await world.time.pass(30 * minute);
    const { length } = world.mall.asked;
    const before = world.cycles().length;
    await world.time.pass(20 * minute);
    expect(world.cycles().length - before).toBeGreaterThanOrEqual(1);
    expect(world.mall.asked.length - length).toBe(world.cycles().length - before);
  });

  it.each([
    ['off', { ...on, isOn: false }],
    ['paused', { ...on, isPaused: true }],
  ] as const)('asks nothing while it is %s, and at once when that ends', async (kind, settings) => {
    world.set(settings);
    world.service.start();
    await world.time.pass(2 * day);
    expect(world.monitor()).toMatchObject({ state: { kind }, nextAt: null, nextReconciliationAt: null });
    expect(world.mall.asked).toEqual([]);
    world.set(on);
    await world.time.pass(6 * second);
    expect(world.cycles()).toHaveLength(1);
  });

  it('ends what it has in hand when it is paused', async () => {
    world.mall.answersAfterMs = minute;
    world.service.start();
    await world.time.pass(10 * second);
    expect(world.monitor().state).toMatchObject({ kind: 'running', purpose: 'auto' });
    world.set({ ...on, isPaused: true });
    await world.time.pass(second);
    expect(world.monitor().state.kind).toBe('paused');
    expect(world.leases.holder(shopId())).toBeNull();
  });

  it('is ended by an emergency stop at once, and asks nothing while it lasts', async () => {
    world.mall.answersAfterMs = minute;
    world.service.start();
    await world.time.pass(10 * second);
    world.stop();
    await world.time.pass(second);
    expect(world.monitor().state.kind).toBe('stopped');
    const { length } = world.mall.asked;
    expect(() => world.service.runNow([shopId()])).toThrowError(
      expect.objectContaining({ code: 'emergency_stopped' }),
    );
    await world.time.pass(day);
    expect(world.mall.asked).toHaveLength(length);
    expect(world.troubles).toEqual([]);
  });

  it('runs now when asked, whatever the pause, but neither while it is off nor beside another', async () => {
    world.mall.fault = () => fails('mall_not_permitted');
    world.service.start();
    await world.time.pass(10 * second);
    expect(world.monitor().state.kind).toBe('failed');
    world.service.runNow([shopId()]);
    await world.time.pass(second);
    expect(world.cycles()).toHaveLength(2);
    const manual = world.otherTerminal('別PC').take(world.shop(), 'manual');
    const busy = expect.objectContaining({ code: 'import_busy' });
    expect(() => world.service.runNow([shopId()])).toThrowError(busy);
    expect(() => world.service.reconcileNow([shopId()])).toThrowError(busy);
    manual.release();
    world.set({ ...on, isOn: false });
    expect(() => world.service.runNow([shopId()])).toThrowError(
      expect.objectContaining({ code: 'auto_import_off' }),
    );
  });
});

describe('the clock of the computer', () => {
  it('ends the cycle under way when it jumps, begins again, and compares', async () => {
    world.service.start();
    await world.time.pass(minute);
    world.mall.answersAfterMs = minute;
    await world.time.pass(11 * minute);
    while (world.monitor().state.kind !== 'running') await world.time.pass(second);
    const before = world.cycles().length;
    world.time.offsetMs = 2 * hour;
    world.service.clockJumped();
    await world.time.pass(2 * second);
    expect(world.cycles()).toHaveLength(before + 1);
    await world.time.pass(5 * minute);
    expect(world.comparisons()).toEqual(['start', 'wake']);
    expect(world.troubles).toEqual([]);
  });

  it('makes a comparison that a person asked for begin anew, with a look at the clock', async () => {
    world.set({ ...on, isOn: false });
    world.service.start();
    world.mall.answersAfterMs = minute;
    world.service.reconcileNow([shopId()]);
    await world.time.pass(30 * second);
    world.service.clockJumped();
    await world.time.pass(5 * minute);
    expect(world.comparisons()).toEqual(['asked interrupted', 'asked']);
    world.service.reconcileNow([shopId()]);
    await world.time.pass(30 * second);
    world.clockFault = () => fails('clock_ahead');
    world.service.clockJumped();
    const { length } = world.mall.asked;
    await world.time.pass(5 * minute);
    expect(world.mall.asked).toHaveLength(length);
    expect(world.comparisons()).toEqual(['asked interrupted', 'asked', 'asked interrupted']);
  });

  it.each([
    ['before its first cycle', 0],
    ['between two cycles', 3 * minute],
  ])('does not wait a day when it is set back by one %s and nobody notices', async (_name, after) => {
    world.service.start();
    await world.time.pass(after);
    const before = world.cycles().length;
    world.time.offsetMs = -day;
    await world.time.pass(11 * minute + 2 * second);
    expect(world.cycles().length).toBeGreaterThan(before);
    await world.time.pass(2 * hour);
    expect(world.comparisons().length).toBeGreaterThan(1);
  });

  it('does not wait a day in a pause either', async () => {
    world.mall.fault = () => fails('mall_unreachable', true);
    world.service.start();
    await world.time.pass(10 * minute);
    const before = world.cycles().length;
    world.time.offsetMs = -day;
    await world.time.pass(16 * minute);
    expect(world.cycles().length).toBeGreaterThan(before);
  });
});

it('compares as far back as is set when somebody asks for it', async () => {
  world.service.start();
  await world.time.pass(minute);
  expect(world.monitor().lastSuccessAt).toBeGreaterThanOrEqual(start);
  world.service.saveSettings({ reconciliationDays: 30 }, ctx);
  world.service.reconcileNow([shopId()]);
  await world.time.pass(minute);
  const asked = world.store.autoImport.lastReconciliation(shopId(), 'completed');
  expect(asked).toMatchObject({ reason: 'asked' });
  expect((asked?.to ?? 0) - (asked?.from ?? 0)).toBe(30 * day);
});
