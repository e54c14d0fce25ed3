import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { must, say } from './run.mjs';

/** Debian's packages for a window and a keychain on a machine without a desktop. */
const windowPackages = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'dbus-x11',
  'gnome-keyring',
  'fonts-noto-cjk',
];
/** And what the end-to-end tests need beside. */
const testPackages = [...windowPackages, 'chromium', 'openssl'];

const isInstalled = (name) =>
  spawnSync('dpkg-query', ['-s', name]).stdout?.toString().includes('Status: install ok installed') === true;

/** Debian 13 and later name some libraries …t64. */
const alternatives = (name) => (name.startsWith('lib') ? [name, `${name}t64`] : [name]);

const canInstall = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;

/**
 * Makes sure the system's packages are there: installs what is missing when it may (Debian, root), otherwise
 * names the command and goes on, since another system may have the same under other names.
 * @param {'window' | 'test'} purpose
 */
export async function ensureSystem(purpose) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return;
  const wanted = purpose === 'test' ? testPackages : windowPackages;
  const missing = wanted.filter((name) => !alternatives(name).some(isInstalled));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    say(`system packages may be missing: sudo apt-get install -y ${missing.join(' ')}`);
    return;
  }
  say(`installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  await must('apt-get', ['update', '-qq'], quiet);
  const names = missing.map((name) => alternatives(name).find(canInstall) ?? name);
  await must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet);
}
