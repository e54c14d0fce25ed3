import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

/**
 * Runs a command in the project's folder with its output shown as it comes; answers the exit code
 * (128 + signal number when it was killed, as a shell would say).
 */
export function run(command, args = [], options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', fail);
    child.on('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** As `run`, but a failure is an error that names the command. */
export async function must(command, args = [], options = {}) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
}

/** Progress of the scripts themselves goes to stderr, so that stdout stays with the program that is run. */
export function say(text) {
  process.stderr.write(`» ${text}\n`);
}
