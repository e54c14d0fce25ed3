import { createServer, type Server, type ServerResponse } from 'node:http';
import { AppError } from '#shared/domain/errors.ts';
import type { LoopbackReceiver } from '../core/ports/loopback-receiver.ts';

const page = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>受注番</title>
<body style="font-family:sans-serif;text-align:center;padding-top:20vh"><h1>受注番に戻ってください</h1>
<p>認証の結果を受け取りました。このページは閉じてかまいません。</p>`;

/** Takes the browser's return on this PC: a server for one request, bound to the loopback address only. */
export const loopbackReceiver: LoopbackReceiver = {
  async listen(redirectUri, signal) {
    const expected = new URL(redirectUri);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', redirectUri);
      if (
        request.method !== 'GET' ||
        url.pathname !== expected.pathname ||
        request.headers.host !== expected.host
      ) {
        answer(response, 404, '');
        return;
      }
      answer(response, 200, page);
      resolve(url.href);
    });
    await bind(server, expected);
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const redirected = promise.finally(() => {
      signal.removeEventListener('abort', stop);
      server.close();
      server.closeIdleConnections();
    });
    // The caller may still be busy when the attempt is cancelled; the rejection reaches it all the same.
    redirected.catch(() => undefined);
    if (signal.aborted) stop();
    return { redirected };
  },
};

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(body);
}

function bind(server: Server, address: URL): Promise<void> {
  const host = address.hostname === '[::1]' ? '::1' : '127.0.0.1';
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'port_taken' : 'cannot_listen';
      reject(
        new AppError('redirect_uri_invalid', `Cannot wait at the redirect address (${reason})`, {
          details: { reason, port: Number(address.port) },
          cause,
        }),
      );
    });
    server.listen({ host, port: Number(address.port), exclusive: true }, resolve);
  });
}
