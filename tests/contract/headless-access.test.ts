import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { socketProtocol, socketTokenPrefix } from '#main/host/headless/access.ts';
import { type HeadlessServer, startHeadlessServer } from '#main/host/headless/server.ts';
import { maxRequestBytes } from '#main/host/transports/http.ts';
import { fakeRouter } from './support/fake-router.ts';
import { logBook } from './support/log-book.ts';

const token = 'a-token-of-this-test';
const bearer = { authorization: `Bearer ${token}` };

let dir: string;
let server: HeadlessServer;
let port: number;
const log = logBook();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'juchuban-headless-'));
  const rendererDir = join(dir, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>受注番</title>');
  writeFileSync(join(rendererDir, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(rendererDir, 'notes.txt'), 'not for serving');
  writeFileSync(join(dir, 'secret.json'), '{"secret":true}');
  mkdirSync(join(dir, 'renderer-other'));
  writeFileSync(join(dir, 'renderer-other', 'x.json'), '{"secret":true}');
  symlinkSync(join(dir, 'secret.json'), join(rendererDir, 'link.json'));
  const router = fakeRouter(log);
  server = await startHeadlessServer({
    port: 0,
    token,
    rendererDir,
    routers: { rpc: router, shell: router },
    log,
  });
  port = Number(new URL(server.url).port);
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request as written, without the tidying that fetch does to paths and headers. */
async function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  // An answer may come, and the connection close, before a large body is written.
  const answered = new Promise<Answer>((resolve, reject) => {
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
  });
  sent.end(body);
  return answered;
}

const call = (headers: Record<string, string>, body = '{"json":{}}') =>
  ask('POST', '/rpc/views/list', { 'content-type': 'application/json', ...headers }, body);

async function cookie(): Promise<string> {
  const { headers } = await ask('GET', `/?token=${token}`);
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

/** 'open', or the status with which the upgrade was refused. */
async function openSocket(path: string, headers: Record<string, string>, protocols: string[] = []) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, protocols, { headers });
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.on('open', () => resolve(`open ${socket.protocol}`.trim()));
      socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
      socket.on('error', reject);
    });
  } finally {
    socket.terminate();
  }
}

describe('token', () => {
  it('lets a call with the token through', async () => {
    const { status, body } = await call(bearer);
    expect({ status, body: JSON.parse(body) }).toEqual({ status: 200, body: { json: { views: [] } } });
  });

  it.each([
    {},
    { authorization: 'Bearer wrong' },
    { authorization: `Bearer ${token}x` },
    { authorization: `Bearer ${token.slice(0, -1)}` },
    { authorization: `Basic ${token}` },
    { authorization: 'Bearer ' },
    { cookie: `session=${token}` },
  ] as Record<string, string>[])('answers 401 to a call with %j', async (headers) => {
    const { status, body } = await call(headers);
    expect(status).toBe(401);
    expect(JSON.parse(body).json.data.code).toBe('forbidden');
  });

  it('does not take the token of a call from its address', async () => {
    const path = `/rpc/views/list?token=${token}`;
    expect((await ask('POST', path, { 'content-type': 'application/json' }, '{}')).status).toBe(401);
  });

  it.each(['/', '/assets/app.js', '/?token=wrong', '/nothing'])(
    'shows nothing of %s without it',
    async (path) => {
      expect((await ask('GET', path)).status).toBe(401);
    },
  );

  it.each(['/rpc/views/list', '/rpc', '/shell/views/list', '/rpc/nothing/here'])(
    'guards %s',
    async (path) => {
      expect((await ask('POST', path)).status).toBe(401);
    },
  );
});

