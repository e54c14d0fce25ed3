import type { MessagePortMain } from 'electron';
import type { HostMessage, HostOptions, MainMessage } from '../../host/control-protocol.ts';

/** One running data host, whatever kind of process it is. */
export interface HostLink {
  readonly kind: HostOptions['hostKind'];
  readonly pid: number | undefined;
  send(message: Exclude<MainMessage, { type: 'port-open' | 'port-message' | 'port-close' }>): void;
  /** Gives the host the far end of a page's port, under a name unique within this host's life. */
  openPort(portId: string, port: MessagePortMain): void;
  /** Ends at once, without asking. */
  kill(): void;
}

export interface HostLinkEvents {
  /** A message that fits the protocol; anything else is dropped and logged before it gets here. */
  onMessage(message: HostMessage): void;
  /** Once, when the process is gone. */
  onExit(exit: { code: number | null }): void;
}

export type LaunchHost = (events: HostLinkEvents) => HostLink;
