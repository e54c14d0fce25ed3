import type { Clock } from '../ports/clock.ts';
import type { MonotonicClock } from '../ports/monotonic-clock.ts';
import type { TimeSource } from '../ports/time-source.ts';
import { jumpToleranceMs } from './judge-clock.ts';
import { readSource } from './read-source.ts';
import type { SourceMeasurement } from './source-measurement.ts';

export interface ClockMeasurement {
  readonly sources: readonly SourceMeasurement[];
  /** How far the computer's clock moved against the monotonic one meanwhile. */
  readonly jumpMs: number;
}

/** The computer's clock minus the monotonic one: constant unless somebody changes the clock or the computer sleeps. */
export function anchorOf(clock: Clock, mono: MonotonicClock): number {
  return clock.now() - mono.now();
}

/** Asks all sources side by side. What the clock moved within the tolerance is added to each bound. */
export async function measureClock(
  sources: readonly TimeSource[],
  deps: { clock: Clock; mono: MonotonicClock; signal: AbortSignal },
): Promise<ClockMeasurement> {
  const anchor = anchorOf(deps.clock, deps.mono);
  const measured = await Promise.all(sources.map((source) => readSource(source, { ...deps, anchor })));
  const jumpMs = anchorOf(deps.clock, deps.mono) - anchor;
  const moved = Math.min(Math.abs(jumpMs), jumpToleranceMs);
  return {
    jumpMs,
    sources: measured.map((source) => ({
      ...source,
      interval: source.interval && { lo: source.interval.lo - moved, hi: source.interval.hi + moved },
    })),
  };
}
