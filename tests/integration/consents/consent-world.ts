import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import type { Logger } from '#main/core/ports/logger.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { TimeSource } from '#main/core/ports/time-source.ts';
import { openStore } from '#main/db/open-store.ts';
import { smtpSender } from '#main/mail/smtp-sender.ts';
import { createYahooMall, type YahooMall } from '#main/malls/yahoo/index.ts';
import { EncryptedVault } from '#main/secrets/encrypted-vault.ts';
import { MemorySecretStore } from '#main/secrets/memory-secret-store.ts';
import type { Shop } from '#shared/contract/shops.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import {
  agreeToConsent,
  type ShopAccount,
  startYahooSimulator,
  type YahooSimulator,
} from '#simulators/yahoo/index.ts';
import { noDemoMall, noLoopback } from '../../support/unused-ports.ts';
import { clockOf } from '../yahoo/clock-of.ts';
import { noon } from '../yahoo/yahoo-shop.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
export const ctx = { actor: '山田' };

/**
 * The core with its real database, vault, mall client and mail sender, at a simulated mall whose clock it
 * shares. Time stands still unless a test moves it.
 */
export class ConsentWorld {
  readonly simulator: YahooSimulator;
  readonly mall: YahooMall;
  readonly folder = mkdtempSync(join(tmpdir(), 'juchuban-consents-'));
  readonly keychain = new MemorySecretStore('test');
  readonly logged: string[] = [];
  readonly events: ChangeEvent[] = [];
  /** How far this PC's clock is ahead of true time. */
  clockAheadMs = 0;
  store: Store;
  core: Core;

  private constructor(simulator: YahooSimulator) {
    this.simulator = simulator;
    this.mall = createYahooMall({
      endpointsFor: () => ({
        api: simulator.endpoints['yahoo.api'],
        auth: simulator.endpoints['yahoo.auth'],
        requestsPerSecond: 1000,
      }),
      clock: this.#clock,
      log: this.#log,
    });
    this.store = openStore({ file: this.#file, log: this.#log });
    this.core = this.#createCore();
  }

  static async start(sellerIds: readonly string[] = ['teststore']): Promise<ConsentWorld> {
    const simulator = await startYahooSimulator({
      requestsPerSecond: null,
      startTime: noon,
      shops: sellerIds.map((sellerId) => ({ sellerId, keyBits: 1024, orders: { count: 3 } })),
    });
    simulator.control.time({ freeze: noon });
    return new ConsentWorld(simulator);
  }

  account(index = 0): ShopAccount {
    const account = this.simulator.accounts[index];
    if (account === undefined) throw new Error('the simulator has no such shop');
    return account;
  }

  /** Registers the simulated shop as a person would. */
  async addShop(index = 0, change: Partial<ShopAccount> = {}): Promise<Shop> {
    const account = { ...this.account(index), ...change };
    return this.core.operations.shops.create(
      {
        shop: {
          mall: 'yahoo',
          name: `店舗${index + 1}`,
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
  }

  async saveKey(shopId: string, scope: SessionScope, version?: string): Promise<void> {
    const keyVersion = version ?? this.account().publicKeyVersion;
    const key = this.simulator.control
      .keys({ sellerId: this.account().sellerId })
      .find((candidate) => candidate.version === keyVersion);
    await this.core.operations.shops.saveKey(
      {
        shopId,
        scope,
        publicKey: key?.publicKeyPem ?? '',
        keyVersion,
        issuedOn: '2026-06-01',
      },
      ctx,
    );
  }

  /** A consent by browser for this terminal. */
  async consent(shopId: string): Promise<Shop> {
    const attempt = await this.core.operations.auth.begin({ shopId }, ctx);
    const redirected = await agreeToConsent(attempt.authorizationUrl);
    return this.core.operations.auth.complete({ attemptId: attempt.attemptId, redirected }, ctx);
  }

  async shop(shopId: string): Promise<Shop> {
    const { shops } = await this.core.operations.shops.list({}, ctx);
    const shop = shops.find((candidate) => candidate.id === shopId);
    if (shop === undefined) throw new Error('no such shop');
    return shop;
  }

  advance(ms: number): void {
    this.simulator.control.time({ advance: ms });
  }

  calls(path: string): number {
    return this.simulator.control.journal({ path }).length;
  }

  /** One import of the last minutes; answers its end state and error. */
  async import(shopId: string) {
    const { runs } = await this.core.operations.imports.start(
      { shopIds: [shopId], period: { kind: 'since_last' } },
      ctx,
    );
    const runId = runs[0]?.id ?? '';
    let run = await this.core.operations.imports.get({ runId }, ctx);
    while (run.state === 'running') {
      await new Promise((resolve) => setImmediate(resolve));
      run = await this.core.operations.imports.get({ runId }, ctx);
    }
    return run;
  }

  /** The host ends and starts again on the same data and the same keychain. */
  async restart(): Promise<void> {
    await this.core.close();
    this.store.close();
    this.store = openStore({ file: this.#file, log: this.#log });
    this.core = this.#createCore();
  }

  /** Everything on disk and in the log, to look for what must not be there. */
  everythingWritten(): string {
    const files = readdirSync(this.folder).map((name) => readFileSync(join(this.folder, name), 'latin1'));
    return [...files, ...this.logged].join('\n');
  }

  async close(): Promise<void> {
    await this.core.close();
    this.store.close();
    await this.mall.close();
    await this.simulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.folder, 'orders.db');
  }

  get #clock() {
    return clockOf(() => this.simulator.control.time().now);
  }

  get #trueTime(): TimeSource {
    return {
      id: 'test',
      kind: 'sntp',
      grainMs: 0,
      read: async () => {
        const at = this.#clock.now();
        const now = at - this.clockAheadMs;
        return { sentAt: at, receivedAt: at, notBefore: now, notAfter: now };
      },
    };
  }

  get #log(): Logger {
    const note = (message: string, facts?: Record<string, unknown>) => {
      this.logged.push(`${message} ${JSON.stringify(facts ?? {}, errorsToo)}`);
    };
    return { debug: note, info: note, warn: note, error: note };
  }

  #createCore(): Core {
    const terminalName = () => '受注PC';
    const clock = this.#clock;
    const core = createCore({
      files: memoryFileStore(),
      store: this.store,
      secrets: this.keychain,
      vault: new EncryptedVault({ store: this.store, secrets: this.keychain, clock, terminalName }),
      mailSender: smtpSender,
      mono: { now: () => clock.now() },
      timeSources: [this.#trueTime],
      malls: { yahoo: this.mall },
      loopback: noLoopback,
      demoMall: noDemoMall,
      clock,
      log: this.#log,
      terminalName,
      appVersion: '1',
      hostKind: 'in-process',
    });
    void this.#follow(core);
    return core;
  }

  async #follow(core: Core): Promise<void> {
    for await (const event of await core.operations.system.events({}, ctx)) this.events.push(event);
  }
}

function errorsToo(_key: string, value: unknown): unknown {
  return value instanceof Error
    ? { ...value, message: value.message, stack: value.stack, cause: value.cause }
    : value;
}
