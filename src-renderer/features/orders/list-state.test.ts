import { describe, expect, it } from 'vitest';
import type { OrderView } from '#shared/contract/orders.ts';
import { defaultSort, distinctViews, sameFilter, withoutEmpty } from './list-state.ts';

const view = (id: string, position: number, filter: OrderView['filter'], builtIn = true): OrderView => ({
  id,
  position,
  filter,
  builtIn,
  isShared: builtIn,
  name: builtIn ? '' : id,
  search: '',
  sort: defaultSort,
});

describe('order list state', () => {
  it('drops conditions that say nothing', () => {
    expect(withoutEmpty({ phaseIds: [], buyerName: '', isSeen: false, totalMinYen: 0 })).toEqual({
      isSeen: false,
      totalMinYen: 0,
    });
  });

  it('compares filters by meaning', () => {
    expect(sameFilter({ phaseIds: [2, 1], isSeen: true }, { isSeen: true, phaseIds: [1, 2] })).toBe(true);
    expect(sameFilter({ isSeen: true }, { isSeen: false })).toBe(false);
    expect(sameFilter({}, { phaseIds: [] as never })).toBe(true);
  });

  it('shows built-in views once, own ones always', () => {
    const views = [
      view('failed', 3, { phaseIds: [8] }),
      view('phase:8', 1, { phaseIds: [8] }),
      view('all', 0, {}),
      view('mine', 4, { phaseIds: [8] }, false),
    ];
    expect(distinctViews(views).map(({ id }) => id)).toEqual(['all', 'phase:8', 'mine']);
  });
});
