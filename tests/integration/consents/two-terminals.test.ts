import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RPCLink } from '@orpc/client/fetch';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CallOptions, createContractClient, linkHeaders } from '#shared/contract/client.ts';
import { hostContract } from '#shared/contract/index.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { agreeToConsent, startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { HeadlessProcess } from '../../e2e/support/headless-process.ts';

let dir: string;
let simulator: YahooSimulator;
const hosts: HeadlessProcess[] = [];

beforeEach(async () => {
  // No keychain of the person who runs the tests.
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nonexistent/bus');
  dir = mkdtempSync(join(tmpdir(), 'juchuban-two-terminals-'));
  simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [{ sellerId: 'teststore', keyBits: 1024, orders: { count: 2 } }],
  });
  writeFileSync(join(dir, 'endpoints.json'), JSON.stringify(simulator.endpoints));
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  await simulator.close();
  rmSync(dir, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

function account() {
  const [first] = simulator.accounts;
  if (first === undefined) throw new Error('the simulator has a shop');
  return first;
}

/** A host of its own with a data folder of its own, connected to the one shop but without key and consent. */
async function terminal(name: string) {
  const host = await HeadlessProcess.start({
    dataDir: join(dir, name),
    endpointsFile: join(dir, 'endpoints.json'),
  });
  hosts.push(host);
  const { origin, searchParams } = new URL(host.signInUrl);
  const link = new RPCLink<CallOptions>({
    url: `${origin}/rpc`,
    headers: (options) => ({
      ...linkHeaders(options),
      authorization: `Bearer ${searchParams.get('token')}`,
    }),
  });
  const client = createContractClient(hostContract, link, randomUUID);
  const shop = await client.shops.create({
    shop: {
      mall: 'yahoo',
      name: '本店',
      sellerId: account().sellerId,
      clientId: account().clientId,
      environment: 'production',
      redirectMethod: 'paste',
      redirectUri: account().redirectUri,
    },
    clientSecret: account().clientSecret ?? '',
  });
  return {
    saveKey: () =>
      client.shops.saveKey({
        shopId: shop.id,
        scope: 'terminal',
        publicKey: account().publicKeyPem,
        keyVersion: account().publicKeyVersion,
        issuedOn: '2026-01-01',
      }),
    consent: async () => {
      const { attemptId, authorizationUrl } = await client.auth.begin({ shopId: shop.id });
      return client.auth.complete({ attemptId, redirected: await agreeToConsent(authorizationUrl) });
    },
    shop: async () => (await client.shops.list({})).shops[0],
    import: () =>
      client.imports.start({ shopIds: [shop.id], period: { kind: 'since_last' } }).then(
        () => 'started',
        (error: unknown) => toAppError(error).code,
      ),
  };
}

it('each terminal needs its own key and its own consent', async () => {
  const first = await terminal('first');
  const second = await terminal('second');
  await first.saveKey();
  expect((await first.consent()).consent).toMatchObject({ state: 'signed', reason: 'authorized' });
  expect(await second.shop()).toMatchObject({ terminalKey: null, consent: { state: 'none' } });
  expect(await second.import()).toBe('consent_required');
  expect((await second.consent()).consent).toMatchObject({ state: 'unsigned', reason: 'no_key' });
  await second.saveKey();
  expect((await second.consent()).consent).toMatchObject({ state: 'signed', reason: 'authorized' });
  expect(await first.import()).toBe('started');
  expect(await second.import()).toBe('started');
});
