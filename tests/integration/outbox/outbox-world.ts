import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import { initialPhase } from '#main/core/import/initial-phase.ts';
import type { OutboxTimes } from '#main/core/outbox/outbox-times.ts';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/db/open-store.ts';
import { origin, shopId, shopInput, silentLog, temporaryFolder } from '#main/db/testing/test-store.ts';
import { loopbackReceiver } from '#main/host/loopback-receiver.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { systemMono } from '#main/host/system-mono.ts';
import { productionEndpoints } from '#main/malls/endpoints.ts';
import type { HttpLimits } from '#main/malls/yahoo/http.ts';
import { createYahooMall, type YahooMall } from '#main/malls/yahoo/index.ts';
import type { OutboxEntry } from '#shared/contract/outbox.ts';
import type { MallOperation, OutboxState } from '#shared/domain/mall-operation.ts';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { generateOrder } from '#simulators/yahoo/orders/generate.ts';
import type { YahooOrder } from '#simulators/yahoo/orders/model.ts';
import { consentAtSimulator } from '../../support/consent-at-simulator.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { trueTime } from '../../support/true-time.ts';
import { noDemoMall, noMail } from '../../support/unused-ports.ts';

/** Patience of tests: everything passes within a second or two. */
const testTimes: OutboxTimes = {
  settleMs: 400,
  rereadMs: 100,
  shopPausesMs: [50, 100],
  entryPausesMs: [50, 50],
  haltedMs: 300,
};
const sellerId = 'teststore';
const ctx = { actor: '山田' };

/** The whole core, with a database, on a simulated mall with one shop that has given its consent. */
export class OutboxWorld {
  readonly simulator: YahooSimulator;
  readonly #folder = temporaryFolder();
  readonly #refreshToken: string;
  readonly #times: OutboxTimes;
  readonly #limits: Partial<HttpLimits>;
  store: Store;
  core: Core;
  mall: YahooMall;

