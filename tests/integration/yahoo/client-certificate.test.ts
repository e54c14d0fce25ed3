import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestAuthority } from '#main/core/certificate/testing/test-authority.ts';
import type { ClientIdentity, KeyPair } from '#main/malls/yahoo/client-identity.ts';
import { createHttp, type Http } from '#main/malls/yahoo/http.ts';
import { AppError } from '#shared/domain/errors.ts';

const authority = createTestAuthority();
const stranger = createTestAuthority();
const serverPair = authority.issue({ subject: '/CN=127.0.0.1', altNames: 'IP:127.0.0.1' });
const usualAuthorities = getCACertificates('default');

/** A mall of its time: every connection must present a certificate of the mall's authority. */
class CertificateMall {
  /** The subject's common name each request was made under. */
  readonly callers: string[] = [];
  connections = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('secureConnection', () => {
      this.connections += 1;
    });
    server.on('request', (request, response) => {
      this.callers.push(String((request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? ''));
      response.end('ok');
    });
  }

  static async start(options: { demands: boolean }): Promise<CertificateMall> {
    const server = createServer({
      cert: serverPair.certificate,
      key: serverPair.key,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: options.demands,
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new CertificateMall(server);
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}/orderList`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await once(this.#server.close(), 'close');
  }
}

/** An identity that counts how often its pair was borrowed. */
function identityOf(
  owner: string,
  pair: { certificate: string; key: string } | null,
  fingerprint = owner,
): ClientIdentity & { leases: number } {
  return {
    owner,
    fingerprint,
    leases: 0,
    async lease(): Promise<KeyPair | null> {
      this.leases += 1;
      return pair === null ? null : { cert: pair.certificate, key: pair.key };
    },
  };
}

beforeAll(() => setDefaultCACertificates([...usualAuthorities, authority.certificate]));
afterAll(() => {
  setDefaultCACertificates(usualAuthorities);
  authority.dispose();
  stranger.dispose();
});

describe('a client certificate', () => {
  let mall: CertificateMall;
  let http: Http;
  const open = async (demands = true): Promise<void> => {
    mall = await CertificateMall.start({ demands });
    http = createHttp();
  };
  afterEach(async () => {
    await http.close();
    await mall.stop();
  });
  const call = async (identity: ClientIdentity | null): Promise<string> => {
    const answer = await http.send({ method: 'GET', url: mall.url, headers: {}, signal: null, identity });
    return Buffer.from(answer.body).toString();
  };
  const failure = async (identity: ClientIdentity | null): Promise<AppError> => {
    const error = await call(identity).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error instanceof AppError) return error;
    throw new Error(`not refused: ${String(error)}`);
  };
  const hanako = authority.issue({ subject: '/CN=SHP-hanako-store' });
  const taro = authority.issue({ subject: '/CN=SHP-taro-store' });

  it('opens a mall that demands one', async () => {
    await open();
    expect(await call(identityOf('hanako', hanako))).toBe('ok');
    expect(mall.callers).toEqual(['SHP-hanako-store']);
  });

  it('is what opens it: without one the mall refuses', async () => {
    await open();
    expect((await failure(null)).code).toBe('mall_unreachable');
    expect(mall.callers).toEqual([]);
  });

  it("is never another shop's: each owner has connections of its own", async () => {
    await open();
    const [a, b] = [identityOf('hanako', hanako), identityOf('taro', taro)];
    for (const identity of [a, b, a, b]) await call(identity);
    expect(mall.callers).toEqual([
      'SHP-hanako-store',
      'SHP-taro-store',
      'SHP-hanako-store',
      'SHP-taro-store',
    ]);
  });

  it('is borrowed when a connection is opened, not for every call', async () => {
    await open();
    const identity = identityOf('hanako', hanako);
    for (let n = 0; n < 5; n += 1) await call(identity);
    expect(identity.leases).toBe(mall.connections);
    expect(mall.connections).toBeLessThan(5);
  });

  it('is exchanged with the next call after a replacement', async () => {
    await open();
    await call(identityOf('shop', hanako, 'old'));
    await call(identityOf('shop', taro, 'new'));
    expect(mall.callers).toEqual(['SHP-hanako-store', 'SHP-taro-store']);
  });

  it('that was removed meanwhile is not presented any more', async () => {
    await open(false);
    await call(identityOf('shop', null));
    await call(null);
    expect(mall.callers).toEqual(['', '']);
  });

  it('that the keychain does not hand out fails the call with the reason', async () => {
    await open();
    const locked = {
      ...identityOf('shop', null),
      lease: () => Promise.reject(new AppError('keychain_unavailable', 'locked')),
    };
    expect((await failure(locked)).code).toBe('keychain_unavailable');
  });

  it('that is no pair fails the call and nothing else', async () => {
    await open();
    const broken = identityOf('shop', { certificate: hanako.certificate, key: taro.key });
    expect((await failure(broken)).code).toBe('mall_unreachable');
    expect(await call(identityOf('other', hanako))).toBe('ok');
  });
});

describe.each(['-tls1_2', '-tls1_3'])('a client certificate before an OpenSSL server with %s', (version) => {
  let server: ChildProcess;
  let url: string;
  const http = createHttp();

  beforeAll(async () => {
    const files = ['-cert', authority.file('server.crt', serverPair.certificate)];
    files.push('-key', authority.file('server.key', serverPair.key));
    files.push('-CAfile', authority.file('authority.crt', authority.certificate));
    const demands = ['-Verify', '2', '-verify_return_error', '-www', version, '-accept', '127.0.0.1:0'];
    server = spawn('openssl', ['s_server', ...files, ...demands], { stdio: ['pipe', 'pipe', 'ignore'] });
    if (server.stdout === null) throw new Error('no output');
    for await (const line of createInterface({ input: server.stdout })) {
      const port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
      if (port === undefined) continue;
      url = `https://127.0.0.1:${port}/`;
      break;
    }
  });
  afterAll(async () => {
    await http.close();
    server.kill();
    await once(server, 'exit');
  });

  it.each([
    ['another authority', () => stranger.issue(), 'mall_certificate_refused'],
    [
      'an expired one',
      () => authority.issue({ from: new Date('2022-07-01'), to: new Date('2023-07-01') }),
      'mall_certificate_refused',
    ],
    ['a good one', () => authority.issue(), 'ok'],
  ])('%s', async (owner, issue, expected) => {
    const identity = identityOf(owner, issue());
    const outcome = await http.send({ method: 'GET', url, headers: {}, signal: null, identity }).then(
      () => 'ok',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
    expect(outcome).toBe(expected);
  });
});
