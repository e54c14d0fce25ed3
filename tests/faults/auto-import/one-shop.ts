import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productionEndpoints } from '#main/malls/endpoints.ts';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { SoakHost } from './soak-host.ts';
import type { ChildInput } from './soak-protocol.ts';
import { WorldTime } from './world-time.ts';

const start = Date.UTC(2026, 5, 1);
const day = 86_400_000;

/** One shop whose loop runs in a process of its own, in simulated time, at a mall that allows one request a second. */
export class OneShop {
  readonly simulator: YahooSimulator;
  readonly time: WorldTime;
  readonly databaseFile: string;
  host: SoakHost;
  readonly #input: ChildInput;
  readonly #folder: string;

  private constructor(parts: {
    simulator: YahooSimulator;
    time: WorldTime;
    host: SoakHost;
    input: ChildInput;
    folder: string;
  }) {
    this.simulator = parts.simulator;
    this.time = parts.time;
    this.host = parts.host;
    this.databaseFile = parts.input.databaseFile;
    this.#input = parts.input;
    this.#folder = parts.folder;
  }

  /** `orders` of the last days wait at the mall. */
  static async start(orders: number, intervalMinutes: number, days = 2): Promise<OneShop> {
    const folder = mkdtempSync(join(tmpdir(), 'juchuban-shop-'));
    const worldTimeFile = join(folder, 'time');
    const time = new WorldTime(worldTimeFile, start);
    const simulator = await startYahooSimulator({
      now: () => time.now(),
      shops: [{ sellerId: 'one-store', orders: { count: orders, from: start - days * day, to: start } }],
    });
    const input = {
      databaseFile: join(folder, 'juchuban.db'),
      worldTimeFile,
      endpoints: { ...productionEndpoints, ...simulator.endpoints },
      vaultKey: `${randomBytes(6).toString('hex')}.${randomBytes(32).toString('base64url')}`,
      clockAheadMs: 0,
      mayHang: false,
      seed: 1,
    };
    const host = await SoakHost.start(input, time);
    const shop = new OneShop({ simulator, time, host, input, folder });
    const [account] = simulator.accounts;
    if (account === undefined) throw new Error('The simulator makes the shop');
    const shopId = await host.connect(null, account);
    await host.call('autoImport.saveShop', {
      shopId,
      version: 0,
      settings: { isOn: true, intervalMinutes, usesStaging: false, isPaused: false },
    });
    return shop;
  }

  async runFor(ms: number): Promise<void> {
    await this.host.runTo(this.time.now() + ms);
  }

  /** Starts another process on the same data, so much later; the one before was killed. */
  async restart(downMs: number): Promise<void> {
    this.time.set(this.time.now() + downMs);
    this.host = await SoakHost.start(this.#input, this.time);
  }

  /** How many requests to an order API were received after a request of this number. */
  asked(api: string, after = 0): { at: number; sequence: number }[] {
    return this.simulator.control.journal({ path: api, after });
  }

  async close(): Promise<void> {
    await this.host.kill();
    await this.simulator.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
