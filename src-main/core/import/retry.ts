import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../ports/clock.ts';

/** Waits before the 2nd and 3rd try, in ms. */
const waits = [1_000, 4_000];

/**
 * Runs a reading call again when it failed in a way that time may mend (AppError.retryable). Reads only:
 * a write is never blindly repeated (spec §4).
 */
export async function withRetry<T>(clock: Clock, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const wait = waits[attempt];
      if (wait === undefined || !(error instanceof AppError) || !error.retryable || signal.aborted)
        throw error;
      await clock.sleep(wait, signal);
    }
  }
}
