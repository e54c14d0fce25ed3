import { RPCLink } from '@orpc/client/websocket';
import { type CallOptions, linkHeaders } from '#shared/contract/client.ts';
import type { Channel } from './channel.ts';
import type { SwitchableLink } from './switchable-link.ts';

const retryDelaysMs = [200, 500, 1_000, 2_000];

/**
 * Keeps `link` connected to the headless host at `path` of the page's own origin. The session cookie the
 * host gave with the page authorises the socket.
 */
export function keepSocket(link: SwitchableLink, path: string): void {
  let failures = 0;
  const connect = () => {
    const address = new URL(path, window.location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      failures = 0;
      link.attach(socketChannel(socket));
    });
    socket.addEventListener('close', () => {
      const delay = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)];
      failures += 1;
      setTimeout(connect, delay);
    });
  };
  connect();
}

function socketChannel(socket: WebSocket): Channel {
  return {
    link: new RPCLink<CallOptions>({ websocket: socket, headers: linkHeaders }),
    ended: new Promise((resolve) => socket.addEventListener('close', () => resolve(), { once: true })),
  };
}
