import { runInDesktop } from './lib/desktop-session.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { inRoot } from './lib/paths.mjs';

// npm run test:faults: the fault tests at full length, 200 kills each; npm test runs a short version.

await bootstrap();
process.env.JUCHUBAN_KILLS ??= '200';
process.env.DB_KILLS ??= '200';
process.exitCode = await runInDesktop(inRoot('node_modules', '.bin', 'vitest'), [
  'run',
  '--project',
  'integration',
  'tests/faults',
]);
