import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request as forward } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildZip } from '#main/core/certificate/testing/build-zip.ts';
import { createTestAuthority, type TestPair } from '#main/core/certificate/testing/test-authority.ts';
import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import type { SecretRef, SecretStore } from '#main/core/ports/secret-store.ts';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/db/open-store.ts';
import { silentLog, temporaryFolder } from '#main/db/testing/test-store.ts';
import { systemMono } from '#main/host/system-mono.ts';
import { createYahooMall, type YahooMall } from '#main/malls/yahoo/index.ts';
import { type Shop, shopInputSchema } from '#shared/contract/shops.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { agreeToConsent, startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { memoryVault } from '../support/memory-vault.ts';
import { trueTime } from '../support/true-time.ts';
import { noDemoMall, noLoopback, noMail } from '../support/unused-ports.ts';

const store = 'hanako-store';
const ctx = { actor: '山田' };
const authority = createTestAuthority();
const server = authority.issue({ subject: '/CN=127.0.0.1', altNames: 'IP:127.0.0.1' });
const pair = authority.issue();
const usualAuthorities = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...usualAuthorities, authority.certificate]));
afterAll(() => {
  setDefaultCACertificates(usualAuthorities);
  authority.dispose();
});

/** A keychain whose every value can be looked at, which can fail at a chosen name and dawdle over a chosen value. */
class OpenSecrets implements SecretStore {
  readonly values = new Map<string, string>();
  failAt: string | null = null;
  slowFor: string | null = null;
  async put({ name }: SecretRef, value: string): Promise<void> {
    if (name === this.failAt) throw new Error('the keychain is locked');
    for (let turn = 0; value === this.slowFor && turn < 20; turn += 1) await nextTurn();
    this.values.set(name, value);
  }
  async lease({ name }: SecretRef): Promise<string | null> {
    return this.values.get(name) ?? null;
  }
  async has({ name }: SecretRef): Promise<boolean> {
    return this.values.has(name);
  }
  async remove({ name }: SecretRef): Promise<void> {
    this.values.delete(name);
  }
  async status(): Promise<{ kind: 'memory'; reason: string }> {
    return { kind: 'memory', reason: 'test' };
  }
}

