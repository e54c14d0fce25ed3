import type { HostMessage, MainMessage, PortData } from '../control-protocol.ts';
import type { Peer, PeerServer } from './peer.ts';

type PortMessage = Extract<MainMessage, { type: 'port-open' | 'port-message' | 'port-close' }>;

/**
 * Serves callers whose ports main relays over the control channel (child process of plain Node): one logical
 * port per renderer, named by main.
 */
export class RelayedPorts {
  readonly #peers = new Map<string, Peer>();
  readonly #server: PeerServer;
  readonly #send: (message: HostMessage) => void;

  constructor(server: PeerServer, send: (message: HostMessage) => void) {
    this.#server = server;
    this.#send = send;
  }

  /** Messages for a port that is not open are dropped: it was closed while they were on their way. */
  receive(message: PortMessage): void {
    const { portId } = message;
    switch (message.type) {
      case 'port-open':
        this.#peers.get(portId)?.close();
        this.#peers.set(
          portId,
          this.#server.open((data: PortData) => this.#send({ type: 'port-message', portId, data })),
        );
        break;
      case 'port-message':
        this.#peers.get(portId)?.receive(message.data);
        break;
      case 'port-close':
        this.#peers.get(portId)?.close();
        this.#peers.delete(portId);
        break;
    }
  }

  /** Ends every port from this side and tells main. */
  closeAll(): void {
    for (const [portId, peer] of this.#peers) {
      peer.close();
      this.#send({ type: 'port-close', portId });
    }
    this.#peers.clear();
  }
}
