import type { TFunction } from 'i18next';
import type { ClockStatus } from '#shared/contract/clock.ts';
import type { ClockCheck, ClockSource } from '#shared/domain/clock-check.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import { formatAmount } from '../../lib/duration.ts';

/** How the clock stands in one word: the verdict of the last check, unless the clock was changed since. */
export type ClockState = ClockCheck['verdict'] | 'changed' | 'never';

export function clockState(status: ClockStatus | undefined): ClockState {
  if (status === undefined || (status.last === null && status.jump === null)) return 'never';
  if (status.jump !== null || status.last === null) return 'changed';
  return status.last.verdict;
}

/** `0.12秒 遅れている`, or that it is exact. */
export function offsetText(t: TFunction, offsetMs: number): string {
  if (offsetMs === 0) return t('clock.exact');
  return t(offsetMs > 0 ? 'clock.ahead' : 'clock.behind', { amount: formatAmount(t, offsetMs) });
}

export function boundText(t: TFunction, errorMs: number): string {
  return t('clock.within', { amount: formatAmount(t, errorMs) });
}

const reasons = [
  'timeout',
  'unreachable',
  'no_date',
  'cached',
  'kiss_of_death',
  'unsynchronised',
  'bad_answer',
  'inconsistent',
] as const;

/** What a source said, or why it said nothing. */
export function sourceText(t: TFunction, source: ClockSource): string {
  if (source.offsetMs !== null) return offsetText(t, source.offsetMs);
  const reason = source.reason ?? source.state;
  const known = reasons.find((candidate) => candidate === reason);
  return known ? t(`clock.reasons.${known}`) : t('clock.reasons.other', { reason });
}

/** The refusal a check amounts to, as an action would have met it; null for a good clock. */
export function refusalOf(t: TFunction, check: ClockCheck): AppErrorShape | null {
  if (check.verdict === 'good') return null;
  const sources = check.sources.map((source) => `${source.id}: ${sourceText(t, source)}`).join(', ');
  return {
    code: `clock_${check.verdict}`,
    message: '',
    details: {
      amountMs: check.offsetMs === null ? null : Math.abs(check.offsetMs),
      errorMs: check.errorMs,
      sources,
      checkId: check.id,
    },
    retryable: true,
  };
}
