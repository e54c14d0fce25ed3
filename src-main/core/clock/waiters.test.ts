import { expect, it } from 'vitest';
import { Waiters } from './waiters.ts';

it('goes on as long as one of those who wait has not given up', () => {
  const waiters = new Waiters(new AbortController().signal);
  const [first, second] = [new AbortController(), new AbortController()];
  waiters.join(first.signal);
  waiters.join(second.signal);
  first.abort(new Error('no more'));
  expect(waiters.signal.aborted).toBe(false);
  const reason = new Error('neither');
  second.abort(reason);
  expect(waiters.signal.reason).toBe(reason);
});

it('goes on for one who cannot give up', () => {
  const waiters = new Waiters(new AbortController().signal);
  const impatient = new AbortController();
  waiters.join();
  waiters.join(impatient.signal);
  impatient.abort();
  expect(waiters.signal.aborted).toBe(false);
});

it('counts nobody twice who leaves and then gives up, or gives up and then leaves', () => {
  const waiters = new Waiters(new AbortController().signal);
  const [gone, quick, last] = [new AbortController(), new AbortController(), new AbortController()];
  const leave = waiters.join(gone.signal);
  const leaveQuickly = waiters.join(quick.signal);
  waiters.join(last.signal);
  leave();
  gone.abort();
  quick.abort();
  leaveQuickly();
  expect(waiters.signal.aborted).toBe(false);
  last.abort();
  expect(waiters.signal.aborted).toBe(true);
});

it('ends with its end, whoever waits', () => {
  const end = new AbortController();
  const waiters = new Waiters(end.signal);
  waiters.join(new AbortController().signal);
  end.abort();
  expect(waiters.signal.aborted).toBe(true);
});
