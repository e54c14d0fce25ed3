import type { ClockCheck, ClockSource, ClockVerdict } from '#shared/domain/clock-check.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '#shared/domain/errors.ts';

const codes: Readonly<Record<Exclude<ClockVerdict, 'good'>, ErrorCode>> = {
  ahead: 'clock_ahead',
  behind: 'clock_behind',
  unknown: 'clock_unknown',
  sources_disagree: 'clock_sources_disagree',
  jumped: 'clock_jumped',
};

/**
 * The refusal of a check, or null when the clock is good. Details: `direction` (`ahead`, `behind`, or null
 * when unknown), `amountMs` (unsigned), `errorMs`, `sources` (as text), `jumpMs`, `checkId`.
 */
export function clockRefusal(check: ClockCheck): AppError | null {
  if (check.verdict === 'good') return null;
  const offset = check.offsetMs;
  const details: ErrorDetails = {
    direction: offset === null ? null : offset > 0 ? 'ahead' : 'behind',
    amountMs: offset === null ? null : Math.abs(offset),
    errorMs: check.errorMs,
    jumpMs: check.jumpMs,
    sources: check.sources.map(sourceText).join(', '),
    checkId: check.id,
  };
  return new AppError(
    codes[check.verdict],
    `The clock of this PC was refused (${check.verdict}) for ${check.purpose}: ${details.sources}`,
    { details, retryable: true },
  );
}

/** For example `ntp.nict.jp +61.2 s ± 0.1 s`, or `ntp.nict.jp: timeout`. */
function sourceText({ id, offsetMs, errorMs, reason, state }: ClockSource): string {
  if (offsetMs === null || errorMs === null) return `${id}: ${reason ?? state}`;
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return `${id} ${offsetMs < 0 ? '−' : '+'}${seconds(Math.abs(offsetMs))} s ± ${seconds(errorMs)} s`;
}
