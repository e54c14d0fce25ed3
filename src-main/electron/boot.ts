import './start/node-18.ts';

// The entry Electron loads. A bundler runs what several entries share before an entry's own code, so the
// additions for Node 18 must be a step of their own: everything else is loaded after them, in the same turn.
import('./main.ts').catch((error: unknown) => {
  process.stderr.write(`Juchuban cannot start: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
