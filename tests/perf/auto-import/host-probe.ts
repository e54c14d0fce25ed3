import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HostFigures } from './watched-host.ts';

// Loaded into the data host before its own code (--import, with --expose-gc): at SIGUSR2 it writes what it measured
// since the last time to the file of HOST_PROBE_FILE, and begins anew.

/** The histogram counts from one look to the next, so that this much of every value is no delay. */
const resolutionMs = 5;
const file = process.env.HOST_PROBE_FILE;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();

const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);

process.on('SIGUSR2', () => {
  const delays = {
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    most: ms(delay.max),
    looks: delay.count,
  };
  // Twice: what the first one finalizes the second one frees.
  global.gc?.();
  global.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const figures: HostFigures = { delays, rssMb: rss / 1e6, heapMb: (heapUsed + external) / 1e6 };
  if (file !== undefined) writeFileSync(file, JSON.stringify(figures));
  delay.reset();
});
