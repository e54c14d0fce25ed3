import { AppError } from '#shared/domain/errors.ts';
import type { Moment } from '#shared/domain/time.ts';

const day = 86_400_000;
/** The first import of a shop looks this far back. */
export const firstImportMs = 30 * day;
/** "Since the last import" begins this much earlier, for orders the mall published late (spec §3). */
export const overlapMs = day;
/** Longest period one manual import may cover. */
export const longestPeriodMs = 366 * day;

export interface Period {
  readonly from: Moment;
  readonly to: Moment;
}

/** The period of an import "since the last one" (spec §3 Manual). */
export function periodSinceLast(lastImportTo: Moment | null, now: Moment): Period & { isFirst: boolean } {
  const from = lastImportTo === null ? now - firstImportMs : Math.min(lastImportTo, now) - overlapMs;
  return { from: Math.max(from, now - longestPeriodMs), to: now, isFirst: lastImportTo === null };
}

/** Checks a period a person chose. Throws AppError `import_period_invalid` with `details.reason`. */
export function checkedPeriod(period: Period, now: Moment): Period {
  const to = Math.min(period.to, now);
  const reason =
    period.from >= period.to
      ? 'reversed'
      : period.from >= now
        ? 'future'
        : to - period.from > longestPeriodMs
          ? 'too_long'
          : null;
  if (reason !== null) {
    throw new AppError('import_period_invalid', `The import period cannot be used (${reason})`, {
      details: { reason, longestDays: longestPeriodMs / day },
    });
  }
  return { from: period.from, to };
}
