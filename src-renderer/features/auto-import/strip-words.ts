import type { TFunction } from 'i18next';
import type { Moment } from '#shared/domain/time.ts';
import { formatAmount } from '../../lib/duration.ts';
import { formatClock, formatCount } from '../../lib/format.ts';
import type { StripMark } from './strip-marks.ts';

const texts = {
  idle: 'idleAt',
  running: 'runningAt',
  orders: 'ordersAt',
  failed: 'failedAt',
  partly: 'partlyAt',
  reconciliation: 'reconciliationAt',
  broken: 'brokenAt',
} as const;

/** One run of the strip in words: when, what came of it, how long it took. */
export function markText(t: TFunction, { kind, run }: StripMark, now: Moment): string {
  const what = t(`autoImport.strip.${texts[kind]}`, {
    at: formatClock(run.at, now),
    created: formatCount(run.created),
    updated: formatCount(run.updated),
    failed: formatCount(run.failed),
  });
  if (kind === 'running') return what;
  return `${what} · ${t('autoImport.strip.took', { span: formatAmount(t, run.durationMs) })}`;
}

/** All of the strip in one sentence, for those who do not see it. */
export function stripText(t: TFunction, marks: readonly StripMark[], shop: string): string {
  if (marks.length === 0) return t('autoImport.strip.empty');
  const sum = (of: 'created' | 'updated') => marks.reduce((total, { run }) => total + run[of], 0);
  return t('autoImport.strip.label', {
    shop,
    runs: formatCount(marks.length),
    created: formatCount(sum('created')),
    updated: formatCount(sum('updated')),
    failed: formatCount(marks.filter(({ kind }) => kind === 'failed').length),
  });
}
