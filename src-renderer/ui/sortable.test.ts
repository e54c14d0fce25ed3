import { describe, expect, it } from 'vitest';
import { moved } from './sortable.ts';

describe('moving an entry of a list', () => {
  it.each([
    [[1, 2, 3], 1, 2, [2, 3, 1]],
    [[1, 2, 3], 3, 0, [3, 1, 2]],
    [[1, 2, 3], 2, 1, [1, 2, 3]],
    [[1, 2, 3], 1, 99, [2, 3, 1]],
    [[1, 2, 3], 3, -1, [3, 1, 2]],
  ] as const)('%j: %i to place %i', (list, id, to, expected) => {
    expect(moved(list, id, to)).toEqual(expected);
  });
});
