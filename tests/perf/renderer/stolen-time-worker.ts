import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type StolenSample, stolenTicks } from './stolen-time.ts';

/** Reads the counters every few milliseconds until `workerData.stop` is set, then posts what it read. */
const stop = new Int32Array(workerData.stop);
const samples: StolenSample[] = [];
do {
  samples.push({
    atUs: Number(process.hrtime.bigint() / 1_000n),
    ticks: stolenTicks(readFileSync('/proc/stat', 'utf8')),
  });
} while (Atomics.wait(stop, 0, 0, 5) === 'timed-out');
parentPort?.postMessage(samples);
