import { spawn } from 'node:child_process';
import type { MessagePortMain } from 'electron';
import { hostMessageSchema, type MainMessage } from '../../host/control-protocol.ts';
import type { ChildEntry } from './child-entry.ts';
import type { HostLink, HostLinkEvents } from './host-link.ts';

/**
 * The data host as a child process of plain Node 24, for the registry runtime, whose own Node is too old for
 * better-sqlite3. No port can be transferred there, so main relays each page's messages by port name.
 */
export function launchNodeProcess(node: string, entry: ChildEntry, events: HostLinkEvents): HostLink {
  // spawn rather than fork: Electron's fork would start Electron itself in a mode that the fuses forbid.
  const child = spawn(node, [entry.script], {
    env: entry.environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
  });
  const ports = new Map<string, MessagePortMain>();
  let isGone = false;

  const send = (message: MainMessage) => {
    if (!isGone && child.connected) child.send(message, () => undefined);
  };
  const gone = (code: number | null) => {
    if (isGone) return;
    isGone = true;
    for (const port of ports.values()) port.close();
    ports.clear();
    events.onExit({ code });
  };

  child.stdout?.on('data', entry.onOutput);
  child.stderr?.on('data', entry.onOutput);
  child.on('message', (raw) => {
    const checked = hostMessageSchema.safeParse(raw);
    if (!checked.success) {
      entry.log.warn('dropped a message of the data host that does not fit the protocol');
      return;
    }
    const message = checked.data;
    if (message.type === 'port-message') ports.get(message.portId)?.postMessage(message.data);
    else if (message.type === 'port-close') ports.get(message.portId)?.close();
    else events.onMessage(message);
  });
  child.once('exit', gone);
  child.once('error', (error) => {
    entry.log.error('the data host could not be started', { reason: error.message });
    gone(null);
  });

  return {
    kind: 'child-process',
    get pid() {
      return child.pid;
    },
    send,
    openPort: (portId, port) => {
      ports.set(portId, port);
      send({ type: 'port-open', portId });
      port.on('message', (event) => send({ type: 'port-message', portId, data: event.data }));
      port.on('close', () => {
        ports.delete(portId);
        send({ type: 'port-close', portId });
      });
      port.start();
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
