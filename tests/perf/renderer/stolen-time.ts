import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Ticks of /proc/stat are 10 ms (USER_HZ is 100 on every Linux of ours). */
const tickMs = 10;

/** The `steal` counter of each processor at one moment of the monotonic clock, which the trace uses too. */
export interface StolenSample {
  readonly atUs: number;
  readonly ticks: readonly number[];
}

/** The eighth number of each `cpuN` line: https://man7.org/linux/man-pages/man5/proc_stat.5.html */
export const stolenTicks = (stat: string): number[] =>
  stat
    .split('\n')
    .filter((line) => /^cpu\d/.test(line))
    .map((line) => Number(line.split(/\s+/)[8] ?? 0));

/**
 * Time the machine below took from this virtual machine. A thread's CPU clock goes on meanwhile, so a task
 * can show 60 ms of "CPU time" for 3 ms of work. The counters tell neither which thread was robbed nor when
 * within a reading, so what is left after subtracting is the least a task can have cost; where nothing is
 * stolen it is exact.
 */
export class StolenTime {
  readonly #samples: readonly StolenSample[];

  constructor(samples: readonly StolenSample[]) {
    this.#samples = samples;
  }

  /** Share of all processors' time that was taken while watching, 0 to 1. */
  get share(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.atUs === first.atUs) return 0;
    const ticks = last.ticks.reduce((sum, now, cpu) => sum + now - (first.ticks[cpu] ?? 0), 0);
    return (ticks * tickMs * 1_000) / (last.atUs - first.atUs) / last.ticks.length;
  }

  /** Milliseconds taken from one processor, the most robbed one, in a span of the monotonic clock (µs). */
  during(fromUs: number, toUs: number): number {
    const before = this.#samples.findLast(({ atUs }) => atUs <= fromUs);
    const after = this.#samples.find(({ atUs }) => atUs >= toUs);
    if (!before || !after) return 0;
    return Math.max(...after.ticks.map((ticks, cpu) => ticks - (before.ticks[cpu] ?? 0))) * tickMs;
  }
}

/** Watches from now on; the answer ends it. Where nothing is counted (no Linux) nothing is stolen. */
export function watchStolenTime(): () => Promise<StolenTime> {
  if (!existsSync('/proc/stat')) return () => Promise.resolve(new StolenTime([]));
  const stop = new SharedArrayBuffer(4);
  const worker = new Worker(new URL('./stolen-time-worker.ts', import.meta.url), { workerData: { stop } });
  const samples = new Promise<StolenSample[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return async () => {
    const flag = new Int32Array(stop);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
    return new StolenTime(await samples);
  };
}
