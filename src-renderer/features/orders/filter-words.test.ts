import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { startOfJstDate } from '#shared/domain/time.ts';
import { startTexts } from '../../lib/i18n.ts';
import { filterWords } from './filter-words.ts';

beforeAll(() => startTexts('ja'));

const names = { phase: (id: number) => `フェーズ${id}`, shop: (id: string) => id };
const labels = (filter: Parameters<typeof filterWords>[1]) =>
  filterWords(i18next.t, filter, names).map(({ label }) => label);

describe('filterWords', () => {
  it('says nothing about an empty filter', () => {
    expect(labels({})).toEqual([]);
  });

  it('names several values of one condition in one chip', () => {
    expect(labels({ phaseIds: [2, 4], payStatuses: ['unpaid'] })).toEqual([
      'フェーズ: フェーズ2・フェーズ4',
      '入金: 未入金',
    ]);
  });

  it('names the last day that is in, not the first that is out', () => {
    const filter = {
      orderedFrom: startOfJstDate('2026-11-01'),
      orderedTo: startOfJstDate('2026-11-03'),
    };
    expect(labels(filter)).toEqual(['注文日: 2026/11/01(日) 〜 2026/11/02(月)']);
  });

  it('removes both ends of a range together', () => {
    const [word] = filterWords(i18next.t, { totalMinYen: 1000, totalMaxYen: 5000 }, names);
    expect(word?.keys).toEqual(['totalMinYen', 'totalMaxYen']);
  });
});