/** The simulated mall's order API behind TLS that demands a client certificate, as in 2022, or only looks at it. */
async function startFront(
  behind: string,
  callers: string[],
  demands: () => boolean,
): Promise<{ url: string; front: Server }> {
  const options = { cert: server.certificate, key: server.key, ca: authority.certificate };
  const front = createServer({ ...options, requestCert: true, rejectUnauthorized: false }, (req, res) => {
    const socket = req.socket as TLSSocket;
    if (demands() && !socket.authorized) {
      socket.destroy();
      return;
    }
    callers.push(String(socket.getPeerCertificate().subject?.CN));
    const target = forward(new URL(req.url ?? '/', behind), { method: req.method, headers: req.headers });
    target.on('response', (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(res);
    });
    req.pipe(target);
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
  return { url: `https://127.0.0.1:${(front.address() as AddressInfo).port}`, front };
}

const base64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64');
const files = ({ certificate, key }: TestPair, name = store) => [
  { name: `SHP-${name}.crt`, base64: base64(certificate) },
  { name: `${name}.key`, base64: base64(key) },
];

describe("a shop's API certificate", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Store;
  let simulator: YahooSimulator;
  let front: Server;
  let mall: YahooMall;
  let core: Core;
  let secrets: OpenSecrets;
  let callers: string[];
  let shop: Shop;
  let demands: boolean;

  beforeEach(async () => {
    folder = temporaryFolder();
    database = openStore({ file: folder.file, log: silentLog });
    simulator = await startYahooSimulator({
      requestsPerSecond: null,
      shops: [{ sellerId: store, orders: { count: 3 } }],
    });
    callers = [];
    secrets = new OpenSecrets();
    demands = true;
    const api = new URL(simulator.endpoints['yahoo.api']);
    const started = await startFront(api.origin, callers, () => demands);
    front = started.front;
    const clock = {
      now: () => Date.now(),
      sleep: () => Promise.reject(new Error('nothing waits here')),
    };
    mall = createYahooMall({
      endpointsFor: () => ({
        api: `${started.url}${api.pathname}`,
        auth: simulator.endpoints['yahoo.auth'],
        requestsPerSecond: 1000,
      }),
      clock,
      log: silentLog,
    });
    core = createCore({
      leaseTimes: { beatMs: Number.POSITIVE_INFINITY },
      files: memoryFileStore(),
      store: database,
      secrets,
      vault: memoryVault(),
      mailSender: noMail,
      malls: { yahoo: mall },
      loopback: noLoopback,
      demoMall: noDemoMall,
      clock,
      mono: systemMono,
      timeSources: [trueTime],
      log: silentLog,
      terminalName: () => '受注PC',
      appVersion: '1',
      hostKind: 'in-process',
    });
    const [account] = simulator.accounts;
    if (account === undefined) throw new Error('the simulator has a shop');
    shop = await core.operations.shops.create(
      {
        shop: {
          mall: 'yahoo',
          name: '花子商店',
          sellerId: store,
          clientId: account.clientId,
          environment: 'production',
          redirectMethod: 'paste',
          redirectUri: account.redirectUri,
        },
        clientSecret: account.clientSecret ?? '',
      },
      ctx,
    );
  });
  afterEach(async () => {
    await core.close();
    await mall.close();
    front.closeAllConnections();
    await once(front.close(), 'close');
    await simulator.close();
    database.close();
    folder.remove();
  });

  const save = (given: { name: string; base64: string }[]) =>
    core.operations.shops.saveCertificate({ shopId: shop.id, files: given }, ctx);
  const current = async () => (await core.operations.shops.list({}, ctx)).shops[0]?.certificate;
  const consent = async (): Promise<void> => {
    const { attemptId, authorizationUrl } = await core.operations.auth.begin({ shopId: shop.id }, ctx);
    const redirected = await agreeToConsent(authorizationUrl);
    await core.operations.auth.complete({ attemptId, redirected }, ctx);
  };
  const refusalOf = async (run: Shop | Promise<unknown>): Promise<ErrorCode | string> =>
    Promise.resolve(run).then(
      () => 'none',
      (error: unknown) => (error as { code?: string; message: string }).code ?? (error as Error).message,
    );

  it('is what makes a mall that demands it answer, on order calls and not for tokens', async () => {
    expect(await refusalOf(consent())).toBe('mall_unreachable');
    expect(callers).toEqual([]);
    await save(files(pair));
    await consent();
    expect(callers).toEqual(['SHP-hanako-store']);
  });

  it('shows its facts, and nothing of its key leaves the keychain', async () => {
    const { certificate } = await save([
      {
        name: 'API証明書.zip',
        base64: base64(
          buildZip([
            { name: `SHP-${store}.crt`, content: pair.certificate },
            { name: `${store}.key`, content: pair.key },
          ]),
        ),
      },
    ]);
    expect(certificate).toMatchObject({
      subject: 'C=JP, O=Test Shop, CN=SHP-hanako-store',
      issuer: 'O=Test Mall, CN=Test Mall CA',
      certificateFile: 'SHP-hanako-store.crt',
      keyFile: 'hanako-store.key',
      storeMatch: 'confirmed',
    });
    expect(await current()).toEqual(certificate);
    expect([...secrets.values.keys()].toSorted()).toEqual(['api-certificate', 'api-certificate-key']);
    const keyLine = pair.key.split('\n')[3] ?? '';
    expect(keyLine.length).toBeGreaterThan(40);
    const written = dirname(folder.file);
    for (const name of readdirSync(written)) {
      expect(readFileSync(join(written, name)).includes(keyLine)).toBe(false);
    }
    expect(JSON.stringify(certificate)).not.toContain(keyLine);
  });

  it('is in the database file for the next start', async () => {
    await save(files(pair));
    const before = database.session(shop.id, 'terminal');
    const reopened = openStore({ file: folder.file, log: silentLog, readOnly: true });
    expect(reopened.session(shop.id, 'terminal')).toEqual(before);
    reopened.close();
  });

  it('is replaced as a whole, and removed as a whole', async () => {
    await save(files(pair));
    const next = authority.issue({ key: pair.key });
    await save(files(next));
    expect(secrets.values.get('api-certificate')).toBe(next.certificate);
    const { certificate } = await core.operations.shops.removeCertificate({ shopId: shop.id }, ctx);
    expect(certificate).toBeNull();
    expect([...secrets.values.keys()]).toEqual([]);
    expect(await refusalOf(consent())).toBe('mall_unreachable');
  });

  it('stays as it was when a new one is refused or the keychain fails half-way', async () => {
    await save(files(pair));
    const before = await current();
    const other = authority.issue();
    expect(await refusalOf(save(files({ certificate: pair.certificate, key: other.key })))).toBe(
      'certificate_pair_mismatch',
    );
    secrets.failAt = 'api-certificate-key';
    expect(await refusalOf(save(files(other)))).toBe('the keychain is locked');
    expect(await current()).toEqual(before);
    expect(secrets.values.get('api-certificate')).toBe(pair.certificate);
  });

  it('is never mixed from two saves at once', async () => {
    const other = authority.issue();
    secrets.slowFor = pair.key;
    await Promise.all([save(files(pair)), save(files(other))]);
    expect(secrets.values.get('api-certificate')).toBe(other.certificate);
    await consent();
    expect(callers).toHaveLength(1);
  });

  it('is not presented once it has expired', async () => {
    const from = new Date('2022-07-01T00:00:00Z');
    const to = new Date('2023-07-01T00:00:00Z');
    const { certificate } = await save(files(authority.issue({ from, to })));
    expect(certificate?.expiresAt).toBe(to.getTime());
    demands = false;
    await consent();
    expect(callers).toEqual(['undefined']);
  });

  it('of another store is refused, and shown as such when the store account changes later', async () => {
    expect(await refusalOf(save(files(pair, 'taro-store')))).toBe('certificate_store_mismatch');
    await save(files(pair));
    const { id, version } = shop;
    const changed = { ...shopInputSchema.parse(shop), sellerId: 'taro-store' };
    const input = { shopId: id, version, shop: changed, clientSecret: null };
    const updated = await core.operations.shops.update(input, ctx);
    expect(updated.certificate?.storeMatch).toBe('other_store');
  });

  it('goes with its shop', async () => {
    await save(files(pair));
    await core.operations.shops.remove({ shopId: shop.id, version: shop.version }, ctx);
    expect([...secrets.values.keys()]).toEqual([]);
  });
});
