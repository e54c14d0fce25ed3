import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import {
  everything,
  isSelected,
  mostNamed,
  nothing,
  type Selection,
  selectedCount,
  targetOf,
  withOrders,
} from './selection.ts';

const query: OrderQuery = { filter: {}, search: '', sort: { column: 'orderedAt', direction: 'desc' } };
const universe = Array.from({ length: 12 }, (_, at) => at + 1);

type Step = { kind: 'set'; ids: number[]; isOn: boolean } | { kind: 'all' } | { kind: 'none' };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    ids: fc.subarray(universe),
    isOn: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('all' as const) }),
  fc.record({ kind: fc.constant('none' as const) }),
);

/** The same steps on a plain set of every order there is. */
function naive(steps: readonly Step[]): Set<number> {
  let chosen = new Set<number>();
  for (const one of steps) {
    if (one.kind === 'all') chosen = new Set(universe);
    else if (one.kind === 'none') chosen = new Set();
    else for (const id of one.ids) one.isOn ? chosen.add(id) : chosen.delete(id);
  }
  return chosen;
}

function take(steps: readonly Step[]): Selection {
  return steps.reduce<Selection>((selection, one) => {
    if (one.kind === 'all') return everything;
    if (one.kind === 'none') return nothing;
    return withOrders(selection, one.ids, one.isOn) ?? selection;
  }, nothing);
}

describe('selection', () => {
  it('chooses exactly what a set of all orders would, after any steps', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const selection = take(steps);
        const expected = naive(steps);
        expect(universe.filter((id) => isSelected(selection, id))).toEqual(
          [...expected].sort((a, b) => a - b),
        );
        expect(selectedCount(selection, universe.length)).toBe(expected.size);
        expect(targetOf(selection, query, universe.length) === null).toBe(expected.size === 0);
      }),
    );
  });

  it('never changes an earlier selection', () => {
    const before = withOrders(nothing, [1, 2], true);
    if (!before) throw new Error('two orders fit');
    withOrders(before, [3], true);
    expect(selectedCount(before, 12)).toBe(2);
  });

  it('names the exceptions of all that match, and the number left', () => {
    expect(targetOf({ kind: 'all', except: new Set([4, 9]) }, query, 1_234_567)).toEqual({
      kind: 'query',
      query,
      except: [4, 9],
      total: 1_234_565,
    });
  });

  it('refuses to name more orders than a call can', () => {
    const many = Array.from({ length: mostNamed + 1 }, (_, at) => at);
    expect(withOrders(nothing, many, true)).toBeNull();
    expect(withOrders(everything, many, false)).toBeNull();
    expect(withOrders(nothing, many.slice(1), true)).not.toBeNull();
  });
});
