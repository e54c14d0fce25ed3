import type { TimeReading } from '../ports/time-source.ts';

/** What is known of the clock's offset in ms (clock minus truth, positive = ahead): it lies in [lo, hi]. */
export interface OffsetInterval {
  readonly lo: number;
  readonly hi: number;
}

/**
 * Sources are not perfect clocks themselves, and a web server may stamp its Date header some ms late: every
 * reading is taken to be off by up to this much.
 */
export const sourceToleranceMs = 50;
/** The computer's clock is read in whole ms, rounded down. */
const clockGrainMs = 1;

/** @param anchor this clock minus the monotonic one, in ms, when the readings began */
export function offsetOf(reading: TimeReading, anchor: number): OffsetInterval {
  return {
    lo: reading.sentAt + anchor - reading.notAfter - sourceToleranceMs,
    hi: reading.receivedAt + anchor - reading.notBefore + sourceToleranceMs + clockGrainMs,
  };
}

export function overlap(one: OffsetInterval, other: OffsetInterval): OffsetInterval | null {
  const lo = Math.max(one.lo, other.lo);
  const hi = Math.min(one.hi, other.hi);
  return lo <= hi ? { lo, hi } : null;
}

/**
 * What more than half of the intervals have in common – all of them unless one reading was false – or null
 * when no majority agrees (Marzullo's algorithm, as in RFC 5905 §11.2.1).
 */
export function agreement(intervals: readonly OffsetInterval[]): OffsetInterval | null {
  const edges = intervals
    .flatMap(({ lo, hi }) => [
      { at: lo, step: 1 },
      { at: hi, step: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.step - a.step);
  let open = 0;
  let most = 0;
  let best: OffsetInterval | null = null;
  for (const [index, edge] of edges.entries()) {
    open += edge.step;
    const next = edges[index + 1];
    if (open > most && next !== undefined) {
      most = open;
      best = { lo: edge.at, hi: next.at };
    }
  }
  return most * 2 > intervals.length ? best : null;
}

/** The most probable offset, and how far the truth may be from it. */
export function centre({ lo, hi }: OffsetInterval): { offsetMs: number; errorMs: number } {
  return { offsetMs: (lo + hi) / 2, errorMs: (hi - lo) / 2 };
}
