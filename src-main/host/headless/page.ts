import { readFile, realpath } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sep } from 'node:path';
import { securityHeaders } from '../../security/csp.ts';
import { rendererFile } from '../../security/renderer-file.ts';

/** Serves the built renderer from `root` with the app's security headers; GET and HEAD only. */
export async function servePage(
  root: string,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = rendererFile(root, pathname);
  const body = file === null ? null : await readInside(root, file.path);
  if (file === null || body === null) {
    const isIndex = pathname === '/';
    answerText(
      response,
      isIndex ? 503 : 404,
      isIndex ? 'The renderer is not built yet: npm run build' : 'Not found',
    );
    return;
  }
  response.writeHead(200, {
    ...pageHeaders,
    'Content-Type': file.contentType,
    'Content-Length': body.byteLength,
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const pageHeaders = {
  ...securityHeaders('headless'),
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

/** A short plain answer, with the same headers as pages have. */
export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...pageHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(`${text}\n`);
}

/** null when there is no such file, or a symbolic link leads out of `root`. */
async function readInside(root: string, path: string): Promise<Buffer | null> {
  try {
    const real = await realpath(path);
    return real.startsWith((await realpath(root)) + sep) ? await readFile(real) : null;
  } catch {
    return null;
  }
}
