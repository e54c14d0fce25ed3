import { ensureBuilt } from './build.mjs';
import { resolveElectronRuntime } from './electron-runtime.mjs';
import { checkFuses, checkRunAsNode, makeUnpackedApp, smokeTest } from './package-dir.mjs';
import { command, playwright, step, vitest } from './stages.mjs';

/** Everything that needs neither a window nor a browser. */
export const checkStages = [
  command('lint', 'biome', 'check', '.', '--error-on-warnings'),
  command('types: shared', 'tsc', '-p', 'src-shared'),
  command('types: renderer', 'tsc', '-p', 'src-renderer'),
  command('types: preload', 'tsc', '-p', 'src-main/preload'),
  command('types: end-to-end tests', 'tsc', '-p', 'tests/e2e'),
  command('types: main, tests, tools', 'tsc', '-p', '.'),
  command(
    'import rules',
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    'src-main',
    'src-renderer',
    'src-shared',
  ),
  command('unused code', 'knip'),
  vitest('unit tests', '--project', 'unit'),
  step('build', ensureBuilt),
  vitest('integration, contract and fault tests', '--project', 'integration'),
];

/** The unpacked app of this platform's runtime, made and tried. */
export const packageStages = [
  step('package: unpacked Linux app', makeUnpackedApp),
  step('package: fuses', checkFuses),
  step('package: does not run as Node', checkRunAsNode),
  step('package: window and data host come up', smokeTest),
];

/** The product as people run it: in a browser, in Electron, and packaged. */
export const productStages = [
  playwright('end to end: Chromium, headless host', 'chromium'),
  step('Electron runtime', resolveElectronRuntime),
  playwright('end to end: Electron', 'electron'),
  ...packageStages,
];
