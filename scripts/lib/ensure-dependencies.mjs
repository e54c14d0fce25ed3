import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { inRoot } from './paths.mjs';
import { must, run, say } from './run.mjs';

const requiredNodeMajor = 24;

/**
 * Whether node_modules holds exactly what package-lock.json asks for. npm writes what it installed to
 * node_modules/.package-lock.json as its last step, so an interrupted install is noticed too. Packages for
 * other platforms are optional and may be missing.
 */
export function dependenciesMatch(lock, installed) {
  const wanted = Object.entries(lock.packages ?? {}).filter(([name]) => name !== '');
  const there = installed.packages ?? {};
  return wanted.every(([name, entry]) => {
    const found = there[name];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version;
  });
}

function upToDate() {
  const installed = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
  return dependenciesMatch(read(inRoot('package-lock.json')), read(installed));
}

/** Installs what the lock file asks for, if it is not there. A linked node_modules belongs to someone else. */
async function ensureDependencies() {
  if (upToDate()) return;
  const folder = inRoot('node_modules');
  if (existsSync(folder) && lstatSync(folder).isSymbolicLink()) {
    throw new Error(
      'node_modules is a link and does not match package-lock.json: install in the folder it points to',
    );
  }
  say('installing dependencies (npm ci) …');
  await must('npm', ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
}

/**
 * First line of every script: makes sure the dependencies are there and that the script runs on the Node
 * that comes with them, whatever Node the machine has. Returns only when it does; otherwise runs the same
 * script again on the right Node and exits with its code.
 */
export async function bootstrap() {
  await ensureDependencies();
  const bin = inRoot('node_modules', '.bin');
  if (!(process.env.PATH ?? '').split(delimiter).includes(bin)) {
    process.env.PATH = `${bin}${delimiter}${process.env.PATH ?? ''}`;
  }
  if (Number(process.versions.node.split('.')[0]) >= requiredNodeMajor) return;
  const node = nodeExecutable();
  process.exit(await run(node, process.argv.slice(1), { cwd: process.cwd() }));
}

/** The Node 24 that npm installed. */
export function nodeExecutable() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return inRoot('node_modules', 'node', 'bin', file);
}
