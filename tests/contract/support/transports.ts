import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { ClientLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { hostMessageSchema } from '#main/host/control-protocol.ts';
import { startHeadlessServer } from '#main/host/headless/server.ts';
import { inProcessLink } from '#main/host/transports/in-process.ts';
import { serveMessagePort } from '#main/host/transports/message-port.ts';
import { PeerServer } from '#main/host/transports/peer.ts';
import { type CallOptions, linkHeaders } from '#shared/contract/client.ts';
import { fakeRouter } from './fake-router.ts';
import { logBook } from './log-book.ts';

/** A link to a fresh fake core over one transport. */
export interface OpenTransport {
  readonly link: ClientLink<CallOptions>;
  close(): Promise<void>;
}

export const token = 'contract-test-token';

/** Every way in which the contract is served, opened on a host of its own. */
export const transports: Record<string, () => Promise<OpenTransport>> = {
  'in-process': async () => {
    const log = logBook();
    return { link: inProcessLink(fakeRouter(log), { log, actor: 'operator' }), close: async () => undefined };
  },

  'message port': async () => {
    const log = logBook();
    const { port1, port2 } = new MessageChannel();
    const end = serveMessagePort(new PeerServer(fakeRouter(log), { log, actor: 'operator' }), port1);
    port2.start();
    return { link: new MessagePortLink({ port: port2, headers: linkHeaders }), close: async () => end() };
  },

  'relayed child process': async () => {
    const child = fork(fileURLToPath(new URL('relay-child.ts', import.meta.url)), {
      serialization: 'advanced',
    });
    await once(child, 'spawn');
    return {
      link: new MessagePortLink({ port: relayedPort(child, 'port-1'), headers: linkHeaders }),
      close: async () => {
        const exit = once(child, 'exit');
        child.disconnect();
        await exit;
      },
    };
  },

  websocket: async () => {
    const server = await headless();
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/rpc`, {
      headers: { authorization: `Bearer ${token}` },
    });
    socket.binaryType = 'arraybuffer';
    const websocket = socket as unknown as globalThis.WebSocket;
    return { link: new WebSocketLink({ websocket, headers: linkHeaders }), close: server.close };
  },

  http: async () => {
    const server = await headless();
    const link = new FetchLink<CallOptions>({
      url: `${server.url}/rpc`,
      headers: (options) => ({ ...linkHeaders(options), authorization: `Bearer ${token}` }),
    });
    return { link, close: server.close };
  },
};

function headless() {
  const log = logBook();
  const router = fakeRouter(log);
  return startHeadlessServer({
    port: 0,
    token,
    rendererDir: fileURLToPath(new URL('no-renderer', import.meta.url)),
    routers: { rpc: router, shell: router },
    log,
  });
}

/** What main does for a renderer: one logical port over the child's channel. */
function relayedPort(child: ChildProcess, portId: string) {
  child.send({ type: 'port-open', portId });
  return {
    postMessage: (data: unknown) => {
      child.send({ type: 'port-message', portId, data } as object);
    },
    on: (event: string, listener: (message?: { data: unknown }) => void) => {
      if (event === 'close') {
        child.on('exit', () => listener());
        return;
      }
      child.on('message', (raw) => {
        const message = hostMessageSchema.parse(raw);
        if (message.type === 'port-message' && message.portId === portId) listener({ data: message.data });
      });
    },
  };
}
