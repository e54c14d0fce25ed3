import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface SecretServiceSession {
  /** Environment in which the keychain answers. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * A real Secret Service (gnome-keyring) on a bus of its own, with an unlocked keyring in a temporary home: the
 * person's own keychain is never touched, and none needs to run.
 */
export async function startSecretService(): Promise<SecretServiceSession> {
  const home = mkdtempSync(join(tmpdir(), 'juchuban-keychain-'));
  const base = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: home };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: base,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus) };
  // Without --foreground it goes to the background once it serves; it ends with its bus.
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin?.end('password-of-this-test');
  await once(keyring, 'exit');
  return {
    env,
    close: async () => {
      await stop(bus);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function firstLine(process: ChildProcess): Promise<string> {
  if (process.stdout === null) throw new Error('The process has no output');
  const failed = once(process, 'error').then(([error]) => Promise.reject(error as Error));
  const lines = createInterface({ input: process.stdout });
  const line = once(lines, 'line').then(([text]) => text as string);
  const ended = once(process, 'exit').then(() => Promise.reject(new Error(`${process.spawnfile} ended`)));
  return Promise.race([line, failed, ended]);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
