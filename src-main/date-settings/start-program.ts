import { spawn } from 'node:child_process';

/** Starts a desktop program and leaves it to itself; rejects when it cannot be started. */
export function startProgram(program: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { detached: true, stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
