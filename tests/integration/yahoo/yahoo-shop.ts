import { randomUUID } from 'node:crypto';
import type { Logger } from '#main/core/ports/logger.ts';
import type { SecretName } from '#main/core/ports/secret-store.ts';
import type {
  ConnectionEvent,
  FetchedOrder,
  MallConnection,
  OrderRef,
  ShopSecrets,
} from '#main/malls/port.ts';
import type { HttpLimits } from '#main/malls/yahoo/http.ts';
import { createYahooMall, type YahooMall } from '#main/malls/yahoo/index.ts';
import {
  agreeToConsent,
  startYahooSimulator,
  type YahooSimulator,
  type YahooSimulatorOptions,
} from '#simulators/yahoo/index.ts';
import { clockOf } from './clock-of.ts';

/** Silent: what is logged is not what these tests look at. */
export const noLog: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export class MemorySecrets implements ShopSecrets {
  readonly values = new Map<SecretName, string>();
  async lease(name: SecretName): Promise<string | null> {
    return this.values.get(name) ?? null;
  }
  async put(name: SecretName, value: string): Promise<void> {
    this.values.set(name, value);
  }
  async remove(name: SecretName): Promise<void> {
    this.values.delete(name);
  }
}

/** 2026-06-10 12:00 in Japan. */
export const noon = Date.UTC(2026, 5, 10, 3);
export const day = 86_400_000;

export interface YahooShopOptions {
  readonly orders?: number;
  readonly simulator?: YahooSimulatorOptions;
  /** What the client keeps to; the simulated mall has no limit unless `simulator` says so. */
  readonly requestsPerSecond?: number;
  readonly limits?: Partial<HttpLimits>;
  readonly signed?: boolean;
  readonly secret?: boolean;
}

/** A simulated mall with one shop, and the product's own client connected to it over HTTP. */
export class YahooShop {
  readonly simulator: YahooSimulator;
  readonly mall: YahooMall;
  readonly secrets = new MemorySecrets();
  readonly events: ConnectionEvent[] = [];
  consentMark: number | null = null;
  beforeRenewal: () => void = () => undefined;
  readonly connection: MallConnection;
  readonly redirectUri: string;

  private constructor(simulator: YahooSimulator, options: YahooShopOptions) {
    const account = simulator.accounts[0];
    if (account === undefined) throw new Error('the simulator has no shop');
    this.simulator = simulator;
    this.redirectUri = account.redirectUri;
    this.mall = createYahooMall({
      endpointsFor: () => ({
        api: simulator.endpoints['yahoo.api'],
        auth: simulator.endpoints['yahoo.auth'],
        requestsPerSecond: options.requestsPerSecond ?? 1000,
      }),
      clock: clockOf(() => simulator.control.time().now),
      log: noLog,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    if (options.secret !== false) this.secrets.values.set('client-secret', account.clientSecret ?? '');
    if (options.signed !== false) {
      this.secrets.values.set('public-key', account.publicKeyPem);
      this.secrets.values.set('public-key-version', account.publicKeyVersion);
    }
    this.connection = {
      shop: {
        id: randomUUID(),
        sellerId: account.sellerId,
        clientId: account.clientId,
        environment: 'production',
      },
      scope: 'terminal',
      certificate: null,
      secrets: this.secrets,
      beforeTokenRenewal: async () => this.beforeRenewal(),
      consentMark: () => this.consentMark,
      report: (event) => this.events.push(event),
    };
  }

  static async start(options: YahooShopOptions = {}): Promise<YahooShop> {
    const simulator = await startYahooSimulator({
      requestsPerSecond: null,
      startTime: noon,
      shops: [{ sellerId: 'teststore', orders: { count: options.orders ?? 0 } }],
      ...options.simulator,
    });
    simulator.control.time({ freeze: noon });
    return new YahooShop(simulator, options);
  }

  /** The whole consent, as an operator would give it. */
  async consent(connection: MallConnection = this.connection): Promise<void> {
    const { consent } = this.mall;
    if (consent === null) throw new Error('no consent');
    const pending = await consent.begin(connection, this.redirectUri);
    await consent.redeem(connection, pending, await agreeToConsent(pending.authorizationUrl));
  }

  async find(
    from = noon - 400 * day,
    to = noon + day,
    by: 'ordered' | 'published' = 'ordered',
  ): Promise<OrderRef[]> {
    const refs: OrderRef[] = [];
    const pages = this.mall.findOrders(this.connection, { by, from, to }, new AbortController().signal);
    for await (const page of pages) refs.push(...page);
    return refs;
  }

  async fetch(mallOrderId: string, signal = new AbortController().signal): Promise<FetchedOrder> {
    const [fetched] = await this.mall.fetchOrders(this.connection, [mallOrderId], signal);
    if (fetched === undefined) throw new Error('nothing fetched');
    return fetched;
  }

  calls(path: string): number {
    return this.simulator.control.journal({ path }).length;
  }

  async close(): Promise<void> {
    await this.mall.close();
    await this.simulator.close();
  }
}
