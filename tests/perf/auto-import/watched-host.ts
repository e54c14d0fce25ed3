import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { HeadlessProcess } from '../../e2e/support/headless-process.ts';
import { fillDatabase } from '../../support/filled-database.ts';
import { type HostClient, hostClient } from '../../support/host-client.ts';
import { connectByMail } from '../../support/shared-consent.ts';

/** What the data host measured of itself. */
export interface HostFigures {
  /** Delay of its event loop, ms. */
  readonly delays: {
    readonly p50: number;
    readonly p99: number;
    readonly most: number;
    readonly looks: number;
  };
  /** Of that, what its main thread made itself by working, ms. */
  readonly ownDelays: { readonly p99: number; readonly most: number };
  /** Its memory after a collection of garbage, MB. */
  readonly rssMb: number;
  readonly heapMb: number;
  /** What its JavaScript holds of the system's memory, used or not. */
  readonly heapTotalMb: number;
}

export interface WatchedHostOptions {
  readonly shops: number;
  readonly ordersPerShop: number;
  /** One more shop with so few orders, the first one; none when left out. */
  readonly warmUpOrders?: number;
  /** Orders of still another shop, not connected, that are in the database from the beginning. */
  readonly storedOrders?: number;
  /** Of simulator and client alike, per URL and shop. */
  readonly requestsPerSecond: number;
}

const dayMs = 86_400_000;
const storedShopId = '00000000-0000-4000-8000-000000000001';
const windowRows = 200;
const probe = pathToFileURL(join(import.meta.dirname, 'host-probe.ts')).href;

/** A data host of its own with connected shops that all have orders waiting, and what it says of itself. */
export class WatchedHost {
  readonly simulator: YahooSimulator;
  readonly client: HostClient;
  readonly signInUrl: string;
  readonly shopIds: readonly string[];
  readonly #process: HeadlessProcess;
  readonly #folder: string;
  readonly #probeFile: string;

  private constructor(parts: {
    simulator: YahooSimulator;
    process: HeadlessProcess;
    shopIds: readonly string[];
    client: HostClient;
    folder: string;
    probeFile: string;
  }) {
    this.simulator = parts.simulator;
    this.client = parts.client;
    this.signInUrl = parts.process.signInUrl;
    this.shopIds = parts.shopIds;
    this.#process = parts.process;
    this.#folder = parts.folder;
    this.#probeFile = parts.probeFile;
  }

  static async start({
    shops,
    ordersPerShop,
    requestsPerSecond,
    warmUpOrders,
    storedOrders = 0,
  }: WatchedHostOptions): Promise<WatchedHost> {
    const folder = await mkdtemp(join(tmpdir(), 'juchuban-perf-'));
    const now = Date.now();
    const counts = [
      ...(warmUpOrders === undefined ? [] : [warmUpOrders]),
      ...Array(shops).fill(ordersPerShop),
    ];
    const simulator = await startYahooSimulator({
      requestsPerSecond,
      shops: [0, ...counts].map((count: number, at) => ({
        sellerId: `perf-${at}`,
        orders: { count, from: now - 20 * dayMs, to: now, seed: at },
      })),
    });
    const [storedAccount, ...accounts] = simulator.accounts;
    const dataDir = join(folder, 'data');
    if (storedOrders > 0 && storedAccount !== undefined) {
      fillDatabase(
        dataDir,
        { id: storedShopId, name: '以前の受注', account: storedAccount },
        { count: storedOrders, seed: 0, firstNumber: 20_000_001, from: now - 200 * dayMs, to: now },
      );
    }
    const endpointsFile = join(folder, 'endpoints.json');
    const endpoints = { ...simulator.endpoints, 'yahoo.requestsPerSecond': requestsPerSecond };
    await writeFile(endpointsFile, JSON.stringify(endpoints));
    const probeFile = join(folder, 'figures.json');
    process.env.HOST_PROBE_FILE = probeFile;
    const headless = await HeadlessProcess.start({
      dataDir,
      endpointsFile,
      nodeOptions: ['--expose-gc', '--import', probe],
    });
    const client = hostClient(headless.signInUrl);
    const shopIds = await connectByMail(client, accounts);
    return new WatchedHost({ simulator, process: headless, shopIds, client, folder, probeFile });
  }

  /** Switches the loop of a shop on. */
  async switchOn(shopId: string): Promise<void> {
    await this.client.autoImport.saveShop({
      shopId,
      version: 0,
      settings: { isOn: true, intervalMinutes: 60, usesStaging: false, isPaused: false },
    });
  }

  /** Resolves when so many orders are here. */
  async untilOrders(count: number): Promise<void> {
    for (;;) {
      const { phases } = await this.client.orders.counts({});
      if (phases.reduce((sum, phase) => sum + phase.count, 0) >= count) return;
      await wait(500);
    }
  }

  /** Looks at the whole list once: afterwards the database's own memory is as full as it ever gets. */
  async lookThrough(orders: number): Promise<void> {
    for (let offset = 0; offset < orders; offset += windowRows) {
      await this.client.orders.window({
        filter: {},
        search: '',
        sort: { column: 'orderedAt', direction: 'desc' },
        offset,
        limit: windowRows,
      });
    }
  }

  /** Its memory as it is, without asking it: without what is only mapped from files, MB. */
  residentMb(): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1_000;
  }

  /** What the host measured since the last time it was asked. */
  async figures(): Promise<HostFigures> {
    rmSync(this.#probeFile, { force: true });
    process.kill(this.#process.pid, 'SIGUSR2');
    while (!existsSync(this.#probeFile) || readFileSync(this.#probeFile, 'utf8') === '') await wait(50);
    return JSON.parse(readFileSync(this.#probeFile, 'utf8')) as HostFigures;
  }

  async close(): Promise<void> {
    await this.#process.stop();
    await this.simulator.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
