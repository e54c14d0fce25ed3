import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { shopId } from '#main/db/testing/test-store.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import type { HeldLease } from '../import/import-leases.ts';
import { ctx, hour, LoopWorld, minute, on } from './testing/loop-world.ts';

const shops = 3;
const second = 1_000;
const faults: readonly (ErrorCode | null)[] = [
  null,
  'mall_unreachable',
  'mall_maintenance',
  'mall_session_expired',
  'mall_not_permitted',
  'cancelled',
  'import_lease_lost',
];
const retryable: ReadonlySet<string> = new Set(['mall_unreachable', 'mall_maintenance']);
const errorOf = (code: ErrorCode | null): AppError | null =>
  code === null ? null : new AppError(code, 'It failed', { retryable: retryable.has(code) });

const number = fc.integer({ min: 1, max: shops });
/** Everything that people, malls and machines do around the loops. */
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.integer({ min: 1, max: 20 * minute }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('fault' as const), number, code: fc.constantFrom(...faults) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('slow' as const), ms: fc.constantFrom(50, 40 * second) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      number,
      isOn: fc.boolean(),
      isPaused: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('resume' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('consent' as const), number }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('runNow' as const), number }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reconcileNow' as const), number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      ms: fc.integer({ min: -2 * hour, max: 2 * hour }),
      isNoticed: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clockFault' as const), isWrong: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('other' as const), number }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What is wrong at present, for the world to follow. */
class Circumstances {
  readonly codes = new Map<string, ErrorCode | null>();
  readonly others = new Map<number, HeldLease>();
  isClockWrong = false;
  /** Requests that were made while nothing may be asked. */
  readonly forbidden: string[] = [];

  readonly world: LoopWorld;

  constructor(world: LoopWorld) {
    this.world = world;
    world.clockFault = () => errorOf(this.isClockWrong ? 'clock_ahead' : null);
    world.mall.fault = ({ shopId: id }) => errorOf(this.codes.get(id) ?? null);
  }

  async take(taken: Step): Promise<void> {
    const { world } = this;
    const before = world.mall.asked.length;
    const isStopped = world.stops.current() !== null;
    switch (taken.kind) {
      case 'pass':
        await world.time.pass(taken.ms);
        if (isStopped) this.#noteForbidden(before, 'while stopped');
        return;
      case 'fault':
        this.codes.set(shopId(taken.number), taken.code);
        return;
      case 'slow':
        world.mall.answersAfterMs = taken.ms;
        return;
      case 'set':
        world.set({ ...on, isOn: taken.isOn, isPaused: taken.isPaused }, taken.number);
        return;
      case 'stop':
        if (!isStopped) world.stop();
        return;
      case 'resume':
        if (isStopped) world.stops.end('山田', ctx);
        return;
      case 'consent':
        world.consent(taken.number);
        return;
      case 'runNow':
        return refusable(() => world.service.runNow([shopId(taken.number)]));
      case 'reconcileNow':
        return refusable(() => world.service.reconcileNow([shopId(taken.number)]));
      case 'clock':
        world.time.offsetMs += taken.ms;
        if (taken.isNoticed) world.service.clockJumped();
        return;
      case 'clockFault':
        this.isClockWrong = taken.isWrong;
        return;
      case 'other':
        this.#takeOrGiveBack(taken.number);
        return;
    }
  }

  /** Everything is well again: from here on each shop must be served within the longest pause there is. */
  heal(): void {
    const { world } = this;
    this.codes.clear();
    this.isClockWrong = false;
    world.mall.answersAfterMs = 50;
    if (world.stops.current() !== null) world.stops.end('山田', ctx);
    for (let at = 1; at <= shops; at += 1) {
      world.set(on, at);
      this.others.get(at)?.release();
      world.consent(at);
    }
  }

  #takeOrGiveBack(at: number): void {
    const held = this.others.get(at);
    if (held !== undefined) {
      held.release();
      this.others.delete(at);
    } else {
      refusable(() =>
        this.others.set(at, this.world.otherTerminal('別PC').take(this.world.shop(at), 'manual')),
      );
    }
  }

  #noteForbidden(before: number, why: string): void {
    for (const { shopId: id } of this.world.mall.asked.slice(before)) this.forbidden.push(`${id} ${why}`);
  }
}

function refusable(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
  }
}

let open: LoopWorld | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

it('never works twice at a shop, asks nothing while stopped, and comes back to every shop, whatever happens', async () => {
  let seed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const world = new LoopWorld(shops, ++seed);
      open = world;
      const around = new Circumstances(world);
      world.service.start();
      for (const taken of steps) await around.take(taken);
      expect(around.forbidden).toEqual([]);
      around.heal();
      await world.time.pass(32 * minute);
      for (let at = 1; at <= shops; at += 1) {
        const { lastSuccessAt, state } = world.monitor(at);
        expect(state.kind).toMatch(/waiting|running/);
        expect(world.time.now() - (lastSuccessAt ?? 0)).toBeLessThan(12 * minute);
      }
      expect(world.mall.overlaps).toEqual([]);
      // Each trouble ended once, or became one of the consent; and none is left.
      for (let at = 1; at <= shops; at += 1) {
        const told = world.troubles.filter(({ shopId: id }) => id === shopId(at));
        for (const [place, { endings }] of told.entries()) {
          const next = told[place + 1]?.code;
          expect(endings).toBe(next === 'mall_session_expired' && endings === 0 ? 0 : 1);
        }
      }
      await world.endLoops();
      expect(world.store.autoImport.leases()).toEqual([]);
      await world.close();
      open = null;
    }),
    { numRuns: 15 },
  );
}, 60_000);

it('serves a shop in time while the others fail for ever, each in its own way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...faults), fc.constantFrom(...faults), async (one, two) => {
      const world = new LoopWorld(shops);
      open = world;
      const around = new Circumstances(world);
      around.codes.set(shopId(1), one);
      around.codes.set(shopId(2), two);
      world.service.start();
      await world.time.pass(2 * hour);
      const moments = world.cycles(3);
      const waits = moments.slice(1).map((at, before) => at - (moments[before] ?? 0));
      expect(moments.length).toBeGreaterThanOrEqual(11);
      expect(Math.max(...waits)).toBeLessThanOrEqual(11 * minute + 2 * second);
      await world.close();
      open = null;
    }),
    { numRuns: 4 },
  );
}, 60_000);
