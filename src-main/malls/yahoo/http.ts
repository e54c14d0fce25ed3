import { Agent, request } from 'undici';
import { AppError, type ErrorDetails } from '#shared/domain/errors.ts';
import { abortedError } from './aborted.ts';
import { brokenAnswer } from './broken-answer.ts';
import { type ClientIdentity, IdentityPools, refusalOf } from './client-identity.ts';
import { Deadline } from './deadline.ts';

export interface HttpLimits {
  readonly connectMs: number;
  /** From the request sent to the first byte of the answer. */
  readonly headersMs: number;
  /** Longest silence inside a body. */
  readonly bodyMs: number;
  /** The whole call: a body that only drips ends too. */
  readonly totalMs: number;
  readonly maxBytes: number;
}

export const defaultHttpLimits: HttpLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyMs: 20_000,
  totalMs: 90_000,
  maxBytes: 16 * 1024 * 1024,
};

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal | null;
  /** Presented to the server when the connection is made; none for calls that need none. */
  readonly identity?: ClientIdentity | null;
}

/** An answer as received: the bytes untouched, headers by lower-case name. */
export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | null;
  readonly body: Uint8Array;
}

export interface Http {
  /**
   * One exchange; redirects are not followed, nothing is repeated. Throws AppError `mall_timeout`,
   * `mall_unreachable`, `mall_certificate_refused`, `mall_answer_broken` (`too_big`), and the coded error of the caller's
   * signal. `details.notSent` is true where the request surely never left: no connection came about.
   */
  send(call: HttpCall): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** The only way out to the mall: one connection pool with every time and size bounded. */
export function createHttp(limits: HttpLimits = defaultHttpLimits): Http {
  const options = {
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    maxResponseSize: limits.maxBytes,
  };
  const anonymous = new Agent({ ...options, connect: { timeout: limits.connectMs } });
  const identities = new IdentityPools(limits.connectMs, options);
  return {
    async send(call) {
      const deadline = new Deadline(limits.totalMs, call.signal);
      const { signal } = deadline;
      const { identity } = call;
      try {
        const answer = await request(call.url, {
          dispatcher: identity ? identities.agentOf(identity) : anonymous,
          method: call.method,
          headers: call.headers,
          body: call.body ?? null,
          signal,
        });
        const body = await answer.body.bytes();
        return { status: answer.statusCode, header: (name) => joined(answer.headers[name]), body };
      } catch (cause) {
        throw transportError(cause, call, deadline);
      } finally {
        deadline.close();
      }
    },
    close: async () => {
      await Promise.all([anonymous.close(), identities.close()]);
    },
  };
}

function joined(value: string | string[] | undefined): string | null {
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(', ') : value;
}

const timeouts: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  UND_ERR_HEADERS_TIMEOUT: 'headers',
  UND_ERR_BODY_TIMEOUT: 'body',
  ETIMEDOUT: 'connect',
};

/** What a failed exchange means. The address is named by its host only: a query may hold a secret. */
function transportError(cause: unknown, call: HttpCall, deadline: Deadline): AppError {
  const host = new URL(call.url).host;
  const code = errorCodeOf(cause);
  if (call.signal?.aborted === true) {
    return abortedError(call.signal);
  }
  const notSent = neverLeft(cause, code) ? { notSent: true } : {};
  const stage = deadline.isOver ? 'total' : timeouts[code];
  if (stage !== undefined) {
    const details = { host, stage, ...notSent };
    return failure('mall_timeout', `No answer from ${host} in time (${stage})`, details, cause);
  }
  if (cause instanceof AppError) return cause;
  if (call.identity) {
    const refusal = refusalOf(cause, code);
    if (refusal !== null) {
      return new AppError('mall_certificate_refused', `${host} refused the client certificate (${code})`, {
        details: { host, cause: code },
        retryable: refusal === 'probable',
        cause,
      });
    }
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return brokenAnswer('too_big', { host }, cause);
  const details = { host, cause: code, ...notSent };
  return failure('mall_unreachable', `No connection to ${host} (${code})`, details, cause);
}

/** Failures that come before any connection stands: the name is unknown, nobody listens, the handshake fails. */
const beforeConnection =
  /^(UND_ERR_CONNECT_TIMEOUT|ENOTFOUND|EAI_[A-Z]+|ECONNREFUSED|ENETUNREACH|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

function neverLeft(cause: unknown, code: string): boolean {
  if (beforeConnection.test(code)) return true;
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  return (
    first instanceof Error &&
    'syscall' in first &&
    (first.syscall === 'connect' || first.syscall === 'getaddrinfo')
  );
}

function failure(
  code: 'mall_timeout' | 'mall_unreachable',
  message: string,
  details: ErrorDetails,
  cause: unknown,
): AppError {
  return new AppError(code, message, { details, retryable: true, cause });
}

function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof AggregateError && error.errors.length > 0) return errorCodeOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
