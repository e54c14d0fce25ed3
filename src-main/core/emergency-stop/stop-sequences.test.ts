import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { shopId } from '../../db/testing/test-store.ts';
import { ctx, instructed, StopWorld, settle } from './testing/stop-world.ts';

const shops = 3;
const shop = fc.integer({ min: 1, max: shops }).map((number) => shopId(number));

/** Everything that people, malls and machines do around a stop. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'stop' } as const) },
  fc.record({ kind: fc.constant('stopUnconfirmed' as const), confirmation: fc.constantFrom('', '緊急') }),
  { weight: 3, arbitrary: fc.constant({ kind: 'begin' } as const) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('compared' as const), shop, gap: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('failed' as const), shop }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('skip' as const), shop }) },
  fc.constant({ kind: 'cancel' } as const),
  fc.constant({ kind: 'crash' } as const),
  fc.record({ kind: fc.constant('serve' as const), shop }),
  fc.record({ kind: fc.constant('leave' as const), shop }),
  { weight: 4, arbitrary: fc.constant({ kind: 'resume' } as const) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What may be relied on since the resume under way began; null without one. */
let settled: Set<ShopId> | null;

async function take(world: StopWorld, taken: Step): Promise<void> {
  const { resume, reconciler, stops } = world;
  switch (taken.kind) {
    case 'stop':
      stops.stop(instructed, ctx);
      return;
    case 'stopUnconfirmed':
      stops.stop({ ...instructed, isInstructed: false, confirmation: taken.confirmation }, ctx);
      throw new Error('It stopped without a confirmation');
    case 'begin':
      resume.begin('山田');
      settled ??= new Set();
      return;
    case 'compared':
      if (resume.state()?.shops.some(({ shopId: id, state }) => id === taken.shop && state === 'running')) {
        if (reconciler.running.has(taken.shop)) settled?.add(taken.shop);
      }
      reconciler.running.get(taken.shop)?.end(taken.gap);
      return;
    case 'failed':
      reconciler.running.get(taken.shop)?.fail();
      return;
    case 'skip':
      resume.skip(taken.shop);
      settled?.add(taken.shop);
      return;
    case 'cancel':
      resume.cancel();
      settled = null;
      return;
    case 'crash':
      world.crash();
      settled = null;
      return;
    case 'serve':
      world.served = [...new Set([...world.served, taken.shop])].toSorted();
      return;
    case 'leave':
      world.served = world.served.filter((id) => id !== taken.shop);
      return;
    case 'resume': {
      resume.finish('山田', ctx);
      const uncompared = world.served.filter((id) => settled?.has(id) !== true);
      expect(uncompared, 'resumed without a comparison').toEqual([]);
      settled = null;
    }
  }
}

it('no sequence of stops, resumes and crashes lets a loop run while stopped, or resumes uncompared', async () => {
  let resumed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), async (steps) => {
      const world = new StopWorld(shops);
      settled = null;
      try {
        for (const taken of steps) {
          const wasStopped = world.stops.current() !== null;
          try {
            await take(world, taken);
            if (taken.kind === 'resume') resumed += 1;
          } catch (error) {
            // Refused: nothing may have changed.
            if (!(error instanceof AppError)) throw error;
            expect(world.stops.current() !== null).toBe(wasStopped);
          }
          const stop = world.store.stopInForce();
          expect(world.stops.current()).toEqual(stop);
          expect(world.loop.isRunning).toBe(stop === null);
          if (stop === null) expect(world.resume.state()).toBeNull();
          await settle();
          expect(world.reconciler.overlaps).toEqual([]);
          if (stop === null) expect(world.reconciler.running.size).toBe(0);
        }
      } finally {
        await world.close();
      }
    }),
    { numRuns: 300, seed: 20_261_128 },
  );
  // The sequences must come this far to prove anything.
  expect(resumed).toBeGreaterThan(20);
}, 60_000);
