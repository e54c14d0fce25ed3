import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '#main/db/testing/test-store.ts';
import { HostDemoMall } from '#main/host/demo/host-demo-mall.ts';
import { startHost } from '#main/host/running-host.ts';
import { inProcessLink } from '#main/host/transports/in-process.ts';
import { type Endpoints, productionEndpoints } from '#main/malls/endpoints.ts';
import { MemorySecretStore } from '#main/secrets/memory-secret-store.ts';
import { createContractClient } from '#shared/contract/client.ts';
import { hostContract } from '#shared/contract/index.ts';
import type { Shop } from '#shared/contract/shops.ts';
import { jstDateOf } from '#shared/domain/time.ts';
import { type SntpServer, startSntpServer } from '#simulators/sntp/server.ts';
import { agreeToConsent, startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';

/** A whole data host against the simulated mall and a time server, whose clocks a test moves together. */
export class ClockedHost {
  readonly mall: YahooSimulator;
  readonly sntp: SntpServer;
  readonly client: ReturnType<typeof clientOf>;
  readonly #close: () => Promise<void>;

  private constructor(parts: {
    mall: YahooSimulator;
    sntp: SntpServer;
    client: ReturnType<typeof clientOf>;
    close: () => Promise<void>;
  }) {
    this.mall = parts.mall;
    this.sntp = parts.sntp;
    this.client = parts.client;
    this.#close = parts.close;
  }

  static async start(change: Partial<Endpoints> = {}): Promise<ClockedHost> {
    const mall = await startYahooSimulator({
      requestsPerSecond: null,
      shops: [{ sellerId: 'teststore', orders: { count: 3 } }],
    });
    const sntp = await startSntpServer();
    const dataDir = mkdtempSync(join(tmpdir(), 'juchuban-clock-'));
    const host = startHost({
      hostKind: 'in-process',
      dataDir,
      endpoints: { ...productionEndpoints, ...mall.endpoints, 'time.sntp': [sntp.address], ...change },
      secrets: new MemorySecretStore('test'),
      demoMall: new HostDemoMall(null),
      appVersion: '1',
      terminalName: () => '受付1',
      log: silentLog,
    });
    return new ClockedHost({
      mall,
      sntp,
      client: clientOf(host),
      close: async () => {
        await host.close(5_000);
        await Promise.all([mall.close(), sntp.close()]);
        rmSync(dataDir, { recursive: true, force: true });
      },
    });
  }

  /** Makes this PC's clock stand ahead of the truth by so much (negative: behind). */
  aheadBy(ms: number): void {
    this.mall.control.time({ offset: -ms });
    this.sntp.behaviour.offsetMs = -ms;
  }

  /** Token requests the mall has received. */
  tokenRequests(): number {
    return this.mall.control.counters().total['/yconnect/v2/token'] ?? 0;
  }

  /** Registers the mall's shop with its public key. */
  async addShop(): Promise<Shop> {
    const [account] = this.mall.accounts;
    if (account === undefined) throw new Error('The simulator has a shop');
    const shop = await this.client.shops.create({
      shop: {
        mall: 'yahoo',
        name: '本店',
        sellerId: account.sellerId,
        clientId: account.clientId,
        environment: 'production',
        redirectMethod: 'paste',
        redirectUri: account.redirectUri,
      },
      clientSecret: account.clientSecret ?? '',
    });
    await this.client.shops.saveKey({
      scope: 'terminal',
      shopId: shop.id,
      publicKey: account.publicKeyPem,
      keyVersion: account.publicKeyVersion,
      issuedOn: jstDateOf(Date.now()),
    });
    return shop;
  }

  /** Agrees in the browser's place; the redirected address. */
  agree(authorizationUrl: string): Promise<string> {
    return agreeToConsent(authorizationUrl);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

function clientOf(host: ReturnType<typeof startHost>) {
  return createContractClient(
    hostContract,
    inProcessLink(host.router, { log: silentLog, actor: '山田' }),
    () => crypto.randomUUID(),
  );
}
