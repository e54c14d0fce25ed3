import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** An address that a page could really reach, and how often it was. */
export interface CountingServer {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * A server on this computer, so that an attempt that is not refused does arrive. `/redirect` leads to
 * `/target`; everything else is a small page.
 */
export function startCountingServer(): Promise<CountingServer> {
  return listen('http', (listener) => createServer(listener));
}

/** The same over TLS, with a certificate nobody has reason to trust. */
export function startSelfSignedServer(): Promise<CountingServer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const cert = selfSignedCertificate(keys);
  return listen('https', (listener) => createTlsServer({ key, cert }, listener));
}

async function listen(
  scheme: string,
  create: (listener: RequestListener) => Server,
): Promise<CountingServer> {
  const requests: string[] = [];
  const server = create((request, response) => {
    requests.push(request.url ?? '');
    if (request.url === '/redirect') {
      response.writeHead(302, { Location: '/target' }).end();
    } else {
      response
        .writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' })
        .end('<title>elsewhere</title>');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
