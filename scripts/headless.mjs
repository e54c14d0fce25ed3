import { ensureBuilt } from './lib/build.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

// npm run headless -- --data-dir DIR --port N --token T: the data host and the renderer for a browser.

await bootstrap();
await ensureBuilt();
process.exitCode = await run(
  process.execPath,
  [inRoot('src-main', 'host', 'headless.ts'), ...process.argv.slice(2)],
  {
    cwd: process.cwd(),
  },
);
