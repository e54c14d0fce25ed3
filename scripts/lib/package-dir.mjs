import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runInDesktop, sandboxArguments } from './desktop-session.mjs';
import { resolveElectronRuntime } from './electron-runtime.mjs';
import { nodeExecutable } from './ensure-dependencies.mjs';
import { inRoot, root } from './paths.mjs';

const unpacked = inRoot('dist', 'linux-unpacked');
const executable = join(unpacked, 'juchuban');

/**
 * What differs on the registry runtime: one fuse is unknown to Electron 25, and the data host runs on Node 24
 * as a plain process, which needs Node itself beside the app and its scripts outside the archive.
 */
function fallbackConfiguration() {
  const decided = readFileSync(inRoot('electron-builder.yml'), 'utf8');
  const file = inRoot('out', 'electron-builder.fallback.yml');
  writeFileSync(file, decided.replace(/^ *grantFileProtocolExtraPrivileges:.*\n/m, ''));
  return {
    extends: file,
    asarUnpack: ['**/*.node', 'out/main/**', 'node_modules/**'],
    extraResources: [{ from: nodeExecutable(), to: 'node/bin/node' }],
  };
}

/** Makes the unpacked Linux app from the resolved runtime, without the network. */
export async function makeUnpackedApp() {
  const runtime = await resolveElectronRuntime();
  await ensureBuilt();
  const { build, Platform } = await import('electron-builder');
  rmSync(unpacked, { recursive: true, force: true });
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      ...(runtime.isFallback ? fallbackConfiguration() : { extends: 'electron-builder.yml' }),
      electronDist: runtime.directory,
      electronVersion: electronVersionOf(runtime),
      // The registry runtime carries a loader where a runtime has its default app.
      afterExtract: ({ appOutDir }) =>
        rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
    },
  });
  if (!existsSync(executable)) throw new Error('electron-builder made no app');
}

function electronVersionOf(runtime) {
  const manifest = JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8'));
  return runtime.isFallback ? '25.1.1' : manifest.version;
}

/** Starts the packaged app on an empty data folder; throws when no window with a ready data host appears. */
export async function smokeTest() {
  const dataDir = mkdtempSync(join(tmpdir(), 'juchuban-smoke-'));
  try {
    const code = await runInDesktop(executable, [...sandboxArguments(), '--smoke-test'], {
      env: { JUCHUBAN_DATA_DIR: dataDir },
      timeout: 100_000,
    });
    if (code !== 0) throw new Error(`the packaged app failed its smoke test (${code})`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What each fuse must be, by the number it has in the executable's fuse wire. */
const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** Reads the fuses back from the executable; throws naming each that is not as decided, or not decided at all. */
export async function checkFuses() {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executable);
  // The wire holds the fuses this Electron knows; older ones lack the last.
  const states = Object.entries(wire).filter(([position]) => /^\d+$/.test(position));
  const wrong = states.filter(([position, state]) => {
    const wanted = wantedFuses[FuseV1Options[position]];
    return wanted === undefined || state !== (wanted ? FuseState.ENABLE : FuseState.DISABLE);
  });
  if (wrong.length > 0) {
    throw new Error(
      `fuses not as decided: ${wrong.map(([position]) => FuseV1Options[position] ?? position).join(', ')}`,
    );
  }
}

/** ELECTRON_RUN_AS_NODE must not turn the app into a Node that runs what it is given. */
export async function checkRunAsNode() {
  const marker = 'ran as node';
  const { spawnSync } = await import('node:child_process');
  const result = spawnSync(executable, ['-e', `console.log(${JSON.stringify(marker)})`, '--version'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: 20_000,
  });
  if (result.stdout.toString().includes(marker)) throw new Error('the packaged app runs as Node');
}
