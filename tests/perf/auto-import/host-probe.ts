import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { percentile } from '../measure.ts';
import type { HostFigures } from './watched-host.ts';

// Loaded into the data host before its own code (--import, with --expose-gc): at SIGUSR2 it writes what it measured
// since the last time to the file of HOST_PROBE_FILE, and begins anew.

/** The histogram counts from one look to the next, so that this much of every value is no delay. */
const resolutionMs = 5;
const everything = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const;
const file = process.env.HOST_PROBE_FILE;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();

/**
 * Beside the wall clock: how much processor time the main thread took from one look to the next, which is the delay that
 * it made itself; what is missing to the wall's, it waited for a processor of a busy machine.
 */
const lookEveryMs = 10;
let own: number[] = [];
let cpuBefore = process.threadCpuUsage();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(cpuBefore);
  cpuBefore = process.threadCpuUsage();
  own.push((user + system) / 1_000);
}, lookEveryMs).unref();

const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);

process.on('SIGUSR2', () => {
  const delays = {
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    most: ms(delay.max),
    looks: delay.count,
  };
  const ownDelays = { p99: percentile(own, 0.99), most: percentile(own, 1) };
  own = [];
  // Twice: what the first one finalizes the second one frees. Of the last resort, or V8 keeps up to 134 MB of empty
  // young generation, and whether it does differs from run to run.
  global.gc?.(everything);
  global.gc?.(everything);
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
  const figures: HostFigures = {
    delays,
    ownDelays,
    rssMb: rss / 1e6,
    heapMb: (heapUsed + external) / 1e6,
    heapTotalMb: heapTotal / 1e6,
  };
  if (file !== undefined) writeFileSync(file, JSON.stringify(figures));
  delay.reset();
});
