import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { must, say } from './run.mjs';

const sources = [
  'src-main',
  'src-renderer',
  'src-shared',
  'tests/simulators',
  'package.json',
  'electron.vite.config.ts',
];
const products = [
  'out/main/main.cjs',
  'out/main/data-host.cjs',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

function newest(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** True when every product is there and newer than every source. */
export function isBuilt() {
  if (!products.every((product) => existsSync(inRoot(product)))) return false;
  const builtAt = Math.min(...products.map((product) => statSync(inRoot(product)).mtimeMs));
  return sources.every((source) => newest(inRoot(source)) <= builtAt);
}

/** Builds main, data host, demo mall, preload and renderer into `out/`, unless they are up to date. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  say('building …');
  await must(process.execPath, [
    inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ]);
}
