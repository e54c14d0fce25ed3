import { describe, expect, it } from 'vitest';
import { jstTextToMoment } from './jst-text.ts';

describe('jstTextToMoment', () => {
  it('reads a picker’s text in Japan’s time', () => {
    expect(jstTextToMoment('2026-11-22 14:02:05')).toBe(Date.parse('2026-11-22T05:02:05Z'));
    expect(jstTextToMoment('2026-11-22')).toBe(Date.parse('2026-11-21T15:00:00Z'));
  });
});
