import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Deadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('ends a call whose time is over', () => {
  const deadline = new Deadline(1_000, null);
  vi.advanceTimersByTime(999);
  expect(deadline.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(deadline.signal.aborted).toBe(true);
  expect(deadline.isOver).toBe(true);
});

it('ends a call with the reason of its caller, before or after it began', () => {
  const reason = new Error('stopped');
  const caller = new AbortController();
  const during = new Deadline(1_000, caller.signal);
  caller.abort(reason);
  const after = new Deadline(1_000, caller.signal);
  for (const { signal, isOver } of [during, after]) {
    expect(signal.reason).toBe(reason);
    expect(isOver).toBe(false);
  }
});

it('leaves nothing behind once the call has ended', () => {
  const caller = new AbortController();
  const forget = vi.spyOn(caller.signal, 'removeEventListener');
  const deadline = new Deadline(90_000, caller.signal);
  deadline.close();
  expect(vi.getTimerCount()).toBe(0);
  expect(forget).toHaveBeenCalledOnce();
  caller.abort();
  expect(deadline.signal.aborted).toBe(false);
});
