import { packageStages } from './lib/all-stages.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { ensureSystem } from './lib/ensure-system.mjs';
import { runStages } from './lib/stages.mjs';

// npm run package:dir: the unpacked app in dist/, made offline from the resolved runtime, and tried.

await bootstrap();
await ensureSystem('window');
process.exitCode = await runStages(packageStages);
