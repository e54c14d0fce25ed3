import { describe, expect, it } from 'vitest';
import { reversed } from './reversed.ts';

describe('reversed', () => {
  it('turns code points, not half of one', () => {
    expect(reversed('12𠮷3')).toBe('3𠮷21');
    expect(reversed('')).toBe('');
  });
});
