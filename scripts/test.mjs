import { checkStages, productStages } from './lib/all-stages.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { ensureSystem } from './lib/ensure-system.mjs';
import { runStages } from './lib/stages.mjs';

// npm test: everything, on a bare machine too. The last line is `N passed, M failed`.

await bootstrap();
await ensureSystem('test');
process.exitCode = await runStages([...checkStages, ...productStages]);
