import { Agent, type Dispatcher } from 'undici';
import type { MonotonicClock } from '../../core/ports/monotonic-clock.ts';
import { type TimeReading, type TimeSource, TimeSourceError } from '../../core/ports/time-source.ts';

/** One reading may take this long; the connection before it as well. */
const readingMs = 4_000;
/** Longer than the pauses between the readings of one check, shorter than servers keep a silent connection. */
const keepAliveMs = 2_500;
/** A longer page ends the connection; its Date has been read by then. */
const largestBody = 256 * 1024;
/** The grain of a Date header (RFC 9110 §5.6.7). */
const dateGrainMs = 1_000;

/**
 * True time from the Date header of a web server's answers, whatever their status: redirects and refusals
 * carry it too. The connection is kept between the readings (so not HEAD, after which undici closes it), and
 * the round trip counts from the request on the wire: connecting and TLS do not widen the bound.
 */
export function httpDateSource(url: string, deps: { mono: MonotonicClock; timeoutMs?: number }): TimeSource {
  const { mono, timeoutMs = readingMs } = deps;
  const address = new URL(url);
  const agent = new Agent({
    connect: { timeout: timeoutMs },
    keepAliveTimeout: keepAliveMs,
    connections: 1,
    maxResponseSize: largestBody,
  });
  return {
    id: address.host,
    kind: 'http',
    grainMs: dateGrainMs,
    read(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<TimeReading>();
      const deadline = AbortSignal.timeout(timeoutMs);
      let sentAt = mono.now();
      let running: Dispatcher.DispatchController | null = null;
      const stop = (error: Error) => {
        reject(error);
        running?.abort(error);
      };
      const giveUp = () => stop(signal.reason);
      const tooLate = () => stop(new TimeSourceError('timeout', `No answer from ${address.host} in time`));
      signal.addEventListener('abort', giveUp, { once: true });
      deadline.addEventListener('abort', tooLate, { once: true });
      agent.dispatch(
        {
          origin: address.origin,
          path: address.pathname + address.search,
          method: 'GET',
          headers: { 'cache-control': 'no-cache' },
        },
        {
          onRequestStart(controller) {
            running = controller;
            if (signal.aborted || deadline.aborted) controller.abort(new Error('too late'));
            sentAt = mono.now();
          },
          onResponseStart(_controller, _status, headers) {
            const receivedAt = mono.now();
            try {
              const notBefore = dateOf(headers, address.host);
              resolve({ sentAt, receivedAt, notBefore, notAfter: notBefore + dateGrainMs });
            } catch (error) {
              reject(error);
            }
          },
          // The body is of no interest, but read to its end so that the connection can be used again.
          onResponseData: () => {},
          onResponseEnd: () => {},
          onResponseError(_controller, cause) {
            reject(failure(cause, address.host));
          },
        },
      );
      return promise.finally(() => {
        signal.removeEventListener('abort', giveUp);
        deadline.removeEventListener('abort', tooLate);
      });
    },
  };
}

/** The instant in the Date header. An answer out of a cache tells when it was stored, not what time it is. */
function dateOf(headers: Record<string, string | string[] | undefined>, host: string): number {
  if (Number(headers.age ?? 0) !== 0) throw new TimeSourceError('cached', `${host} was answered by a cache`);
  const { date } = headers;
  const at = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(at)) throw new TimeSourceError('no_date', `The answer of ${host} carries no usable Date`);
  return at;
}

function failure(cause: Error & { code?: string }, host: string): TimeSourceError {
  const timedOut = cause.code === 'UND_ERR_CONNECT_TIMEOUT' || cause.code === 'ETIMEDOUT';
  const reason = timedOut ? 'timeout' : 'unreachable';
  return new TimeSourceError(reason, `No answer from ${host} (${cause.code ?? cause.name})`, { cause });
}
