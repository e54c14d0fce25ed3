import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryQueue, type RowRange } from './delivery-queue.ts';

describe('DeliveryQueue', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function filled(shown: RowRange) {
    const delivered: number[] = [];
    const queue = new DeliveryQueue(() => shown);
    for (let from = 0; from < 50; from += 10) {
      queue.add({ from, to: from + 10 }, () => delivered.push(from));
    }
    return { queue, delivered };
  }

  it('delivers one piece a task', () => {
    const { delivered } = filled({ from: 0, to: 30 });
    expect(delivered).toEqual([]);
    for (let count = 1; count <= 5; count += 1) {
      vi.advanceTimersToNextTimer();
      expect(delivered).toHaveLength(count);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('begins with what is on screen', () => {
    const { delivered } = filled({ from: 25, to: 40 });
    vi.runAllTimers();
    expect(delivered).toEqual([20, 30, 0, 10, 40]);
  });

  it('goes on after it was empty', () => {
    const { queue, delivered } = filled({ from: 0, to: 1 });
    vi.runAllTimers();
    queue.add({ from: 50, to: 60 }, () => delivered.push(50));
    vi.runAllTimers();
    expect(delivered).toEqual([0, 10, 20, 30, 40, 50]);
  });

  it('delivers nothing after it was cleared', () => {
    const { queue, delivered } = filled({ from: 0, to: 30 });
    vi.advanceTimersToNextTimer();
    queue.clear();
    vi.runAllTimers();
    expect(delivered).toEqual([0]);
  });
});
