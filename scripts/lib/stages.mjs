import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInDesktop } from './desktop-session.mjs';
import { inRoot } from './paths.mjs';
import { run, say } from './run.mjs';

/** @typedef {{ passed: number, failed: number }} Tally */

const one = (ok) => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** A stage that is one command: it counts as one. */
export const command = (name, file, ...args) => ({
  name,
  run: async () => one((await run(inRoot('node_modules', '.bin', file), args)) === 0),
});

/** A stage that is a function: it counts as one, and failing is throwing. */
export const step = (name, work) => ({
  name,
  run: async () => {
    await work();
    return one(true);
  },
});

async function withReport(work, read) {
  const directory = mkdtempSync(join(tmpdir(), 'juchuban-report-'));
  const file = join(directory, 'report.json');
  try {
    const code = await work(file);
    let tally;
    try {
      tally = read(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return one(false);
    }
    // A suite that could not be loaded, or a crash after the last test, has no failed test of its own.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Test files of vitest; every test counts. */
export const vitest = (name, ...args) => ({
  name,
  run: () =>
    withReport(
      (file) =>
        runInDesktop(inRoot('node_modules', '.bin', 'vitest'), [
          'run',
          ...args,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
        ]),
      (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
    ),
});

/** A project of playwright.config.ts; every test counts, one that passed only when repeated is failed. */
export const playwright = (name, project, ...args) => ({
  name,
  run: () =>
    withReport(
      (file) =>
        runInDesktop(
          inRoot('node_modules', '.bin', 'playwright'),
          ['test', `--project=${project}`, '--reporter=list,json', ...args],
          { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
        ),
      ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
    ),
});

/**
 * Runs the stages one after the other, a failed one included, and says at the end what failed. The very last
 * line is `N passed, M failed`. Answers the exit code.
 */
export async function runStages(stages) {
  const total = { passed: 0, failed: 0 };
  const failures = [];
  for (const stage of stages) {
    say(stage.name);
    const startedAt = Date.now();
    let tally;
    try {
      tally = await stage.run();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      tally = one(false);
    }
    total.passed += tally.passed;
    total.failed += tally.failed;
    if (tally.failed > 0) failures.push(stage.name);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    say(`${stage.name}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`);
  }
  if (failures.length > 0) say(`failed: ${failures.join(', ')}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}
