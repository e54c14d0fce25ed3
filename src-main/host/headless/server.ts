import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { WebSocketServer } from 'ws';
import { AppError } from '#shared/domain/errors.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { operator, type RpcContext } from '../router.ts';
import { httpEndpoint, maxRequestBytes } from '../transports/http.ts';
import { PeerServer } from '../transports/peer.ts';
import { serveWebSocket } from '../transports/websocket.ts';
import { AccessGuard, type Refusal, socketProtocol } from './access.ts';
import { answerText, servePage } from './page.ts';

export interface HeadlessServerOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly token: string;
  /** Folder of the built renderer. */
  readonly rendererDir: string;
  /** Served at `/rpc` (the data host's contract) and `/shell` (the shell's), over HTTP and WebSocket. */
  readonly routers: Readonly<Record<'rpc' | 'shell', Router<AnyContractRouter, RpcContext>>>;
  readonly log: Logger;
}

export interface HeadlessServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** Starts the headless host's HTTP and WebSocket server, on 127.0.0.1 only. */
export async function startHeadlessServer(options: HeadlessServerOptions): Promise<HeadlessServer> {
  const { routers, log } = options;
  const endpoints = {
    rpc: httpEndpoint(routers.rpc, { prefix: '/rpc', log, actor: operator }),
    shell: httpEndpoint(routers.shell, { prefix: '/shell', log, actor: operator }),
  };
  const peers = {
    rpc: new PeerServer(routers.rpc, { log, actor: operator }),
    shell: new PeerServer(routers.shell, { log, actor: operator }),
  };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxRequestBytes,
    handleProtocols: (offered) => (offered.has(socketProtocol) ? socketProtocol : false),
  });
  let guard: AccessGuard | null = null;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = urlOf(request);
    if (guard === null || url === null) return answerText(response, 400, 'Bad request');
    const contract = contractOf(url.pathname);
    const token = contract === null ? url.searchParams.get('token') : null;
    const cookie = token === null ? null : guard.cookieFor(token);
    const refusal = guard.refusal(request);
    if (cookie !== null && refusal !== 'forbidden' && isRead(request)) {
      // The token leaves the address bar and the history at once.
      return answerText(response, 303, 'Welcome', { 'Set-Cookie': cookie, Location: url.pathname });
    }
    if (refusal !== null) return refuse(response, refusal, contract !== null);
    if (contract === null) {
      if (!isRead(request)) return answerText(response, 405, 'Method not allowed', { Allow: 'GET, HEAD' });
      return servePage(options.rendererDir, url.pathname, request, response);
    }
    if (request.method !== 'POST') return answerText(response, 405, 'Method not allowed', { Allow: 'POST' });
    return endpoints[contract](request, response);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.error('request failed', { err: error });
      if (response.headersSent) response.destroy();
      else answerText(response, 500, 'Internal error');
    });
  });
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    const url = urlOf(request);
    const contract = url === null ? null : contractOf(url.pathname);
    const refusal = guard === null ? 'forbidden' : guard.refusal(request);
    if (refusal !== null) return refuseSocket(socket, refusal === 'unauthorized' ? 401 : 403);
    if (contract === null || url?.pathname !== `/${contract}`) return refuseSocket(socket, 404);
    sockets.handleUpgrade(request, socket, head, (accepted) => serveWebSocket(peers[contract], accepted));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  guard = new AccessGuard({ token: options.token, port });

  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of sockets.clients) client.terminate();
        server.closeAllConnections();
      }),
  };
}

/** null for a target that is no path of this server, such as a proxy request. */
function urlOf(request: IncomingMessage): URL | null {
  const target = request.url ?? '';
  const address = `http://127.0.0.1${target}`;
  return target.startsWith('/') && URL.canParse(address) ? new URL(address) : null;
}

function contractOf(pathname: string): 'rpc' | 'shell' | null {
  const first = pathname.split('/')[1];
  return first === 'rpc' || first === 'shell' ? first : null;
}

function isRead(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** Calls are refused in the shape in which their errors always come; pages in plain words. */
function refuse(response: ServerResponse, refusal: Refusal, isCall: boolean): void {
  const status = refusal === 'unauthorized' ? 401 : 403;
  const message =
    refusal === 'unauthorized' ? 'The start-up token is missing or wrong' : 'Not allowed from here';
  const headers: Record<string, string> = refusal === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer' } : {};
  if (!isCall) {
    answerText(response, status, message, headers);
    return;
  }
  const data = new AppError('forbidden', message).toShape();
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ json: { defined: true, code: 'APP_ERROR', status, message, data } }));
}

function refuseSocket(socket: Duplex, status: 401 | 403 | 404): void {
  const reason = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' }[status];
  // The other side may be gone already.
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
