import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AtRest } from './at-rest.ts';

describe('AtRest', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('works at once while nothing moves', () => {
    const work = vi.fn();
    new AtRest(work, 150).ask();
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('waits for the end of the movement, then works once', () => {
    const work = vi.fn();
    const atRest = new AtRest(work, 150);
    for (let step = 0; step < 20; step += 1) {
      atRest.moved();
      atRest.ask();
      vi.advanceTimersByTime(100);
    }
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(50);
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('drops the work when it is cancelled', () => {
    const work = vi.fn();
    const atRest = new AtRest(work, 150);
    atRest.moved();
    atRest.ask();
    atRest.cancel();
    vi.advanceTimersByTime(1_000);
    expect(work).not.toHaveBeenCalled();
  });
});
