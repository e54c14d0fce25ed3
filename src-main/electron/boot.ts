import './start/node-18.ts';

// The entry Electron loads. A bundler runs what several entries share before an entry's own code, so the
// additions for Node 18 must be a step of their own: everything else is loaded after them, in the same turn.
void import('./main.ts');
