import { type ClockVerdict, clockBehindLimitMs } from '#shared/domain/clock-check.ts';
import { centre, type OffsetInterval, overlap } from './offset-interval.ts';
import type { SourceMeasurement } from './source-measurement.ts';

/** A clock this far ahead must never pass (the mall stamps whole seconds; half of one is the promise kept). */
export const surelyCaughtAheadMs = 500;
/** Ordinary discipline of a clock moves it by less than this during a check or between two looks. */
export const jumpToleranceMs = 100;

export interface ClockJudgement {
  readonly verdict: ClockVerdict;
  /** What was judged by; null when nothing could be measured. */
  readonly interval: OffsetInterval | null;
  /** Ids of the sources that agree with the one judged by. */
  readonly agreeing: ReadonlySet<string>;
}

/**
 * The limits of spec §2.2: ahead beyond the error bound is rejected; behind by nine minutes or more is
 * rejected, by the most probable offset, since a bound that leaves it open is no reason to pass or to refuse.
 */
export function judgeOffset(interval: OffsetInterval): 'good' | 'ahead' | 'behind' {
  if (interval.lo > 0) return 'ahead';
  return centre(interval).offsetMs <= -clockBehindLimitMs ? 'behind' : 'good';
}

/** Whether more readings could still change what `judgeOffset` says about a clock that must be caught. */
export function isSettled({ lo, hi }: OffsetInterval): boolean {
  if (lo > 0) return true;
  return hi < surelyCaughtAheadMs && (lo > -clockBehindLimitMs || hi <= -clockBehindLimitMs);
}

/**
 * Judges a whole measurement. The first source that answered counts – the authorization host, whose clock
 * is the one that judges our signatures – unless the majority contradicts it. Sources that contradict are
 * never averaged. Where the first one's bound leaves the question open, those that agree with it narrow it.
 */
export function judgeClock(sources: readonly SourceMeasurement[], jumpMs: number): ClockJudgement {
  const none = { interval: null, agreeing: new Set<string>() };
  if (Math.abs(jumpMs) > jumpToleranceMs) return { verdict: 'jumped', ...none };
  const voices = sources.filter((source) => source.state !== 'failed');
  const [first, ...others] = voices.filter(answered);
  if (first === undefined) return { verdict: voices.length > 0 ? 'sources_disagree' : 'unknown', ...none };
  const agreeing = [first, ...others.filter((other) => overlap(first.interval, other.interval) !== null)];
  const agreed = { agreeing: new Set(agreeing.map((source) => source.id)) };
  if (agreeing.length * 2 <= voices.length) return { verdict: 'sources_disagree', interval: null, ...agreed };
  const interval = isSettled(first.interval) ? first.interval : narrowed(agreeing);
  return { verdict: judgeOffset(interval), interval, ...agreed };
}

type Answered = SourceMeasurement & { readonly interval: OffsetInterval };

function answered(source: SourceMeasurement): source is Answered {
  return source.interval !== null;
}

function narrowed(sources: readonly Answered[]): OffsetInterval {
  return sources.map((source) => source.interval).reduce((known, next) => overlap(known, next) ?? known);
}
