import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';

/** The coded error of an aborted signal: its own AppError, `mall_timeout` of a timer, else `cancelled`. */
export function abortedError(signal: AbortSignal): AppError {
  const { reason } = signal;
  if (reason instanceof AppError) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return new AppError('mall_timeout', 'The time given for the call is over', {
      details: { stage: 'caller' },
      retryable: true,
      cause: reason,
    });
  }
  return new AppError('cancelled', 'The call was cancelled', { cause: reason });
}

/** `promise`, or the rejection with the signal's coded error if that comes first. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return promise;
  if (signal.aborted) throw abortedError(signal);
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(abortedError(signal));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** A signal that aborts `graceMs` after the given one. Call `done` when it is no longer needed. */
export function lingering(
  signal: AbortSignal,
  clock: Clock,
  graceMs: number,
): { readonly signal: AbortSignal; done(): void } {
  const late = new AbortController();
  const isOver = new AbortController();
  const onAbort = (): void => {
    clock.sleep(graceMs, isOver.signal).then(
      () => late.abort(signal.reason),
      () => undefined,
    );
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    signal: late.signal,
    done: () => {
      signal.removeEventListener('abort', onAbort);
      isOver.abort();
    },
  };
}
