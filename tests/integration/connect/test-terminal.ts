import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import type { Store } from '#main/core/ports/store.ts';
import { createTestStore, silentLog } from '#main/db/testing/test-store.ts';
import { loopbackReceiver } from '#main/host/loopback-receiver.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { systemMono } from '#main/host/system-mono.ts';
import { createYahooMall, type YahooMall } from '#main/malls/yahoo/index.ts';
import { MemorySecretStore } from '#main/secrets/memory-secret-store.ts';
import type { Shop, ShopInput } from '#shared/contract/shops.ts';
import type { ShopAccount, YahooSimulator } from '#simulators/yahoo/index.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { trueTime } from '../../support/true-time.ts';
import { noDemoMall, noMail } from '../../support/unused-ports.ts';

const ctx = { actor: '山田', signal: new AbortController().signal };

/** One terminal: the real core, database and mall client, connected to a simulated mall over HTTP. */
export class TestTerminal {
  readonly secrets = new MemorySecretStore('test');
  readonly store: Store;
  readonly core: Core;
  readonly #mall: YahooMall;
  readonly #closeStore: () => void;

  constructor(simulator: YahooSimulator) {
    const { store, close } = createTestStore(0);
    this.store = store;
    this.#closeStore = close;
    this.#mall = createYahooMall({
      endpointsFor: () => ({
        api: simulator.endpoints['yahoo.api'],
        auth: simulator.endpoints['yahoo.auth'],
        requestsPerSecond: 1000,
      }),
      clock: systemClock,
      log: silentLog,
    });
    this.core = createCore({
      files: memoryFileStore(),
      store,
      secrets: this.secrets,
      vault: memoryVault(),
      mailSender: noMail,
      malls: { yahoo: this.#mall },
      loopback: loopbackReceiver,
      clock: systemClock,
      mono: systemMono,
      timeSources: [trueTime],
      log: silentLog,
      demoMall: noDemoMall,
      terminalName: () => '受注PC',
      appVersion: '1',
      hostKind: 'in-process',
    });
  }

  get operations() {
    return this.core.operations;
  }

  createShop(account: ShopAccount, change: Partial<ShopInput> = {}): Promise<Shop> {
    const shop: ShopInput = {
      mall: 'yahoo',
      name: account.sellerId,
      sellerId: account.sellerId,
      clientId: account.clientId,
      environment: 'production',
      redirectMethod: 'paste',
      redirectUri: account.redirectUri,
      ...change,
    };
    return Promise.resolve(
      this.operations.shops.create({ shop, clientSecret: account.clientSecret ?? '' }, ctx),
    );
  }

  saveKey(shopId: string, publicKey: string, keyVersion: string) {
    return Promise.resolve(
      this.operations.shops.saveKey(
        { shopId, scope: 'terminal', publicKey, keyVersion, issuedOn: '2026-06-01' },
        ctx,
      ),
    );
  }

  begin(shopId: string) {
    return Promise.resolve(this.operations.auth.begin({ shopId }, ctx));
  }

  complete(attemptId: string, redirected: string) {
    return Promise.resolve(this.operations.auth.complete({ attemptId, redirected }, ctx));
  }

  async close(): Promise<void> {
    await this.core.close();
    await this.#mall.close();
    this.#closeStore();
  }
}
