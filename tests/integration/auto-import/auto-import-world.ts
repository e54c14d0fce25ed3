import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productionEndpoints } from '#main/malls/endpoints.ts';
import type { ShopAutoImport, ShopMonitor } from '#shared/contract/auto-import.ts';
import { type JournalEntry, startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { EventClock } from '../../faults/auto-import/event-clock.ts';
import { WorldTime } from '../../faults/auto-import/world-time.ts';
import { type AutoImportCore, openAutoImportCore } from '../../support/auto-import-core.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
/** 2026-06-10 12:00 in Japan. */
export const noon = Date.UTC(2026, 5, 10, 3);
export const ctx = { actor: '山田' };
export const sellerId = 'one-store';
export const on: ShopAutoImport = { isOn: true, intervalMinutes: 10, usesStaging: false, isPaused: false };

/** One shop that is imported by itself over HTTP from a simulated mall, in time that passes when a test lets it. */
export class AutoImportWorld {
  readonly simulator: YahooSimulator;
  shopId = '';
  host!: AutoImportCore;
  readonly #clock: EventClock;
  readonly #worldTime: WorldTime;
  readonly #vaultKey = `${randomBytes(6).toString('hex')}.${randomBytes(32).toString('base64url')}`;
  readonly #folders: string[] = [];

  private constructor(simulator: YahooSimulator, clock: EventClock, time: WorldTime) {
    this.simulator = simulator;
    this.#clock = clock;
    this.#worldTime = time;
  }

  /** `orders` of the last `days` wait at the mall; auto import is off. */
  static async start(orders: number, days = 1): Promise<AutoImportWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'juchuban-auto-import-'));
    const time = new WorldTime(join(folder, 'time'), noon);
    const clock = new EventClock(time, 0);
    const simulator = await startYahooSimulator({
      now: () => time.now(),
      shops: [{ sellerId, orders: { count: orders, from: noon - days * day, to: noon - minute } }],
    });
    const world = new AutoImportWorld(simulator, clock, time);
    world.#folders.push(folder);
    world.host = await world.#open(folder);
    await world.consent();
    return world;
  }

  /** The shop's owner consents, the first time or again. */
  async consent(): Promise<void> {
    const [account] = this.simulator.accounts;
    if (account === undefined) throw new Error('The simulator makes the shop');
    this.shopId = await this.during(this.host.connect(this.shopId === '' ? null : this.shopId, account));
  }

  now(): number {
    return this.#worldTime.now();
  }

  async runFor(ms: number): Promise<void> {
    await this.#clock.runTo(this.now() + ms);
  }

  /** Lets time pass until it holds. */
  async until(holds: () => boolean, longestMs = hour): Promise<void> {
    const end = this.now() + longestMs;
    while (!holds()) {
      if (this.now() > end) throw new Error('It never happened');
      await this.runFor(second);
    }
  }

  /** The result of something that takes time. */
  async during<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    await this.until(() => isDone);
    return work;
  }

  async set(settings: ShopAutoImport): Promise<void> {
    const { settingsVersion: version } = await this.monitor();
    await this.host.core.operations.autoImport.saveShop({ shopId: this.shopId, version, settings }, ctx);
  }

  async monitor(): Promise<ShopMonitor> {
    const { shops } = await this.host.core.operations.autoImport.monitor({}, ctx);
    const shop = shops.find(({ shopId }) => shopId === this.shopId);
    if (shop === undefined) throw new Error('The shop is shown');
    return shop;
  }

  /** Requests to the order APIs after the one with this number. */
  asked(after = 0): JournalEntry[] {
    return this.simulator.control.journal({ path: 'ShoppingWebService', after });
  }

  /** Number of the last request that was received. */
  mark(): number {
    return this.simulator.control.journal().at(-1)?.sequence ?? 0;
  }

  /** Ids of the orders that exist at the mall. */
  mallOrders(): string[] {
    return this.simulator.control.snapshot({ sellerId }).map(({ order }) => order.OrderId);
  }

  /** Of the mall's orders, how many are known here. */
  known(): number {
    return this.host.store.orderStates(this.shopId, this.mallOrders()).size;
  }

  /** An order as it is here. */
  order(mallOrderId: string) {
    const state = this.host.store.orderStates(this.shopId, [mallOrderId]).get(mallOrderId);
    return state === undefined ? null : this.host.store.order(state.orderId);
  }

  /** The present host is never heard of again; another one starts on its data as it was at this moment. */
  async crash(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'juchuban-auto-import-'));
    const [last] = this.#folders.slice(-1);
    if (last === undefined) throw new Error('There is a host');
    cpSync(last, folder, { recursive: true });
    this.#folders.push(folder);
    await this.during(this.host.close());
    this.host = await this.#open(folder);
  }

  async close(): Promise<void> {
    await this.during(this.host.close());
    await this.simulator.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  async #open(folder: string): Promise<AutoImportCore> {
    const host = await openAutoImportCore({
      databaseFile: join(folder, 'juchuban.db'),
      endpoints: { ...productionEndpoints, ...this.simulator.endpoints },
      clock: this.#clock,
      mono: this.#clock.mono,
      vaultKey: this.#vaultKey,
      random: () => 0.5,
    });
    host.core.start();
    return host;
  }
}
