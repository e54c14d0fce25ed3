import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resolveElectronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { median, printVerdicts, type Verdict } from './measure.ts';
import { makeEmptyApp } from './start-up/empty-app.ts';
import { timeToFirstRow } from './start-up/launch.ts';

/**
 * From the launch of the built app to the first order painted: as a demo with a fresh data folder (which starts
 * the simulated mall, connects its shop and imports) and again with the data there; beside it an empty window
 * in the same runtime. All three take turns, so that a busy machine slows them alike. No budget is set: it
 * reports. Run: node tests/perf/start-up.ts [repetitions], where a window can open.
 */
const repetitions = Number(process.argv[2] ?? 5);
const project = resolve(import.meta.dirname, '..', '..');

const { executable } = await resolveElectronRuntime();
const empty = await makeEmptyApp();
const times: { empty: number; demo: number; again: number }[] = [];
try {
  for (let round = 0; round < repetitions; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'juchuban-start-up-'));
    const dataDir = join(folder, 'data');
    try {
      const launch = (args: readonly string[], data = dataDir) =>
        timeToFirstRow({ executable, args, dataDir: data });
      times.push({
        empty: await launch([empty.folder], join(folder, 'empty')),
        demo: await launch([project, '--demo']),
        again: await launch([project]),
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    console.log(`round ${round + 1}`, times.at(-1));
  }
} finally {
  await empty.remove();
}

const verdict = (what: string, values: readonly number[], ratios: readonly number[] | null): Verdict => ({
  what,
  target: 'reported',
  value:
    `median ${median(values).toFixed(0)} ms  (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})` +
    (ratios === null ? '' : `, ${median(ratios).toFixed(2)} × an empty window`),
  isMet: true,
});
printVerdicts([
  verdict(
    'empty window',
    times.map(({ empty }) => empty),
    null,
  ),
  verdict(
    'demo, fresh data folder: first order',
    times.map(({ demo }) => demo),
    times.map(({ demo, empty }) => demo / empty),
  ),
  verdict(
    'second start: first order',
    times.map(({ again }) => again),
    times.map(({ again, empty }) => again / empty),
  ),
]);