  private constructor(
    simulator: YahooSimulator,
    refreshToken: string,
    times: OutboxTimes,
    limits: Partial<HttpLimits>,
  ) {
    this.simulator = simulator;
    this.#refreshToken = refreshToken;
    this.#times = times;
    this.#limits = limits;
    this.store = openStore({ file: this.#folder.file, log: silentLog });
    const { clientId, redirectUri } = this.#account;
    const shop = { ...shopInput(), sellerId, clientId, redirectUri };
    this.store.commit([{ kind: 'shop.create', id: shopId(), shop }], origin(1));
    this.consented();
    this.mall = this.#createMall();
    this.core = this.#createCore();
  }

  static async start(
    options: { times?: Partial<OutboxTimes>; limits?: Partial<HttpLimits>; sends?: boolean } = {},
  ): Promise<OutboxWorld> {
    const simulator = await startYahooSimulator({
      requestsPerSecond: null,
      shops: [{ sellerId, keyBits: 1024, orders: { count: 0 } }],
    });
    const [account] = simulator.accounts;
    if (account === undefined) throw new Error('The simulator makes the shop');
    const { refreshToken } = await consentAtSimulator(simulator.url, account);
    const world = new OutboxWorld(
      simulator,
      refreshToken,
      { ...testTimes, ...options.times },
      options.limits ?? {},
    );
    if (options.sends !== false) world.core.start();
    return world;
  }

  /** As if this terminal had just got a new consent. */
  consented(): void {
    const now = Date.now();
    this.store.commit(
      [
        {
          kind: 'session.set',
          session: {
            shopId: shopId(),
            scope: 'terminal',
            consentedAt: now,
            endedAt: null,
            endedReason: null,
            lastVerdict: null,
            lastVerdictAt: null,
            unsignedSince: null,
            key: { keyVersion: '1', bits: 1024, fingerprint: 'x', issuedOn: '2026-01-01' },
            certificate: null,
          },
        },
      ],
      origin(now),
    );
  }

  /** Puts an order at the mall, two days old, in processing, not held, paid by card, nothing shipped; and imports it. */
  async order(
    number: number,
    change: (order: YahooOrder) => void = () => undefined,
  ): Promise<{ id: number; mallOrderId: string }> {
    const at = Date.now() - 2 * 86_400_000;
    const order = generateOrder(1, number, { sellerId, from: at, to: at + 1_000_000 });
    const mallOrderId = `${sellerId}-${number}`;
    Object.assign(order.order, {
      OrderId: mallOrderId,
      OrderStatus: 2,
      FraudHoldStatus: 0,
      PublicationTime: '',
      Suspect: 0,
      IsSeen: false,
    });
    delete order.order.CancelReason;
    Object.assign(order.pay, { PayStatus: 0, PayDate: '', PayKind: 0, PayMethod: 'payment_a1' });
    Object.assign(order.ship, {
      ShipStatus: 1,
      ShipDate: '',
      ArrivalDate: '',
      ShipInvoiceNumber1: '',
      ShipInvoiceNumber2: '',
      ShipInvoiceNumberEmptyReason: '',
    });
    change(order);
    this.simulator.control.putOrder({ sellerId, order });
    return { id: await this.import(mallOrderId), mallOrderId };
  }

  async import(mallOrderId: string): Promise<number> {
    const shop = this.store.shop(shopId());
    if (shop === null) throw new Error('The shop exists');
    const connection = {
      shop: { ...shop, environment: 'production' as const },
      scope: 'terminal' as const,
      certificate: null,
      secrets: {
        lease: async (name: string) => this.#secrets[name] ?? null,
        put: async () => undefined,
        remove: async () => undefined,
      },
      beforeTokenRenewal: async () => undefined,
      consentMark: () => null,
      report: () => undefined,
    };
    const [fetched] = await this.mall.fetchOrders(connection, [mallOrderId], new AbortController().signal);
    if (fetched?.ok !== true) throw new Error('The order can be read');
    const { order, raw } = fetched;
    const { outcomes } = this.store.commit(
      [
        {
          kind: 'order.import',
          runId: null,
          shopId: shopId(),
          order,
          raw,
          phaseIfNew: initialPhase(order),
        },
      ],
      origin(Date.now()),
    );
    const [outcome] = outcomes;
    if (outcome?.kind !== 'order') throw new Error('An order was imported');
    return outcome.orderId;
  }

  /** The order as the mall has it. */
  atMall(mallOrderId: string): YahooOrder {
    return this.simulator.control.getOrder({ sellerId, orderId: mallOrderId });
  }

  async enqueue(
    orderId: number,
    operation: MallOperation,
    phaseAfter: number | null = null,
  ): Promise<OutboxEntry> {
    return this.core.operations.outbox.enqueue({ orderId, operation, phaseAfter }, ctx);
  }

  async retry(entryId: number): Promise<OutboxEntry> {
    return this.core.operations.outbox.retry({ entryId }, ctx);
  }

  async withdraw(entryId: number): Promise<OutboxEntry> {
    return this.core.operations.outbox.withdraw({ entryId }, ctx);
  }

  async entry(entryId: number): Promise<OutboxEntry> {
    const { entries } = await this.core.operations.outbox.list({ offset: 0, limit: 500 }, ctx);
    const entry = entries.find(({ id }) => id === entryId);
    if (entry === undefined) throw new Error('The entry exists');
    return entry;
  }

  /** Resolves when the entry is in the state and the condition holds. */
  async until(
    entryId: number,
    state: OutboxState,
    holds: (entry: OutboxEntry) => boolean = () => true,
  ): Promise<OutboxEntry> {
    const reached = Promise.withResolvers<OutboxEntry>();
    const look = (): void => {
      void this.entry(entryId).then((entry) => {
        if (entry.state === state && holds(entry)) reached.resolve(entry);
      }, reached.reject);
    };
    const stop = this.store.subscribe(look);
    look();
    try {
      return await reached.promise;
    } finally {
      stop();
    }
  }

  /** What the history tells of an order, oldest first. */
  actions(orderId: number): string[] {
    return this.store
      .orderHistory(orderId)
      .map(({ action }) => action)
      .reverse();
  }

  /** The process ends without a word and another begins on the same database. */
  async restart(between: () => void = () => undefined): Promise<void> {
    await this.core.close();
    this.store.close();
    await this.mall.close();
    this.store = openStore({ file: this.#folder.file, log: silentLog });
    between();
    this.mall = this.#createMall();
    this.core = this.#createCore();
    this.core.start();
  }

  /** Lets another process have the database; answers with what it needs to go on. */
  async handOver(requestsPerSecond: number): Promise<string> {
    await this.core.close();
    this.store.close();
    const endpoints = {
      ...productionEndpoints,
      ...this.simulator.endpoints,
      'yahoo.requestsPerSecond': requestsPerSecond,
    };
    return JSON.stringify({ file: this.#folder.file, endpoints, secrets: this.#secrets });
  }

  /** Takes the database back, without sending. */
  takeBack(): void {
    this.store = openStore({ file: this.#folder.file, log: silentLog });
    this.core = this.#createCore();
  }

  async close(): Promise<void> {
    await this.core.close();
    this.store.close();
    await this.mall.close();
    await this.simulator.close();
    this.#folder.remove();
  }

  get #account(): YahooSimulator['accounts'][number] {
    const [account] = this.simulator.accounts;
    if (account === undefined) throw new Error('The simulator makes the shop');
    return account;
  }

  get #secrets(): Record<string, string> {
    return {
      'client-secret': this.#account.clientSecret ?? '',
      'refresh-token': this.#refreshToken,
      'public-key': this.#account.publicKeyPem,
      'public-key-version': this.#account.publicKeyVersion,
    };
  }

  #createMall(): YahooMall {
    const { endpoints } = this.simulator;
    return createYahooMall({
      endpointsFor: () => ({
        api: endpoints['yahoo.api'],
        auth: endpoints['yahoo.auth'],
        requestsPerSecond: 10_000,
      }),
      clock: systemClock,
      log: silentLog,
      limits: { headersMs: 2_000, ...this.#limits },
    });
  }

  #createCore(): Core {
    const values = this.#secrets;
    const secrets = memorySecrets(values);
    return createCore({
      files: memoryFileStore(),
      store: this.store,
      secrets,
      vault: memoryVault(values),
      mailSender: noMail,
      malls: { yahoo: this.mall },
      loopback: loopbackReceiver,
      demoMall: noDemoMall,
      clock: systemClock,
      mono: systemMono,
      timeSources: [trueTime],
      outboxTimes: this.#times,
      log: silentLog,
      terminalName: () => '受注PC',
      appVersion: '0.0.0',
      hostKind: 'in-process',
    });
  }
}
