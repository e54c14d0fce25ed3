import { runInDesktop } from './lib/desktop-session.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { inRoot } from './lib/paths.mjs';

// npm run test:faults: the fault tests at full length, 200 kills each (the outbox: 300, over 3,000 operations; auto import:
// 500 in 30 days); npm test runs a short version.

await bootstrap();
process.env.JUCHUBAN_KILLS ??= '200';
process.env.DB_KILLS ??= '200';
process.env.OUTBOX_KILLS ??= '300';
process.env.OUTBOX_OPERATIONS ??= '3000';
process.env.SOAK_DAYS ??= '30';
process.env.SOAK_KILLS ??= '500';
process.env.SOAK_STOPS ??= '50';
process.env.LEASE_CYCLES ??= '1000';
process.exitCode = await runInDesktop(inRoot('node_modules', '.bin', 'vitest'), [
  'run',
  '--project',
  'integration',
  'tests/faults',
]);
