import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { MonotonicClock } from '../../core/ports/monotonic-clock.ts';
import { type TimeReading, type TimeSource, TimeSourceError } from '../../core/ports/time-source.ts';
import { cookieOf, readSntpAnswer, sntpRequest } from './sntp-packet.ts';

const ntpPort = 123;
/** The whole reading; a lost packet is sent again once, half-way. */
const readingMs = 2_500;

/**
 * True time from a time server over UDP (RFC 4330, RFC 5905). Only answers from the asked address that carry
 * our random mark are looked at; everything else is ignored.
 * @param address `host`, `host:port` or `[v6]:port`
 */
export function sntpSource(address: string, deps: { mono: MonotonicClock; timeoutMs?: number }): TimeSource {
  const { mono, timeoutMs = readingMs } = deps;
  const { host, port } = hostAndPort(address);
  return {
    id: address,
    kind: 'sntp',
    grainMs: 0,
    read(signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<TimeReading>();
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
      const asked: { cookie: Buffer; sentAt: number }[] = [];
      const ask = () => {
        const cookie = randomBytes(8);
        asked.push({ cookie, sentAt: mono.now() });
        socket.send(sntpRequest(cookie));
      };
      socket.on('error', (cause) => reject(unreachable(address, cause)));
      socket.on('connect', ask);
      socket.on('message', (packet) => {
        const receivedAt = mono.now();
        const cookie = cookieOf(packet);
        const question = asked.find((one) => cookie !== null && one.cookie.equals(cookie));
        if (question === undefined) return;
        try {
          const answer = readSntpAnswer(packet);
          resolve({
            sentAt: question.sentAt,
            receivedAt,
            notBefore: answer.answeredAt - answer.errorMs,
            notAfter: answer.receivedAt + answer.errorMs,
          });
        } catch (error) {
          reject(error);
        }
      });
      const again = setTimeout(() => asked.length > 0 && ask(), timeoutMs / 2);
      const late = setTimeout(
        () => reject(new TimeSourceError('timeout', `No answer from ${address} in time`)),
        timeoutMs,
      );
      const giveUp = () => reject(signal.reason);
      signal.addEventListener('abort', giveUp, { once: true });
      socket.connect(port, host);
      return promise.finally(() => {
        clearTimeout(again);
        clearTimeout(late);
        signal.removeEventListener('abort', giveUp);
        socket.removeAllListeners();
        socket.on('error', () => undefined);
        socket.close();
      });
    },
  };
}

function hostAndPort(address: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(address);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined) throw new Error(`time.sntp: ${address} is neither host nor host:port`);
  return { host, port: Number(match?.[3] ?? ntpPort) };
}

function unreachable(address: string, cause: Error & { code?: string }): TimeSourceError {
  return new TimeSourceError('unreachable', `No answer from ${address} (${cause.code ?? cause.name})`, {
    cause,
  });
}
