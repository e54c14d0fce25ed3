import { spawn } from 'node:child_process';
import type { Child, ChildEntry, ChildEvents } from './child.ts';

/** A child process of the plain Node at `node`, for a runtime whose own Node is too old. */
export function startNodeChild(node: string, entry: ChildEntry, events: ChildEvents): Child {
  // spawn rather than fork: Electron's fork would start Electron itself in a mode that the fuses forbid.
  const child = spawn(node, [entry.script], {
    env: entry.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
  });
  let isGone = false;
  const gone = (code: number | null) => {
    if (isGone) return;
    isGone = true;
    events.onExit(code);
  };
  const onOutput = (chunk: Buffer) => events.onOutput(chunk.toString('utf8'));
  child.stdout?.on('data', onOutput);
  child.stderr?.on('data', onOutput);
  child.on('message', (message: unknown) => events.onMessage(message));
  child.once('exit', gone);
  child.once('error', (error) => {
    events.onOutput(error.message);
    // A failed start has no exit; a failed send is followed by one.
    if (child.pid === undefined) gone(null);
  });
  return {
    kind: 'child-process',
    get pid() {
      return child.pid;
    },
    send: (message) => {
      // The callback keeps a message lost to a dying child from becoming an exception.
      if (child.connected) child.send(message as object, () => undefined);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
