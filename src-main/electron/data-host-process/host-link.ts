import type { MessagePortMain } from 'electron';
import type { Logger } from '../../core/ports/logger.ts';
import {
  type HostMessage,
  type HostOptions,
  hostMessageSchema,
  type MainMessage,
} from '../../host/control-protocol.ts';
import type { Child, ChildEvents } from '../child-process/child.ts';
import { RelayedPagePorts } from './relayed-page-ports.ts';

/** One running data host, whatever kind of process it is. */
export interface HostLink {
  readonly kind: HostOptions['hostKind'];
  readonly pid: number | undefined;
  send(message: MainMessage): void;
  /** Gives the host the far end of a page's port, under a name unique within this host's life. */
  openPort(portId: string, port: MessagePortMain): void;
  /** Ends at once, without asking. */
  kill(): void;
}

export interface HostLinkEvents {
  /** A message that fits the protocol; port messages are handled before it gets here. */
  onMessage(message: HostMessage): void;
  /** Once, when the process is gone. */
  onExit(code: number | null): void;
}

export type LaunchHost = (events: HostLinkEvents) => HostLink;

/** Speaks the control protocol with a child process; what does not fit the protocol is dropped and logged. */
export function linkHost(
  start: (events: ChildEvents) => Child,
  events: HostLinkEvents,
  log: Logger,
): HostLink {
  const relayed = new RelayedPagePorts((message) => child.send(message));
  const child: Child = start({
    onMessage: (raw) => {
      const checked = hostMessageSchema.safeParse(raw);
      if (!checked.success) {
        log.warn('dropped a message of the data host that does not fit the protocol');
        return;
      }
      const message = checked.data;
      if (message.type === 'port-message' || message.type === 'port-close') relayed.receive(message);
      else events.onMessage(message);
    },
    onOutput: (text) => log.warn('output of the data host', { text: text.slice(0, 2_000) }),
    onExit: (code) => {
      relayed.closeAll();
      events.onExit(code);
    },
  });
  return {
    kind: child.kind,
    get pid() {
      return child.pid;
    },
    send: (message) => child.send(message),
    openPort: (portId, port) => {
      if (child.kind === 'utility-process') child.send({ type: 'port-open', portId }, [port]);
      else relayed.open(portId, port);
    },
    kill: () => child.kill(),
  };
}
