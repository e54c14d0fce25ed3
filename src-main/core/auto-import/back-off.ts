import { isAuthFailure } from '#shared/domain/auth-failure.ts';
import type { AppError } from '#shared/domain/errors.ts';

const minute = 60_000;

/** Pauses after the 1st, 2nd … failure in a row that time may mend, ms. */
export const failurePausesMs = [30_000, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute] as const;
/** From so many failures in a row on, the circuit is open: single tries, far apart. */
export const openAfterFailures = 5;
/** A mall in maintenance is asked again after so long, and then each time after so long. */
export const maintenancePausesMs = [5 * minute, 10 * minute] as const;
/** The clock is looked at again so often. */
export const clockPauseMs = minute;
/** What only a person can mend is tried again all the same. */
export const failedPauseMs = 30 * minute;

/** Nobody's fault: another importer, or work that was given up though nobody told the loop to stop. */
const passing: ReadonlySet<string> = new Set(['import_busy', 'import_lease_lost', 'cancelled']);

/** What a failed cycle means for the next one. */
export type Setback =
  /** Nothing is asked until the session changes. */
  | { readonly kind: 'needs_consent' }
  | {
      readonly kind: 'backing_off' | 'maintenance' | 'clock_rejected' | 'busy' | 'failed';
      readonly pauseMs: number;
    };

/**
 * Judges a failure by its code. `failures` counts those of the same kind in a row, this one included: 1 for the first.
 * A `px-04102` (and every other end of a consent) is never answered by another try (yahoo §1.4).
 */
export function setbackOf(error: AppError, failures: number): Setback {
  const step = failures - 1;
  if (error.code === 'mall_maintenance')
    return { kind: 'maintenance', pauseMs: at(maintenancePausesMs, step) };
  if (error.code.startsWith('clock_')) return { kind: 'clock_rejected', pauseMs: clockPauseMs };
  if (passing.has(error.code)) return { kind: 'busy', pauseMs: at(failurePausesMs, 0) };
  if (isAuthFailure(error.code)) return { kind: 'needs_consent' };
  if (error.retryable) return { kind: 'backing_off', pauseMs: at(failurePausesMs, step) };
  return { kind: 'failed', pauseMs: failedPauseMs };
}

function at(pauses: readonly number[], step: number): number {
  return pauses[Math.min(step, pauses.length - 1)] ?? minute;
}