describe('page opened with the token', () => {
  it('gets a cookie no script and no other site can use, and an address without the token', async () => {
    const { status, headers } = await ask('GET', `/?token=${token}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(headers['set-cookie']?.[0]).not.toContain(token);
  });

  it('is served with the app’s security headers', async () => {
    const { status, headers, body } = await ask('GET', '/', { cookie: await cookie() });
    expect(status).toBe(200);
    expect(body).toContain('受注番');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('may call and connect', async () => {
    const own = { cookie: await cookie(), origin: server.url };
    expect((await call(own)).status).toBe(200);
    expect(await openSocket('/rpc', own)).toBe('open');
    expect(await openSocket('/shell', own)).toBe('open');
  });

  it('is not what another port’s page is, though the cookie travels with its requests too', async () => {
    const given = await cookie();
    const other = { cookie: given, origin: `http://127.0.0.1:${port + 1}` };
    expect((await call(other)).status).toBe(403);
    expect((await call({ cookie: given })).status).toBe(403);
    expect(await openSocket('/rpc', other)).toBe('403');
    expect(await openSocket('/rpc', { cookie: given })).toBe('403');
  });
});

describe('Host and Origin', () => {
  it.each(['evil.example', `evil.example:${'0'}`, '127.0.0.1', '127.0.0.1.nip.io', 'localhost'])(
    'refuses the Host %s (DNS rebinding)',
    async (host) => {
      expect((await call({ ...bearer, host })).status).toBe(403);
      expect((await ask('GET', `/?token=${token}`, { host })).status).toBe(403);
      expect(await openSocket('/rpc', { ...bearer, host })).toBe('403');
    },
  );

  it('takes localhost for what it is', async () => {
    const host = `localhost:${port}`;
    expect((await call({ ...bearer, host, origin: `http://${host}` })).status).toBe(200);
  });

  it.each(['https://evil.example', 'null', 'file://', 'http://localhost'])(
    'refuses the Origin %s',
    async (origin) => {
      expect((await call({ ...bearer, origin })).status).toBe(403);
      expect(await openSocket('/rpc', { ...bearer, origin })).toBe('403');
    },
  );

  it('offers nothing to other origins', async () => {
    const { status, headers } = await ask('OPTIONS', '/rpc/views/list', bearer);
    expect(status).toBe(405);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('WebSocket', () => {
  const encoded = (text: string) => socketTokenPrefix + Buffer.from(text).toString('base64url');

  it('opens with the token as header or as second protocol, never agreeing to the latter', async () => {
    expect(await openSocket('/rpc', bearer)).toBe('open');
    expect(await openSocket('/rpc', {}, [socketProtocol, encoded(token)])).toBe(`open ${socketProtocol}`);
  });

  it('stays shut without it', async () => {
    expect(await openSocket('/rpc', {})).toBe('401');
    expect(await openSocket('/rpc', {}, [socketProtocol, encoded('wrong')])).toBe('401');
    expect(await openSocket('/elsewhere', bearer)).toBe('404');
    expect(await openSocket('/rpc/more', bearer)).toBe('404');
  });

  it('survives garbage and closes on a frame that is too large', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/rpc`, { headers: bearer });
    await once(socket, 'open');
    for (const garbage of ['', '{', '[]', 'null', '{"i":1}', Buffer.from([0xff, 0, 1])]) socket.send(garbage);
    socket.send(Buffer.alloc(maxRequestBytes + 1));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
    expect((await call(bearer)).status).toBe(200);
  });
});

describe('files', () => {
  it('serves what the renderer consists of', async () => {
    const { status, headers } = await ask('GET', '/assets/app.js', bearer);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    const head = await ask('HEAD', '/assets/app.js', bearer);
    expect([head.status, head.body]).toEqual([200, '']);
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.json',
    '/..%5csecret.json',
    '/../renderer-other/x.json',
    '/%2e%2e/renderer-other/x.json',
    '/link.json',
    '/notes.txt',
    '/index.html%00.js',
    '/%E0%A4%A',
    '//secret.json',
    '/assets',
    '/assets/',
  ])('does not serve %s', async (path) => {
    const { status, body } = await ask('GET', path, bearer);
    expect(status).toBe(404);
    expect(body).not.toContain('secret"');
  });

  it('answers a target that is no path with 400', async () => {
    expect((await ask('GET', 'http://evil.example/', bearer)).status).toBe(400);
  });
});

describe('methods and sizes', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s on a page', async (method) => {
    const { status, headers } = await ask(method, '/', bearer);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('refuses %s on a call', async (method) => {
    const { status, headers } = await ask(method, '/rpc/views/list', bearer);
    expect([status, headers.allow]).toEqual([405, 'POST']);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"json":{},"meta":[[1,"__proto__","x"]]}',
    '{"json":{},"meta":[[99]]}',
  ])('answers the body %j with a code', async (body) => {
    const answer = await call(bearer, body);
    const { data } = JSON.parse(answer.body).json;
    if (answer.status !== 200) expect(data.code).toBe('invalid_input');
    expect(answer.status).toBeLessThan(500);
  });

  it('refuses a body that is too large', async () => {
    const { status, body } = await call(bearer, JSON.stringify({ json: { x: 'x'.repeat(maxRequestBytes) } }));
    expect(status).toBe(413);
    expect(JSON.parse(body).json.data).toMatchObject({
      code: 'invalid_input',
      details: { rule: 'too_large' },
    });
  });

  it('survives a connection that speaks no HTTP', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.end('\x16\x03\x01garbage\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await call(bearer)).status).toBe(200);
  });

  it('never writes the token to the log', () => {
    expect(JSON.stringify(log.lines)).not.toContain(token);
  });
});
