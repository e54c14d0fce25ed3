import { ensureBuilt } from './lib/build.mjs';
import { runInDesktop } from './lib/desktop-session.mjs';
import { resolveElectronRuntime } from './lib/electron-runtime.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { ensureSystem } from './lib/ensure-system.mjs';
import { inRoot } from './lib/paths.mjs';
import { run, say } from './lib/run.mjs';

// npm run perf [-- database bulk paint filters csv renderer auto-import stop start-up]: the performance budgets, each part
// with its own table. The first failing part's exit code is the answer, but all parts run.

/** @type {Record<string, () => Promise<number>>} */
const parts = {
  database: () => run(process.execPath, [inRoot('tests', 'perf', 'run.ts'), 'import', 'list']),
  bulk: () => run(process.execPath, [inRoot('tests', 'perf', 'run.ts'), 'bulk']),
  paint: () => run(process.execPath, [inRoot('tests', 'perf', 'list-paint.ts')]),
  filters: () => run(process.execPath, [inRoot('tests', 'perf', 'filters.ts')]),
  csv: () => run(process.execPath, [inRoot('tests', 'perf', 'csv.ts')]),
  renderer: () => run(process.execPath, [inRoot('tests', 'perf', 'renderer.ts')]),
  'auto-import': () => run(process.execPath, [inRoot('tests', 'perf', 'auto-import.ts')]),
  stop: () => run(process.execPath, [inRoot('tests', 'perf', 'stop.ts')]),
  'start-up': async () => {
    await resolveElectronRuntime();
    return runInDesktop(process.execPath, [inRoot('tests', 'perf', 'start-up.ts')]);
  },
};

await bootstrap();
await ensureSystem('test');
await ensureBuilt();
const chosen = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  say(`perf: ${name}`);
  const code = await part();
  process.exitCode ||= code;
}
