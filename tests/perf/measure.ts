/** One line of the result: what was measured, the most it may be (or the least, for rates), and what it was. */
export interface Verdict {
  readonly what: string;
  readonly target: string;
  readonly value: string;
  readonly isMet: boolean;
}

/** The value below which the share `of` of all values lies (nearest rank). */
export function percentile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(of * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

const isCpuTime = process.argv.includes('--cpu');

/** Milliseconds since it was called: wall clock, or this process's CPU time with --cpu. */
export function stopwatch(): () => number {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    if (!isCpuTime) return performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}

/** Milliseconds of one call. */
export function timed(work: () => unknown): number {
  const elapsed = stopwatch();
  work();
  return elapsed();
}

/** p50, p95 and p99 of times in ms, judged by p95. */
export function atMost(what: string, targetMs: number, times: readonly number[]): Verdict {
  const [half, most, nearlyAll] = [0.5, 0.95, 0.99].map((of) => percentile(times, of));
  return {
    what,
    target: `p95 ≤ ${targetMs} ms`,
    value: `p50 ${half?.toFixed(1)}  p95 ${most?.toFixed(1)}  p99 ${nearlyAll?.toFixed(1)} ms  (n = ${times.length})`,
    isMet: (most ?? Number.POSITIVE_INFINITY) <= targetMs,
  };
}

export function printVerdicts(verdicts: readonly Verdict[]): void {
  const width = Math.max(...verdicts.map(({ what }) => what.length));
  for (const { what, target, value, isMet } of verdicts) {
    console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what.padEnd(width)}  ${target.padEnd(18)}  ${value}`);
  }
}
