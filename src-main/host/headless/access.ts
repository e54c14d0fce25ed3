import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Offered by every WebSocket client of the headless host, and the one the server agrees to. */
export const socketProtocol = 'juchuban';
/** A browser cannot set headers on a WebSocket: the token may come as a second, never agreed protocol. */
export const socketTokenPrefix = 'juchuban.token.';

/** Why a request is turned away: not from this computer's own pages, or without the token. */
export type Refusal = 'forbidden' | 'unauthorized';

/**
 * Decides who may use the headless host. It listens on loopback only, but every page in every browser on
 * this computer can send requests there, so each one must
 * - name this server in `Host`, which a rebound DNS name cannot;
 * - come from its own page when it carries an `Origin`;
 * - carry the start-up token, or the cookie that was given for it.
 */
export class AccessGuard {
  readonly #token: string;
  readonly #session = randomBytes(32).toString('base64url');
  readonly #hosts: ReadonlySet<string>;
  readonly #cookieName: string;

  constructor(options: { token: string; port: number }) {
    this.#token = options.token;
    this.#hosts = new Set([`127.0.0.1:${options.port}`, `localhost:${options.port}`]);
    // Cookies do not know ports: two headless hosts must not overwrite each other's.
    this.#cookieName = `juchuban-${options.port}`;
  }

  /** null: welcome. */
  refusal(request: IncomingMessage): Refusal | null {
    const host = request.headers.host ?? '';
    const { origin } = request.headers;
    if (!this.#hosts.has(host)) return 'forbidden';
    if (origin !== undefined && origin !== `http://${host}`) return 'forbidden';
    if (this.#hasToken(request)) return null;
    if (!this.#hasCookie(request)) return 'unauthorized';
    // Pages of other ports count as the same site, so the cookie travels with their requests as well. What
    // acts (POST, WebSocket) must prove by Origin, which browsers always send there, that it is our page.
    const isReading = request.headers.upgrade === undefined && isRead(request.method);
    return isReading || origin !== undefined ? null : 'forbidden';
  }

  /** The cookie header to give a browser whose page was opened with the right `token`; null otherwise. */
  cookieFor(token: string): string | null {
    if (!isSame(token, this.#token)) return null;
    return `${this.#cookieName}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  #hasToken(request: IncomingMessage): boolean {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return isSame(bearer, this.#token);
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const encoded = offered.find((name) => name.startsWith(socketTokenPrefix));
    if (encoded === undefined) return false;
    const token = Buffer.from(encoded.slice(socketTokenPrefix.length), 'base64url').toString('utf8');
    return isSame(token, this.#token);
  }

  #hasCookie(request: IncomingMessage): boolean {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
    return pairs.some(([name, value]) => name === this.#cookieName && isSame(value ?? '', this.#session));
  }
}

function isRead(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Compares in constant time whatever the lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
