import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { fetchRegistryRuntime, registryRuntimeDirectory } from './registry-runtime.mjs';
import { run, say } from './run.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} directory   the unpacked runtime ("dist" folder)
 * @property {string} executable
 * @property {'installed' | 'override' | 'registry'} source
 * @property {boolean} isFallback  true for the registry runtime: for tests and for trying the app
 */

const executableNames = {
  win32: ['electron.exe'],
  darwin: ['Electron.app', 'Contents', 'MacOS', 'Electron'],
  linux: ['electron'],
};

function runtimeIn(directory, source) {
  const executable = join(directory, ...(executableNames[process.platform] ?? ['electron']));
  return existsSync(executable)
    ? { directory, executable, source, isFallback: source === 'registry' }
    : undefined;
}

const installed = () => runtimeIn(inRoot('node_modules', 'electron', 'dist'), 'installed');

/** True when Electron's download host (or the mirror the user named) answers at all within 4 seconds. */
async function downloadHostAnswers() {
  const host = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || 'https://github.com/';
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(4_000) });
    return true;
  } catch {
    return false;
  }
}

/** Electron's own installer: fetches the binary of the version in package.json from its download host. */
async function installElectron() {
  if (!existsSync(inRoot('node_modules', 'electron', 'install.js')) || !(await downloadHostAnswers()))
    return undefined;
  say('fetching Electron …');
  await run(process.execPath, [inRoot('node_modules', 'electron', 'install.js')]);
  return installed();
}

/**
 * Finds an Electron to run, in this order: the installed one; the folder named by
 * ELECTRON_OVERRIDE_DIST_PATH (Electron's own variable); Electron's download, where its host can be reached;
 * on Linux x64 the registry runtime. Throws an Error that says what is missing and what still works.
 * @returns {Promise<ElectronRuntime>}
 */
export async function resolveElectronRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const found =
    installed() ??
    (override ? runtimeIn(override, 'override') : undefined) ??
    (existsSync(registryRuntimeDirectory()) ? undefined : await installElectron());
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const directory = await fetchRegistryRuntime();
    say('using the registry runtime (Electron 25.1.1): for tests and for trying the app, not for daily work');
    const runtime = runtimeIn(directory, 'registry');
    if (runtime) return runtime;
  }
  throw new Error(
    [
      'No Electron runtime: it is not installed, ELECTRON_OVERRIDE_DIST_PATH names none, and its download host',
      'cannot be reached. Set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH, or use the app in a browser:',
      '  npm run headless -- --data-dir ./data --port 0 --token <a token of your choice>',
    ].join('\n'),
  );
}
