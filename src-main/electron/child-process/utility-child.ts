import { utilityProcess } from 'electron';
import type { Child, ChildEntry, ChildEvents } from './child.ts';

/** Electron's utility process: Node with Electron's own version, and ports can be transferred to it. */
export function startUtilityChild(entry: ChildEntry, events: ChildEvents): Child {
  const child = utilityProcess.fork(entry.script, [], {
    serviceName: entry.name,
    env: entry.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const onOutput = (chunk: Buffer) => events.onOutput(chunk.toString('utf8'));
  child.stdout?.on('data', onOutput);
  child.stderr?.on('data', onOutput);
  child.on('message', (message: unknown) => events.onMessage(message));
  child.once('exit', (code) => events.onExit(code));
  return {
    kind: 'utility-process',
    get pid() {
      return child.pid;
    },
    send: (message, ports = []) => child.postMessage(message, ports),
    kill: () => {
      child.kill();
    },
  };
}
