import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode, errorCodeSchema } from '#shared/domain/errors.ts';
import { setbackOf } from './back-off.ts';

const minute = 60_000;
const of = (code: ErrorCode, failures: number, retryable = false) =>
  setbackOf(new AppError(code, 'It failed', { retryable }), failures);
const pauses = (code: ErrorCode, retryable: boolean) =>
  [1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) => {
    const setback = of(code, failures, retryable);
    return setback.kind === 'needs_consent' ? null : setback.pauseMs / minute;
  });

describe('what a failure means for the next cycle', () => {
  it.each(['consent_required', 'mall_session_expired', 'mall_token_expired', 'mall_token_invalid'] as const)(
    '%s waits for another consent, however often it came',
    (code) => {
      for (const retryable of [true, false])
        expect(of(code, 3, retryable)).toEqual({ kind: 'needs_consent' });
    },
  );

  it('what time may mend is tried after longer and longer, a quarter of an hour at most', () => {
    expect(of('mall_timeout', 1, true).kind).toBe('backing_off');
    expect(pauses('mall_timeout', true)).toEqual([0.5, 1, 2, 5, 10, 15, 15, 15]);
  });

  it('a mall in maintenance is asked after five minutes and then every ten', () => {
    expect(of('mall_maintenance', 1, true).kind).toBe('maintenance');
    expect(pauses('mall_maintenance', true)).toEqual([5, 10, 10, 10, 10, 10, 10, 10]);
  });

  it.each([
    'clock_ahead',
    'clock_behind',
    'clock_unknown',
    'clock_sources_disagree',
    'clock_jumped',
  ] as const)('%s is looked at each minute', (code) =>
    expect(of(code, 9, true)).toEqual({ kind: 'clock_rejected', pauseMs: minute }),
  );

  it.each(['import_busy', 'import_lease_lost', 'cancelled'] as const)(
    '%s is nobody’s fault and never makes the pause longer',
    (code) => expect(of(code, 9)).toEqual({ kind: 'busy', pauseMs: minute / 2 }),
  );

  it('what only a person can mend is tried every half hour', () => {
    expect(of('mall_not_permitted', 4)).toEqual({ kind: 'failed', pauseMs: 30 * minute });
  });

  it('every error there is has a bounded pause or waits for a consent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...errorCodeSchema.options),
        fc.boolean(),
        fc.integer({ min: 1, max: 1e6 }),
        (code, retryable, failures) => {
          const setback = of(code, failures, retryable);
          if (setback.kind === 'needs_consent') return;
          expect(setback.pauseMs).toBeGreaterThanOrEqual(30_000);
          expect(setback.pauseMs).toBeLessThanOrEqual(30 * minute);
        },
      ),
      { numRuns: 500 },
    );
  });
});
