import { type PortData, portDataSchema } from '../control-protocol.ts';
import type { PeerServer } from './peer.ts';

/** Electron's MessagePortMain and Node's MessagePort are both event emitters, but wrap data differently. */
export interface PortLike {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(data: unknown): void;
  start?(): void;
  close(): void;
}

/** Serves one caller over a message port of its own. Returns the function that ends it from this side. */
export function serveMessagePort(server: PeerServer, port: PortLike): () => void {
  const peer = server.open((data) => port.postMessage(data));
  port.on('message', (message) => {
    const data = portDataOf(message);
    if (data !== null) peer.receive(data);
  });
  port.on('close', () => peer.close());
  port.start?.();
  return () => {
    peer.close();
    port.close();
  };
}

/** MessagePortMain emits `{ data, ports }`, Node's port the data itself. */
function portDataOf(message: unknown): PortData | null {
  const isEvent = typeof message === 'object' && message !== null && 'data' in message && 'ports' in message;
  const parsed = portDataSchema.safeParse(isEvent ? message.data : message);
  return parsed.success ? parsed.data : null;
}
