import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpDateSource } from './http-date-source.ts';

const mono = { now: () => performance.now() };
const signal = new AbortController().signal;
let server: Server | null = null;
let connections = 0;

async function serve(listener: RequestListener): Promise<string> {
  connections = 0;
  const started = createServer(listener);
  server = started;
  started.on('connection', () => connections++);
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

const dated =
  (date: string, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { date, location: '/elsewhere' });
    response.end();
  };

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

describe('the Date header of a web server', () => {
  it('bounds true time by its second and the round trip of the request alone', async () => {
    const url = await serve(dated('Sun, 22 Nov 2026 05:06:07 GMT'));
    const before = mono.now();
    const reading = await httpDateSource(url, { mono }).read(signal);
    expect(reading.notBefore).toBe(Date.UTC(2026, 10, 22, 5, 6, 7));
    expect(reading.notAfter - reading.notBefore).toBe(1_000);
    expect(reading.sentAt).toBeGreaterThan(before);
    expect(reading.receivedAt).toBeGreaterThan(reading.sentAt);
  });

  it('is asked past caches, over one kept connection', async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['cache-control']}`);
      response.end('x'.repeat(20_000));
    });
    const source = httpDateSource(url, { mono });
    for (let reading = 0; reading < 3; reading++) await source.read(signal);
    expect(seen).toEqual(Array(3).fill('GET / no-cache'));
    expect(connections).toBe(1);
  });

  it.each([301, 403, 405, 503])('counts whatever the status (%i), without following it', async (status) => {
    const url = await serve(dated('Sun, 22 Nov 2026 05:06:07 GMT', status));
    expect((await httpDateSource(url, { mono }).read(signal)).notBefore).toBe(
      Date.UTC(2026, 10, 22, 5, 6, 7),
    );
  });

  it.each([
    ['without a date', {}, 'no_date'],
    ['with an unreadable date', { date: 'yesterday' }, 'no_date'],
    ['out of a cache', { date: 'Sun, 22 Nov 2026 05:06:07 GMT', age: '30' }, 'cached'],
  ])('is refused %s', async (_name, headers, reason) => {
    const url = await serve((_request, response) => {
      response.sendDate = false;
      response.writeHead(200, headers as Record<string, string>);
      response.end();
    });
    await expect(httpDateSource(url, { mono }).read(signal)).rejects.toMatchObject({ reason });
  });

  it('fails in time when the server is silent, gone or breaks off', async () => {
    const silent = await serve(() => {});
    await expect(httpDateSource(silent, { mono, timeoutMs: 150 }).read(signal)).rejects.toMatchObject({
      reason: 'timeout',
    });
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    await expect(httpDateSource(silent, { mono }).read(signal)).rejects.toMatchObject({
      reason: 'unreachable',
    });
    const broken = await serve((request) => request.socket.destroy());
    await expect(httpDateSource(broken, { mono }).read(signal)).rejects.toMatchObject({
      reason: 'unreachable',
    });
  });

  it('is given up with the caller', async () => {
    const url = await serve(() => {});
    const stop = new AbortController();
    const reading = httpDateSource(url, { mono }).read(stop.signal);
    stop.abort(new Error('closing'));
    await expect(reading).rejects.toThrow('closing');
  });
});
