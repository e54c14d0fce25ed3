import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { VirtualTime } from '../../core/clock/testing/virtual-time.ts';
import { abortedError, lingering, untilAborted } from './aborted.ts';

describe('a signal that lingers', () => {
  it('aborts so much later, with the same reason', async () => {
    const time = new VirtualTime(0);
    const stop = new AbortController();
    const { signal } = lingering(stop.signal, time, 1_500);
    await time.pass(10_000);
    stop.abort('stopped');
    await time.pass(1_499);
    expect(signal.aborted).toBe(false);
    await time.pass(2);
    expect(signal.reason).toBe('stopped');
  });

  it('never aborts what was done in time', async () => {
    const time = new VirtualTime(0);
    const [early, late] = [new AbortController(), new AbortController()];
    const before = lingering(early.signal, time, 1_500);
    const after = lingering(late.signal, time, 1_500);
    before.done();
    early.abort();
    late.abort();
    await time.pass(1_000);
    after.done();
    await time.pass(10_000);
    expect([before.signal.aborted, after.signal.aborted]).toEqual([false, false]);
  });
});

describe('what an aborted call says', () => {
  const errorOf = (reason: unknown) => abortedError(AbortSignal.abort(reason));

  it('is its own coded reason, the end of a time given, or that it was cancelled', () => {
    const lost = new AppError('import_lease_lost', 'Another has it');
    expect(errorOf(lost)).toBe(lost);
    expect(errorOf(new DOMException('Over', 'TimeoutError'))).toMatchObject({
      code: 'mall_timeout',
      retryable: true,
    });
    expect(errorOf(undefined)).toMatchObject({ code: 'cancelled', retryable: false });
  });

  it('comes before an answer that never does, and not after one that did', async () => {
    const stop = new AbortController();
    const never = untilAborted(new Promise(() => undefined), stop.signal);
    const answered = await untilAborted(Promise.resolve('answer'), stop.signal);
    stop.abort();
    await expect(never).rejects.toMatchObject({ code: 'cancelled' });
    expect(answered).toBe('answer');
    await expect(untilAborted(Promise.resolve('late'), stop.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await untilAborted(Promise.resolve('free'), null)).toBe('free');
  });
});
