import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from './paths.mjs';
import { run, say } from './run.mjs';

/** An X server without a screen, on a display number of its own choosing; answers `:N` once it listens. */
function startXvfb() {
  // -noreset: otherwise it starts anew whenever its last window closes, and refuses who comes at that moment.
  const options = ['-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', ['-displayfd', '3', ...options], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => child.kill());
  return new Promise((done, fail) => {
    let text = '';
    child.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) done({ display: `:${text.trim()}`, stop: () => child.kill() });
    });
    child.once('error', () => fail(new Error('no display: set DISPLAY, or install xvfb')));
    child.once('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)));
  });
}

/** Whether a Secret Service answers on the session bus, or would be started when asked. */
function hasSecretService() {
  if (!process.env.DBUS_SESSION_BUS_ADDRESS) return false;
  const names = ['ListNames', 'ListActivatableNames'].map((method) =>
    spawnSync('dbus-send', [
      '--session',
      '--dest=org.freedesktop.DBus',
      '--print-reply',
      '/org/freedesktop/DBus',
      `org.freedesktop.DBus.${method}`,
    ]).stdout?.toString(),
  );
  return names.some((answer) => answer?.includes('org.freedesktop.secrets'));
}

const hasCommand = (name) => spawnSync('which', [name], { stdio: 'ignore' }).status === 0;

/**
 * Unlocks a keyring of the unattended session, then becomes the command given. The keyring has a fixed password: it
 * stands in for a person who logs in, and touches no keyring of theirs.
 */
const withKeyring = [
  'printf %s unattended | XDG_DATA_HOME="$0" gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1',
  'exec "$@"',
].join('; ');

/** Where the keyring lies: in our cache, so that the next start finds its secrets, or for this run alone. */
function keyringFolder(keeps) {
  if (!keeps) {
    const folder = mkdtempSync(join(tmpdir(), 'juchuban-keyring-'));
    return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
  }
  const folder = join(cacheDirectory(), 'unattended-keyring');
  mkdirSync(folder, { recursive: true });
  return { folder, remove: () => undefined };
}

const inBusSession = (folder, command, args) => [
  'dbus-run-session',
  ['--', 'sh', '-c', withKeyring, folder, command, ...args],
];

/**
 * Runs a command where a window can open and a keychain answers: as it is on a desktop; on a Linux machine
 * without a display under Xvfb, without a Secret Service in a bus session with an unlocked keyring. Two of those
 * must not share one keyring: the service of each writes the file anew and what the other kept is gone. So each run has
 * its own, unless `keepsKeyring`. Answers the exit code.
 * @param {import('node:child_process').SpawnOptions & { keepsKeyring?: boolean }} [given]
 */
export async function runInDesktop(command, args, given = {}) {
  const { keepsKeyring = false, ...options } = given;
  const env = { ...process.env, ...options.env };
  if (process.platform !== 'linux') return run(command, args, { ...options, env });
  let xvfb;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) {
    xvfb = await startXvfb();
    env.DISPLAY = xvfb.display;
    say(`no display: running under Xvfb (${xvfb.display})`);
  }
  let line = [command, args];
  let keyring;
  if (!hasSecretService()) {
    if (hasCommand('dbus-run-session') && hasCommand('gnome-keyring-daemon')) {
      keyring = keyringFolder(keepsKeyring);
      line = inBusSession(keyring.folder, command, args);
    } else say('no keychain (Secret Service): secrets are kept for this run only');
  }
  try {
    return await run(line[0], line[1], { ...options, env });
  } finally {
    xvfb?.stop();
    keyring?.remove();
  }
}

/** Chromium refuses to sandbox for root; a person's own desktop keeps the sandbox. */
export const sandboxArguments = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
