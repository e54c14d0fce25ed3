import { extname, isAbsolute, relative, resolve } from 'node:path';
import { isAppUrl } from './app-origin.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export interface ServedFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file below `root` that an app:// address names, or null for anything else: another host, a path that
 * leaves `root` however it is written (`..`, `%2e%2e%2f`, a backslash, an absolute path, a NUL), or a kind
 * of file the renderer does not consist of.
 */
export function resolveFile(root: string, address: string): ServedFile | null {
  if (!isAppUrl(address)) return null;
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (/[\\\0]/.test(pathname)) return null;
  const path = resolve(root, `.${pathname === '/' ? '/index.html' : pathname}`);
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null;
  const contentType = contentTypes[extname(path)];
  return contentType === undefined ? null : { path, contentType };
}
