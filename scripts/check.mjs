import { checkStages } from './lib/all-stages.mjs';
import { bootstrap } from './lib/ensure-dependencies.mjs';
import { runStages } from './lib/stages.mjs';

// npm run check: all that is quick enough to run before every commit; no window, no browser.

await bootstrap();
process.exitCode = await runStages(checkStages);
