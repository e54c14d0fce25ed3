import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import { securityHeaders } from '../../security/csp.ts';
import { appScheme } from './app-origin.ts';
import { resolveFile } from './resolve-file.ts';

/** Before `ready`: makes app:// a secure origin of its own. It may not fetch, and bypasses no policy. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer, and nothing else, under app://; every answer carries the security headers. */
export function serveRenderer(target: Protocol, root: string): void {
  const headers = securityHeaders('electron');
  const refuse = (status: number) => new Response(null, { status, headers });
  target.handle(appScheme, async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const file = resolveFile(root, request.url);
    if (file === null) return refuse(404);
    try {
      const body = new Uint8Array(await readFile(file.path));
      return new Response(body, { headers: { ...headers, 'Content-Type': file.contentType } });
    } catch {
      return refuse(404);
    }
  });
}
