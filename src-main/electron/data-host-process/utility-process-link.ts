import { utilityProcess } from 'electron';
import { hostMessageSchema } from '../../host/control-protocol.ts';
import type { ChildEntry } from './child-entry.ts';
import type { HostLink, HostLinkEvents } from './host-link.ts';

/** The data host as a utility process: pages' ports are transferred to it, main relays nothing. */
export function launchUtilityProcess(entry: ChildEntry, events: HostLinkEvents): HostLink {
  const child = utilityProcess.fork(entry.script, [], {
    serviceName: entry.name,
    env: entry.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', entry.onOutput);
  child.stderr?.on('data', entry.onOutput);
  child.on('message', (message: unknown) => {
    const checked = hostMessageSchema.safeParse(message);
    if (checked.success) events.onMessage(checked.data);
    else entry.log.warn('dropped a message of the data host that does not fit the protocol');
  });
  child.once('exit', (code) => events.onExit({ code }));
  return {
    kind: 'utility-process',
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    openPort: (portId, port) => child.postMessage({ type: 'port-open', portId }, [port]),
    kill: () => {
      child.kill();
    },
  };
}
