import { ensureBuilt } from './lib/build.mjs';
import { runInDesktop, sandboxArguments } from './lib/desktop-session.mjs';
import { resolveElectronRuntime } from './lib/electron-runtime.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { ensureSystem } from './lib/ensure-system.mjs';
import { root } from './lib/paths.mjs';

// npm start [-- --demo]: installs and builds what is missing, then opens the app.

await bootstrap();
await ensureSystem('window');
const runtime = await resolveElectronRuntime();
await ensureBuilt();
process.exitCode = await runInDesktop(
  runtime.executable,
  [...sandboxArguments(), root, ...process.argv.slice(2)],
  { keepsKeyring: true },
);
