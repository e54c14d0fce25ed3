import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Background } from './background.ts';
import { IdSet } from './id-set.ts';
import type { MatchPlan } from './match-plan.ts';
import { MatchSet } from './match-set.ts';
import { TouchLog } from './touch-log.ts';

describe('IdSet', () => {
  it('is a set of numbers', () => {
    const id = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), id)), fc.nat(40), (steps, limit) => {
        const [set, plain] = [new IdSet(), new Set<number>()];
        for (const [isAdded, value] of steps) {
          if (isAdded) set.add(value);
          else set.delete(value);
          if (isAdded) plain.add(value);
          else plain.delete(value);
        }
        const sorted = [...plain].sort((left, right) => right - left);
        expect(set.size).toBe(plain.size);
        expect(set.highest(1_000)).toEqual(sorted);
        expect(set.highest(limit)).toEqual(sorted.slice(0, limit));
      }),
    );
  });
});

/** Orders that match: those in `matching`, of ids 1 to `highest`. */
function world(highest: number, matching: Set<number>) {
  const log = new TouchLog();
  const scanned: [number, number][] = [];
  const plan: MatchPlan = {
    key: 'plan',
    scan: (low, high) => {
      scanned.push([low, high]);
      return [...matching].filter((id) => id >= low && id <= high);
    },
    among: (ids) => ids.filter((id) => matching.has(id)),
  };
  const state = { highest };
  return { log, scanned, state, set: new MatchSet(plan, log, () => state.highest) };
}

/** In the past: one step of work, whatever the time. */
const oneStep = 0;
const untilDone = Number.POSITIVE_INFINITY;

describe('MatchSet', () => {
  it('looks at every id once, the newest first, as far as its time goes', () => {
    const { set, scanned } = world(10_000, new Set([3, 9_990]));
    expect(set.work(oneStep)).toBe(false);
    expect([set.count, set.members.has(9_990), set.isComplete]).toEqual([1, true, false]);
    expect(set.work(untilDone)).toBe(true);
    expect(set.count).toBe(2);
    const covered = scanned.flatMap(([low, high]) =>
      Array.from({ length: high - low + 1 }, (_, at) => low + at),
    );
    expect(covered.sort((left, right) => left - right)).toEqual(
      Array.from({ length: 10_000 }, (_, at) => at + 1),
    );
  });

  it('follows what commits touch, before and after it was complete', () => {
    const matching = new Set([5, 700]);
    const { set, log } = world(1_000, matching);
    set.work(oneStep);
    matching.delete(700);
    matching.add(999);
    matching.add(1_001);
    log.add([700, 999, 1_001]);
    set.work(untilDone);
    expect(set.members.highest(10)).toEqual([1_001, 999, 5]);
    const { version } = set;
    log.add([8]);
    expect(set.isCurrent).toBe(false);
    set.work(untilDone);
    expect(set.version).toBe(version);
    log.add([5]);
    set.work(untilDone);
    expect(set.version).toBe(version + 1);
  });

  it('starts anew when it is too far behind, and keeps its last count meanwhile', () => {
    const matching = new Set([5, 700]);
    const { set, log, state } = world(1_000, matching);
    set.work(untilDone);
    matching.delete(5);
    state.highest = 400_000;
    log.add(Array.from({ length: 300_001 }, (_, at) => at + 1));
    expect(set.work(oneStep)).toBe(false);
    expect(set.count).toBe(2);
    expect(set.work(untilDone)).toBe(true);
    expect(set.members.highest(10)).toEqual([700]);
  });
});

describe('Background', () => {
  const done = (background: Background, names: string[], name: string, turns: number, isUrgent: boolean) => {
    let left = turns;
    background.add(name, {
      isUrgent,
      work: () => {
        names.push(name);
        left--;
        return left === 0;
      },
    });
  };

  it('does what is urgent first, of that the latest, and tells of news when something is owed', async () => {
    const names: string[] = [];
    const onNews = vi.fn();
    const background = new Background({ onNews, onFault: () => {} });
    done(background, names, 'count', 2, false);
    done(background, names, 'older', 1, true);
    done(background, names, 'latest', 2, true);
    await vi.waitFor(() => expect(names).toEqual(['latest', 'latest', 'older', 'count', 'count']));
    expect(onNews).not.toHaveBeenCalled();
    background.owe();
    done(background, names, 'owed', 1, true);
    await vi.waitFor(() => expect(onNews).toHaveBeenCalledTimes(1));
    background.close();
  });

  it('goes on after a fault, and stops when closed', async () => {
    const names: string[] = [];
    const onFault = vi.fn();
    const background = new Background({ onNews: () => {}, onFault });
    done(background, names, 'other', 1, true);
    background.add('broken', {
      isUrgent: true,
      work: () => {
        throw new Error('broken');
      },
    });
    await vi.waitFor(() => expect(names).toEqual(['other']));
    expect(onFault).toHaveBeenCalledTimes(1);
    done(background, names, 'never', 1, true);
    background.close();
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(names).toEqual(['other']);
  });
});
