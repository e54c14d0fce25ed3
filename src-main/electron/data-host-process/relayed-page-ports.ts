import type { MessagePortMain } from 'electron';
import type { HostMessage, MainMessage } from '../../host/control-protocol.ts';

type FromHost = Extract<HostMessage, { type: 'port-message' | 'port-close' }>;

/** For a host that cannot be given ports: main keeps each page's port and relays its messages by name. */
export class RelayedPagePorts {
  readonly #ports = new Map<string, MessagePortMain>();
  readonly #send: (message: MainMessage) => void;

  constructor(send: (message: MainMessage) => void) {
    this.#send = send;
  }

  open(portId: string, port: MessagePortMain): void {
    this.#ports.set(portId, port);
    this.#send({ type: 'port-open', portId });
    port.on('message', (event) => this.#send({ type: 'port-message', portId, data: event.data }));
    port.on('close', () => {
      if (this.#ports.delete(portId)) this.#send({ type: 'port-close', portId });
    });
    port.start();
  }

  /** Messages for a port that is gone are dropped: it was closed while they were on their way. */
  receive(message: FromHost): void {
    const port = this.#ports.get(message.portId);
    if (message.type === 'port-message') {
      port?.postMessage(message.data);
      return;
    }
    this.#ports.delete(message.portId);
    port?.close();
  }

  closeAll(): void {
    const ports = [...this.#ports.values()];
    this.#ports.clear();
    for (const port of ports) port.close();
  }
}
