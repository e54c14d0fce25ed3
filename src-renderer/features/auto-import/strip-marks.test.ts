import fc from 'fast-check';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StripRun } from '#shared/contract/auto-import.ts';
import { startTexts } from '../../lib/i18n.ts';
import { hourMs, nearestMark, stripMarks, stripPeriod } from './strip-marks.ts';
import { markText, stripText } from './strip-words.ts';
import { at, dayOfRuns, storyNow } from './testing/stories.ts';

beforeAll(() => startTexts('ja'));

const { from, to } = stripPeriod(storyNow);
const run = (changes: Partial<StripRun> = {}): StripRun => ({
  at: at('13:30'),
  durationMs: 1_200,
  trigger: 'auto',
  state: 'completed',
  created: 0,
  updated: 0,
  failed: 0,
  ...changes,
});
const markOf = (changes: Partial<StripRun>) => stripMarks([run(changes)], from, to)[0];

describe('the period of the strip', () => {
  it('is the 24 whole hours that end with the present one', () => {
    expect(from).toBe(at('15:00') - 24 * hourMs);
    expect(to).toBe(at('15:00'));
  });
});

describe('a run’s mark', () => {
  it.each([
    [{}, 'idle', '13:30 新しい注文なし · 所要 1.2秒'],
    [{ state: 'running' }, 'running', '13:30 取込中'],
    [{ created: 3, updated: 1 }, 'orders', '13:30 新規 3・更新 1 · 所要 1.2秒'],
    [{ created: 3, failed: 2 }, 'partly', '13:30 新規 3・更新 0・失敗 2件 · 所要 1.2秒'],
    [{ state: 'failed' }, 'failed', '13:30 失敗しました · 所要 1.2秒'],
    [{ state: 'failed', trigger: 'reconciliation' }, 'failed', '13:30 失敗しました · 所要 1.2秒'],
    [{ trigger: 'reconciliation' }, 'reconciliation', '13:30 照合（新規 0・更新 0） · 所要 1.2秒'],
    [{ state: 'interrupted' }, 'broken', '13:30 中断しました（新規 0・更新 0） · 所要 1.2秒'],
  ] as const)('%o is %s', (changes, kind, words) => {
    const mark = markOf(changes);
    expect(mark?.kind).toBe(kind);
    expect(mark && markText(i18next.t, mark, storyNow)).toBe(words);
  });

  it('is as high as its orders beside the largest, and stands where its time is', () => {
    const marks = stripMarks([run({ at: from, created: 25 }), run({ created: 80, updated: 20 })], from, to);
    expect(marks.map(({ size }) => size)).toEqual([0.5, 1]);
    expect(marks[0]?.x).toBe(0);
    expect(marks[1]?.x).toBeCloseTo(22.5 / 24, 5);
  });

  it('is left out outside the period', () => {
    expect(stripMarks([run({ at: from - 1 }), run({ at: to })], from, to)).toEqual([]);
  });
});

describe('the nearest mark', () => {
  it('is the one no other is nearer than', () => {
    const moments = fc.uniqueArray(fc.integer({ min: from, max: to - 1 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(moments, fc.double({ min: -0.1, max: 1.1, noNaN: true }), (times, x) => {
        const marks = stripMarks(
          times.sort((one, other) => one - other).map((moment) => run({ at: moment })),
          from,
          to,
        );
        const found = marks[nearestMark(marks, x)];
        const least = Math.min(...marks.map((mark) => Math.abs(mark.x - x)));
        expect(Math.abs((found?.x ?? Number.NaN) - x)).toBeCloseTo(least, 12);
      }),
    );
  });

  it('is none without marks', () => {
    expect(nearestMark([], 0.5)).toBe(-1);
  });
});

describe('the strip in one sentence', () => {
  it('sums up what a picture shows', () => {
    const marks = stripMarks([run(), run({ created: 5, updated: 2 }), run({ state: 'failed' })], from, to);
    expect(stripText(i18next.t, marks, 'みどり食品')).toBe(
      '「みどり食品」のこの24時間の取込: 3回、新規 5件、更新 2件、失敗 1回',
    );
    expect(stripText(i18next.t, [], 'みどり食品')).toBe('この24時間の取込はありません');
  });

  it('draws a day at one cycle a minute', () => {
    expect(stripMarks(dayOfRuns(1), from, to).length).toBeGreaterThan(1_300);
  });
});
