import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shopId } from '../../db/testing/test-store.ts';
import { ctx, StopWorld, settle } from './testing/stop-world.ts';

let world: StopWorld;
const [one, two, three] = [shopId(1), shopId(2), shopId(3)];

beforeEach(() => {
  world = new StopWorld();
});
afterEach(() => world.close());

const refusal = (code: string) => expect.objectContaining({ code });
const running = (id: string) => {
  const comparison = world.reconciler.running.get(id);
  if (comparison === undefined) throw new Error('It is not being compared');
  return comparison;
};

describe('the way back', () => {
  it('compares every shop while the stop stays in force, and ends it only then', async () => {
    world.stop();
    expect(() => world.resume.finish('山田', ctx)).toThrow(refusal('stop_not_compared'));
    expect(world.resume.begin('山田')).toMatchObject({ startedBy: '山田', isReady: false });
    await settle();
    expect(world.statesOfShops()).toEqual(['running', 'running', 'running']);
    running(one).end(0);
    running(two).end(0);
    await settle();
    expect(world.statesOfShops()).toEqual(['done', 'done', 'running']);
    expect(() => world.resume.finish('山田', ctx)).toThrow(refusal('stop_not_compared'));
    expect(world.loop.isRunning).toBe(false);
    running(three).end(0);
    await settle();
    expect(world.resume.state()).toMatchObject({
      isReady: true,
      shops: [{ reconciliation: { gap: 0, listed: 120 } }, {}, {}],
    });
    expect(world.resume.finish('佐藤', ctx)).toMatchObject({ resumedBy: '佐藤' });
    expect(world.loop.isRunning).toBe(true);
    expect(world.resume.state()).toBeNull();
  });

  it('says why a shop failed, and repeats only what failed or left a gap', async () => {
    world.stop();
    world.resume.begin('山田');
    await settle();
    running(one).end(0);
    running(two).fail();
    running(three).end(2);
    await settle();
    expect(world.resume.state()?.shops[1]).toMatchObject({
      state: 'failed',
      error: { code: 'mall_unreachable' },
    });
    world.resume.begin('山田');
    await settle();
    expect([...world.reconciler.running.keys()]).toEqual([two, three]);
    running(two).end(0);
    running(three).end(0);
    await settle();
    expect(world.statesOfShops()).toEqual(['done', 'done', 'done']);
  });

  it('goes on without a shop that cannot be compared now', async () => {
    world.stop();
    world.resume.begin('山田');
    await settle();
    running(one).end(0);
    running(two).fail();
    await settle();
    world.resume.skip(two);
    // One that hangs: its comparison ends.
    expect(world.resume.skip(three)).toMatchObject({ isReady: true });
    await settle();
    expect(world.reconciler.running.size).toBe(0);
    expect(world.statesOfShops()).toEqual(['done', 'skipped', 'skipped']);
    // What was compared stays so.
    world.resume.skip(one);
    expect(world.statesOfShops()).toEqual(['done', 'skipped', 'skipped']);
    world.resume.finish('山田', ctx);
    expect(world.loop.isRunning).toBe(true);
  });

  it('given up stays stopped, ends the comparisons and begins anew', async () => {
    world.stop();
    world.resume.begin('山田');
    await settle();
    running(one).end(0);
    await settle();
    world.resume.cancel();
    await settle();
    expect(world.reconciler.running.size).toBe(0);
    expect(world.resume.state()).toBeNull();
    expect(world.stops.current()).not.toBeNull();
    expect(world.resume.begin('佐藤').startedBy).toBe('佐藤');
    await settle();
    expect(world.statesOfShops()).toEqual(['running', 'running', 'running']);
  });

  it('begun again at once waits until the comparison given up has let go of the shop', async () => {
    world.stop();
    world.resume.begin('山田');
    await settle();
    world.resume.cancel();
    world.resume.begin('山田');
    await settle();
    expect(world.reconciler.overlaps).toEqual([]);
    expect(world.statesOfShops()).toEqual(['running', 'running', 'running']);
  });

  it('a crash in the middle leaves it stopped, and nothing compared', async () => {
    world.stop();
    world.resume.begin('山田');
    await settle();
    for (const id of [one, two, three]) running(id).end(0);
    await settle();
    expect(world.resume.state()?.isReady).toBe(true);
    world.crash();
    expect(world.resume.state()).toBeNull();
    expect(world.loop.isRunning).toBe(false);
    expect(() => world.resume.finish('山田', ctx)).toThrow(refusal('stop_not_compared'));
  });

  it('takes in a shop that came to it, and lets one go that left', async () => {
    world.served = [one, two];
    world.stop();
    world.resume.begin('山田');
    await settle();
    running(one).end(0);
    await settle();
    world.served = [one, three];
    expect(world.statesOfShops()).toEqual(['done', 'waiting']);
    expect(() => world.resume.finish('山田', ctx)).toThrow(refusal('stop_not_compared'));
    expect(() => world.resume.skip(two)).toThrow(refusal('not_found'));
    world.resume.begin('山田');
    await settle();
    running(three).end(0);
    await settle();
    expect(world.resume.state()?.isReady).toBe(true);
  });

  it('is ready at once where auto import serves no shop', () => {
    world.served = [];
    world.stop();
    expect(world.resume.begin('山田')).toMatchObject({ shops: [], isReady: true });
    world.resume.finish('山田', ctx);
    expect(world.loop.isRunning).toBe(true);
  });

  it('exists only while a stop is in force', () => {
    expect(() => world.resume.begin('山田')).toThrow(refusal('stop_none'));
    expect(() => world.resume.skip(one)).toThrow(refusal('stop_none'));
    expect(() => world.resume.finish('山田', ctx)).toThrow(refusal('stop_none'));
    world.stop();
    expect(() => world.resume.skip(one)).toThrow(refusal('stop_not_compared'));
  });

  it('tells of many changes in few words, and of the last one', async () => {
    world.stop();
    world.resume.begin('山田');
    for (const id of [one, two, three]) world.resume.skip(id);
    expect(world.told).toBe(1);
    await settle();
    expect(world.told).toBe(2);
  });
});
