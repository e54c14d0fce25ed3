import type { WebSocket } from 'ws';
import type { PeerServer } from './peer.ts';

/** Serves one caller over an accepted WebSocket; checking who may connect is the HTTP server's part. */
export function serveWebSocket(server: PeerServer, socket: WebSocket): void {
  const peer = server.open((data) => socket.send(data));
  socket.on('message', (data, isBinary) => {
    // `binaryType` is 'nodebuffer', so a message is always one Buffer.
    const bytes = data as Buffer;
    peer.receive(isBinary ? new Uint8Array(bytes) : bytes.toString('utf8'));
  });
  socket.on('close', () => peer.close());
  // A broken frame or a reset connection; `close` follows.
  socket.on('error', () => undefined);
}
