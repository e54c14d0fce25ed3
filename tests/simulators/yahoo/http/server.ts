import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type HttpAnswer, type HttpRequest } from './exchange.ts';
import {
  type FaultAction,
  type FaultQueue,
  replacementAnswer,
  replacesAnswer,
  spoilAnswer,
} from './faults.ts';
import type { Journal } from './journal.ts';

const MAX_BODY_BYTES = 5_000_000;

export interface ServerParts {
  readonly faults: FaultQueue;
  readonly journal: Journal;
  /** Simulator time, epoch ms: every answer's Date header. */
  readonly now: () => number;
  /** Answers the mall's own requests. */
  readonly handle: (request: HttpRequest) => HttpAnswer;
  /** Answers requests under `/__control/`, which are neither journalled nor hit by faults; null: not offered. */
  readonly control: ((request: HttpRequest) => HttpAnswer) | null;
}

/** Starts the HTTP server on the loopback interface. @param port 0: any free port. `plugIn`: listens there again once closed */
export async function listen(
  port: number,
  parts: ServerParts,
): Promise<{ server: Server; url: string; plugIn: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, parts).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, answer(500, 'text/plain; charset=utf-8', String(error)), parts.now());
    });
  });
  const listenAt = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listenAt(port);
  const address = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${address.port}`, plugIn: () => listenAt(address.port) };
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, parts: ServerParts): Promise<void> {
  const request = await readRequest(incoming);
  if (request.path.startsWith('/__control/')) {
    const result = parts.control?.(request) ?? answer(404, 'text/plain; charset=utf-8', 'not found');
    send(outgoing, result, parts.now());
    return;
  }
  const entry = parts.journal.record({
    at: parts.now(),
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: request.body.toString('utf8'),
  });
  const fault = parts.faults.take(request);
  if (fault) entry.faults.push(fault.name ?? fault.action.kind);
  if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const action: FaultAction = fault?.action ?? { kind: 'none' };
  if (action.kind === 'late') {
    incoming.socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, action.applyAfterMs));
    entry.status = parts.handle(request).status;
    return;
  }
  const result = replacesAnswer(action)
    ? replacementAnswer(action)
    : spoilAnswer(action, parts.handle(request));
  if (action.kind === 'reset') {
    incoming.socket.resetAndDestroy();
    return;
  }
  entry.status = result.status;
  if (action.kind === 'cut' && action.honestLength !== true)
    sendCut(outgoing, result, parts.now(), action.bytes);
  else send(outgoing, result, parts.now());
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('request body too large');
    chunks.push(bytes);
  }
  const url = new URL(incoming.url ?? '/', 'http://simulator.invalid');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
    remoteAddress: (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  };
}

function writeHead(outgoing: ServerResponse, result: HttpAnswer, now: number, length: number): void {
  outgoing.sendDate = false;
  outgoing.writeHead(result.status, {
    Date: new Date(now).toUTCString(),
    'Content-Length': length,
    ...result.headers,
  });
}

function send(outgoing: ServerResponse, result: HttpAnswer, now: number): void {
  const body = Buffer.from(result.body);
  writeHead(outgoing, result, now, body.length);
  outgoing.end(body);
}

/** Announces the whole length, sends part of it and cuts the connection. */
function sendCut(outgoing: ServerResponse, result: HttpAnswer, now: number, bytes: number): void {
  const body = Buffer.from(result.body);
  writeHead(outgoing, result, now, body.length);
  outgoing.write(body.subarray(0, bytes), () => outgoing.destroy());
}
