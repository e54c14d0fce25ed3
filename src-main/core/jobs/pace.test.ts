import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

describe('the pace of long work', () => {
  it('is unknown at first and then steady', () => {
    const pace = new Pace();
    expect(pace.remainingMs(10)).toBeNull();
    pace.update(0, 0);
    pace.update(1_000, 10);
    expect(pace.remainingMs(50)).toBeCloseTo(5_000);
    pace.update(2_000, 20);
    expect(pace.remainingMs(50)).toBeCloseTo(5_000);
  });

  it('ignores moments without progress', () => {
    const pace = new Pace();
    pace.update(0, 5);
    pace.update(0, 6);
    pace.update(10, 5);
    expect(pace.remainingMs(1)).toBeNull();
  });
});
