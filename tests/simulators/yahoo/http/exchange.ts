import type { IncomingHttpHeaders } from 'node:http';

/** A request as the handlers see it. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Remote address, IPv4-mapped prefix removed. */
  readonly remoteAddress: string;
}

/** An answer, complete in memory. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

export function answer(
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): HttpAnswer {
  return { status, headers: { 'Content-Type': contentType, ...headers }, body };
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return answer(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

/** A header's single value. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
