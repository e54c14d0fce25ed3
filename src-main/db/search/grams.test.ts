import { describe, expect, it } from 'vitest';
import { gramQuery, gramsOf } from './grams.ts';

describe('grams', () => {
  it('pair neighbours and end with the last letter alone', () => {
    expect(gramsOf('リンゴ5')).toBe('リン ンゴ ゴ5 5');
    expect(gramsOf('𠮷田')).toBe('𠮷田 田');
    expect(gramsOf('a')).toBe('a');
    expect(gramsOf('')).toBe('');
  });

  it('are searched as a phrase, a single letter as a beginning', () => {
    expect(gramQuery('リンゴ')).toBe('"リン ンゴ"');
    expect(gramQuery('𠮷')).toBe('"𠮷" *');
  });
});
