import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { sandboxArguments } from '../../../../scripts/lib/desktop-session.mjs';
import { resolveElectronRuntime } from '../../../../scripts/lib/electron-runtime.mjs';

const projectFolder = resolve(import.meta.dirname, '..', '..', '..', '..');

/** Starts the app again on the same data, as a click on its icon or on a link does. Answers its exit code. */
export async function startSecondInstance(
  dataDir: string,
  args: readonly string[] = [],
): Promise<number | null> {
  const { executable } = await resolveElectronRuntime();
  const child = spawn(executable, [...sandboxArguments(), projectFolder, ...args], {
    env: { ...process.env, JUCHUBAN_DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
