import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import type { Clock } from '#main/core/ports/clock.ts';
import type { MonotonicClock } from '#main/core/ports/monotonic-clock.ts';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/db/open-store.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import type { Endpoints } from '#main/malls/endpoints.ts';
import { timeSources } from '#main/malls/time/index.ts';
import { createYahooMall, type YahooMallOptions, yahooAddresses } from '#main/malls/yahoo/index.ts';
import { EncryptedVault } from '#main/secrets/encrypted-vault.ts';
import { MemorySecretStore } from '#main/secrets/memory-secret-store.ts';
import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';
import { noDemoMall, noLoopback } from './unused-ports.ts';

/** The name of the computer that imports. */
export const importTerminal = '受注PC';
const ctx = { actor: '山田' };

export interface AutoImportCoreOptions {
  readonly databaseFile: string;
  readonly endpoints: Endpoints;
  readonly clock: Clock;
  readonly mono: MonotonicClock;
  /** What the OS keychain would hold: opens the shared vault of an earlier start. A new one when left out. */
  readonly vaultKey?: string;
  readonly limits?: YahooMallOptions['limits'];
  /** What decides the loops' jitter, [0, 1). */
  readonly random?: () => number;
}

/** The core as a data host runs it, with its real database, vault, mall client and sources of time. */
export interface AutoImportCore {
  readonly core: Core;
  readonly store: Store;
  /**
   * Connects a shop as its owner would: registers it where it is new (`shopId` null), gives its shared key, and
   * consents by mail. Answers its id.
   */
  connect(shopId: string | null, account: ShopAccount): Promise<string>;
  close(): Promise<void>;
}

export async function openAutoImportCore(options: AutoImportCoreOptions): Promise<AutoImportCore> {
  const { databaseFile, endpoints, clock, mono, vaultKey, limits, random } = options;
  const keychain = new MemorySecretStore('test');
  if (vaultKey !== undefined)
    await keychain.put({ scope: 'terminal', shopId: null, name: 'vault-key' }, vaultKey);
  const terminalName = (): string => importTerminal;
  let mailedLink = '';
  const store = openStore({ file: databaseFile, log: silentLog, now: () => clock.now() });
  const mall = createYahooMall({
    endpointsFor: (environment) => yahooAddresses(endpoints, environment),
    clock,
    log: silentLog,
    ...(limits === undefined ? {} : { limits }),
  });
  const core = createCore({
    files: memoryFileStore(() => clock.now()),
    store,
    secrets: keychain,
    vault: new EncryptedVault({ store, secrets: keychain, clock, terminalName }),
    mailSender: {
      send: async (_settings, _password, { text }) => {
        mailedLink = /https?:\/\/\S*\/authorization\?\S+/.exec(text)?.[0] ?? mailedLink;
      },
    },
    malls: { yahoo: mall },
    loopback: noLoopback,
    demoMall: noDemoMall,
    clock,
    mono,
    ...(random === undefined ? {} : { random }),
    timeSources: timeSources(endpoints, mono),
    log: silentLog,
    terminalName,
    appVersion: '0.0.0',
    hostKind: 'in-process',
  });
  const { operations } = core;
  return {
    core,
    store,
    connect: async (known, account) => {
      const shopId = known ?? (await register(core, account, clock));
      await operations.emailAuth.start({ shopId, to: 'b@example.com', requestedBy: '山田' }, ctx);
      const page = `${mailedLink}&user=${account.userId}`;
      await operations.emailAuth.redeem({ shopId, pasted: await agreeToConsent(page) }, ctx);
      return shopId;
    },
    close: async () => {
      await core.close();
      await mall.close();
      store.close();
    },
  };
}

async function register({ operations }: Core, account: ShopAccount, clock: Clock): Promise<string> {
  const { id: shopId } = await operations.shops.create(
    {
      shop: {
        mall: 'yahoo',
        name: account.sellerId,
        sellerId: account.sellerId,
        clientId: account.clientId,
        environment: 'production',
        redirectMethod: 'paste',
        redirectUri: account.redirectUri,
      },
      clientSecret: account.clientSecret ?? '',
    },
    ctx,
  );
  const { publicKeyPem: publicKey, publicKeyVersion: keyVersion } = account;
  const issuedOn = new Date(clock.now()).toISOString().slice(0, 10);
  await operations.shops.saveKey({ shopId, scope: 'shared', publicKey, keyVersion, issuedOn }, ctx);
  const settings = { host: 'mail', port: 25, security: 'none' as const, user: '', from: 'a@example.com' };
  await operations.mail.save({ settings, password: null }, ctx);
  return shopId;
}
