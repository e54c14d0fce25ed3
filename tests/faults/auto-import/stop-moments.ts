import { subscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '#main/db/testing/sample-orders.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { systemMono } from '#main/host/system-mono.ts';
import { endpointsSchema, productionEndpoints } from '#main/malls/endpoints.ts';
import type { ShopMonitor } from '#shared/contract/auto-import.ts';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { type AutoImportCore, openAutoImportCore } from '../../support/auto-import-core.ts';
import { differences } from './compare.ts';

/** What the loop is doing when it is stopped. */
export const moments = ['listing', 'fetching', 'token', 'clock', 'backing off', 'waiting'] as const;
export type StopMoment = (typeof moments)[number];

export interface StopFigures {
  readonly moment: StopMoment;
  /** From the stop's answer to the last request that left (ms); null when none left after it. */
  readonly lastRequestMs: number | null;
  /** How long the stop's own answer took, ms. */
  readonly answerMs: number;
  /** Runs that stand as running when all is quiet. */
  readonly runsLeft: number;
}

/** The stop is watched for so long: longer than any pause of a run between two requests. */
const watchMs = 6_000;
/** A moment that does not come in this time is a fault of the loop. */
const momentWithinMs = 30_000;
const ordersAMoment = 25;
const ctx = { actor: '山田' };

/** The request by which a moment is known, as part of its path. */
const paths: Partial<Record<StopMoment, string>> = {
  listing: 'orderList',
  fetching: 'orderInfo',
  token: '/token',
  'backing off': 'orderList',
};

/** Requests by the address they go to, as they leave this process. */
const departures = new Map<string, number>();
subscribe('undici:client:sendHeaders', (message) => {
  const { request } = message as { request: { origin: string | URL } };
  departures.set(new URL(request.origin).origin, performance.now());
});

/** One shop with its mall and core, stopped again and again in real time. */
export class StopLane {
  readonly #simulator: YahooSimulator;
  readonly #running: AutoImportCore;
  readonly #shopId: string;
  readonly #folder: string;
  readonly #random: () => number;
  #batches = 0;

  private constructor(parts: {
    simulator: YahooSimulator;
    running: AutoImportCore;
    shopId: string;
    folder: string;
    random: () => number;
  }) {
    this.#simulator = parts.simulator;
    this.#running = parts.running;
    this.#shopId = parts.shopId;
    this.#folder = parts.folder;
    this.#random = parts.random;
  }

  static async start(seed: number): Promise<StopLane> {
    const folder = mkdtempSync(join(tmpdir(), 'juchuban-stop-'));
    const simulator = await startYahooSimulator({
      requestsPerSecond: 5,
      shops: [{ sellerId: 'stop-store' }],
    });
    const running = await openAutoImportCore({
      databaseFile: join(folder, 'juchuban.db'),
      endpoints: endpointsSchema.parse({
        ...productionEndpoints,
        ...simulator.endpoints,
        'yahoo.requestsPerSecond': 5,
      }),
      clock: systemClock,
      mono: systemMono,
    });
    const [account] = simulator.accounts;
    if (account === undefined) throw new Error('The simulator makes the shop');
    running.core.start();
    const shopId = await running.connect(null, account);
    await running.core.operations.autoImport.saveShop(
      {
        shopId,
        version: 0,
        settings: { isOn: true, intervalMinutes: 60, usesStaging: false, isPaused: false },
      },
      ctx,
    );
    return new StopLane({ simulator, running, shopId, folder, random: seededRandom(seed) });
  }

  /** Brings the loop into the moment, stops it there, watches what still leaves, and resumes. */
  async stopAt(moment: StopMoment): Promise<StopFigures> {
    const { emergencyStop, autoImport } = this.#running.core.operations;
    const { control } = this.#simulator;
    this.#addOrders();
    this.#prepare(moment);
    const after = control.journal().at(-1)?.sequence ?? 0;
    await this.#until('idle', async () => (await this.#shop()).state.kind !== 'running');
    await autoImport.runNow({ shopIds: [this.#shopId] }, ctx);
    await this.#until(moment, async () => {
      if (moment === 'waiting') return (await this.#shop()).state.kind === 'waiting';
      return control
        .journal({ after })
        .some(({ path }) => (moment === 'clock' ? path === '/' : path.includes(paths[moment] ?? '')));
    });
    await wait(this.#random() * 1_500);

    const askedAt = performance.now();
    await emergencyStop.stop({ reason: '計測', name: '山田', isInstructed: true, confirmation: '' }, ctx);
    const stoppedAt = performance.now();
    await wait(watchMs);
    const leftAt = departures.get(new URL(this.#simulator.url).origin) ?? 0;
    const runsLeft = this.#running.store.runningImportRuns().length;
    await this.#resume();
    return {
      moment,
      lastRequestMs: leftAt > stoppedAt ? leftAt - stoppedAt : null,
      answerMs: stoppedAt - askedAt,
      runsLeft,
    };
  }

  /** Orders of this shop that are here in part only, or otherwise than at the mall. */
  halfWritten(): string[] {
    const [account] = this.#simulator.accounts;
    if (account === undefined) return [];
    const shop = { id: this.#shopId, account, usesStaging: false };
    return differences(this.#running.store, this.#simulator.control, shop, new Set()).filter(
      (difference) => !difference.endsWith('is missing'),
    );
  }

  async close(): Promise<void> {
    await this.#running.close();
    await this.#simulator.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #addOrders(): void {
    this.#batches += 1;
    const to = Date.now();
    this.#simulator.control.generateOrders({
      sellerId: 'stop-store',
      count: ordersAMoment,
      seed: this.#batches,
      from: to - 3_600_000,
      to,
    });
  }

  #prepare(moment: StopMoment): void {
    const { control } = this.#simulator;
    const slow = (path: string, delayMs: number) =>
      control.addFault({ path, count: null, delayMs, action: { kind: 'none' } });
    if (moment === 'listing') slow('orderList', 1_500);
    if (moment === 'fetching') slow('orderInfo', this.#random() * 400);
    if (moment === 'token') {
      const expired = { kind: 'error', status: 401, code: null, message: 'expired token' } as const;
      control.addFault({ path: 'orderList', action: expired });
      slow('/token', 700);
    }
    if (moment === 'clock') control.addFault({ count: null, delayMs: 300, action: { kind: 'none' } });
    if (moment === 'backing off')
      control.addFault({
        path: 'orderList',
        count: null,
        action: { kind: 'error', status: 500, code: 'ed-00001' },
      });
  }

  async #resume(): Promise<void> {
    const { emergencyStop } = this.#running.core.operations;
    this.#simulator.control.clearFaults();
    await emergencyStop.beginResume({ name: '鈴木' }, ctx);
    await this.#until('compared', async () => {
      const { resume } = await emergencyStop.status({}, ctx);
      return resume?.shops.every(({ state }) => state !== 'waiting' && state !== 'running') ?? false;
    });
    const { resume } = await emergencyStop.status({}, ctx);
    for (const { shopId, state } of resume?.shops ?? [])
      if (state === 'failed') await emergencyStop.skipShop({ shopId }, ctx);
    await emergencyStop.resume({ name: '鈴木' }, ctx);
  }

  async #shop(): Promise<ShopMonitor> {
    const { shops } = await this.#running.core.operations.autoImport.monitor({}, ctx);
    const [shop] = shops;
    if (shop === undefined) throw new Error('The shop is monitored');
    return shop;
  }

  async #until(what: string, isIt: () => Promise<boolean>): Promise<void> {
    const latest = performance.now() + momentWithinMs;
    while (!(await isIt())) {
      if (performance.now() > latest)
        throw new Error(`The moment did not come: ${what}; ${JSON.stringify(await this.#shop())}`);
      await wait(5);
    }
  }
}

/** So many stops in so many shops side by side; each shop goes through the moments in turn. */
export async function measureStops(
  count: number,
  lanes: number,
  seed: number,
): Promise<{ stops: StopFigures[]; halfWritten: string[] }> {
  const open = await Promise.all(Array.from({ length: lanes }, (_, lane) => StopLane.start(seed + lane)));
  const stops: StopFigures[] = [];
  try {
    let next = 0;
    await Promise.all(
      open.map(async (lane) => {
        while (next < count) {
          const moment = moments[next % moments.length] ?? 'waiting';
          next += 1;
          stops.push(await lane.stopAt(moment));
        }
      }),
    );
    return { stops, halfWritten: open.flatMap((lane) => lane.halfWritten()) };
  } finally {
    await Promise.all(open.map((lane) => lane.close()));
  }
}
