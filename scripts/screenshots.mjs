import { ensureBuilt } from './lib/build.mjs';
import { runInDesktop } from './lib/desktop-session.mjs';
import { resolveElectronRuntime } from './lib/electron-runtime.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { ensureSystem } from './lib/ensure-system.mjs';
import { inRoot } from './lib/paths.mjs';

// npm run screenshots [-- dailyWork largeShop recovery]: makes the pictures in docs/screenshots.

await bootstrap();
await ensureSystem('test');
await resolveElectronRuntime();
await ensureBuilt();
process.exitCode = await runInDesktop(process.execPath, [
  inRoot('tests', 'screenshots', 'run.ts'),
  ...process.argv.slice(2),
]);
