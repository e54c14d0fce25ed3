import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productionEndpoints } from '#main/malls/endpoints.ts';
import { type ShopMonitor, shopMonitorSchema } from '#shared/contract/auto-import.ts';
import type { ShopAccount, YahooSimulator } from '#simulators/yahoo/index.ts';
import { resumeAll, stopAll } from './emergency-drill.ts';
import { MallLife } from './mall-life.ts';
import { day, type Happening, minute, scenarioOf, type TimedHappening } from './scenario.ts';
import { CallFailure, SoakHost } from './soak-host.ts';
import { type SoakSize, startSoakMall } from './soak-mall.ts';
import { Traffic } from './traffic.ts';
import { WorldTime } from './world-time.ts';

export interface SoakShop {
  readonly id: string;
  readonly account: ShopAccount;
  readonly usesStaging: boolean;
}

/** A stop counts from two seconds after its answer (spec §5); a wrong clock from when a running cycle must be over. */
const stopWithinMs = 2_000;
const clockGraceMs = 2 * minute;
/** A killed process that makes no commit in this time is killed all the same. */
const killWithinMs = 30 * minute;
/** Minutes between two cycles, shop by shop. */
const intervals = [10, 5, 15, 30, 60];
/** Five shops, their mall and their computer through simulated days full of trouble. */
export class SoakWorld {
  readonly folder: string;
  readonly databaseFile: string;
  readonly simulator: YahooSimulator;
  readonly traffic: Traffic;
  readonly mallLife: MallLife;
  readonly shops: SoakShop[] = [];
  readonly done: Record<string, number> = {};
  readonly #size: SoakSize;
  readonly #time: WorldTime;
  readonly #vaultKey = `${randomBytes(6).toString('hex')}.${randomBytes(32).toString('base64url')}`;
  readonly #happenings: TimedHappening[];
  #host: SoakHost | null = null;
  #aheadMs = 0;
  #isUnplugged = false;
  #isStopped = false;

  private constructor(size: SoakSize, simulator: YahooSimulator, time: WorldTime, folder: string) {
    this.#size = size;
    this.#time = time;
    this.folder = folder;
    this.databaseFile = join(folder, 'juchuban.db');
    this.simulator = simulator;
    this.traffic = new Traffic(simulator.control);
    this.mallLife = new MallLife(simulator);
    this.#happenings = scenarioOf(size);
  }

  static async start(size: SoakSize): Promise<SoakWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'juchuban-soak-'));
    const time = new WorldTime(join(folder, 'true-time'), size.start);
    const simulator = await startSoakMall(size, time);
    const world = new SoakWorld(size, simulator, time, folder);
    await world.#connectAll();
    return world;
  }

  now(): number {
    return this.#time.now();
  }

  /** Everything that happens, up to the end of the last day. */
  async live(): Promise<void> {
    for (let next = this.#happenings.shift(); next !== undefined; next = this.#happenings.shift()) {
      await (await this.#running()).runTo(next.at);
      await this.#befall(next.happening);
      this.done[next.happening.kind] = (this.done[next.happening.kind] ?? 0) + 1;
      this.traffic.look();
    }
    await (await this.#running()).runTo(this.#size.start + this.#size.days * day);
  }

  /** Every trouble ends, and every shop is compared with the mall once more; answers the gaps. */
  async comeToRest(): Promise<void> {
    const { control } = this.simulator;
    control.clearFaults();
    this.#tellWhetherRequestsHang();
    if (this.#isUnplugged) await this.simulator.plugIn();
    this.#setClock(0);
    await this.#resume();
    const since = this.now();
    await this.#until('every shop was compared', 3 * day, async () => {
      const shops = await this.monitor();
      await this.#renewLostConsents(shops);
      return shops.every(
        ({ reconciliation }) =>
          reconciliation?.state === 'completed' &&
          reconciliation.startedAt > since &&
          reconciliation.gap === 0,
      );
    });
    this.traffic.look();
    await this.#host?.end();
    this.#host = null;
  }

  async monitor(): Promise<ShopMonitor[]> {
    const { shops } = await this.#call<{ shops: unknown[] }>('autoImport.monitor', {});
    return shops.map((shop) => shopMonitorSchema.parse(shop));
  }

  async close(): Promise<void> {
    await this.#host?.kill();
    await this.simulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #connectAll(): Promise<void> {
    const host = await this.#running();
    for (const [at, account] of this.simulator.accounts.entries()) {
      const id = await host.connect(null, account);
      const usesStaging = at % 2 === 0;
      this.shops.push({ id, account, usesStaging });
      await this.#call('autoImport.saveShop', {
        shopId: id,
        version: 0,
        settings: {
          isOn: true,
          intervalMinutes: intervals[at % intervals.length],
          usesStaging,
          isPaused: false,
        },
      });
    }
  }

  async #befall(happening: Happening): Promise<void> {
    const { control } = this.simulator;
    switch (happening.kind) {
      case 'kill':
        return this.#kill(happening);
      case 'stop':
        return this.#stopAll(happening);
      case 'resume':
        return this.#resume();
      case 'unplug':
        if (this.#isUnplugged) return;
        this.#isUnplugged = true;
        await this.simulator.unplug();
        this.#later(happening.forMs, { kind: 'plugIn' });
        return;
      case 'plugIn':
        this.#isUnplugged = false;
        return this.simulator.plugIn();
      case 'fault':
        this.#later(happening.forMs, { kind: 'faultEnds', id: control.addFault(happening.rule).id });
        return this.#tellWhetherRequestsHang();
      case 'faultEnds':
        control.removeFault({ id: happening.id });
        return this.#tellWhetherRequestsHang();
      case 'clockWrong':
        if (this.#aheadMs !== 0) return;
        this.#setClock(happening.aheadMs);
        this.#later(happening.forMs, { kind: 'clockRight' });
        return;
      case 'clockRight':
        this.#setClock(0);
        return;
      case 'sleep':
        (await this.#running()).tell({ ...happening, kind: 'slept' });
        return;
      case 'order': {
        const shop = this.shops[happening.shop];
        if (shop !== undefined)
          this.mallLife.change(shop.account, happening.change, happening.pick, this.now());
        return;
      }
      case 'consent':
        return this.#consent(happening);
      case 'accept':
        await this.#call('autoImport.accept', {});
        if (this.#isQuiet()) await this.#renewLostConsents(await this.monitor());
        return;
    }
  }

  async #kill({ afterCommits, ms, downMs }: Extract<Happening, { kind: 'kill' }>): Promise<void> {
    const host = await this.#running();
    if (afterCommits !== null)
      await host.runTo(this.now() + killWithinMs, (commits) => {
        if (commits === afterCommits + 1) setTimeout(() => void host.kill(), ms);
      });
    await host.kill();
    this.#host = null;
    this.#time.set(this.now() + Math.round(downMs));
  }

  async #stopAll({ afterCommits, forMs }: Extract<Happening, { kind: 'stop' }>): Promise<void> {
    if (this.#isStopped) return;
    const stop = await stopAll(await this.#running(), afterCommits, this.now() + killWithinMs);
    this.#isStopped = true;
    this.traffic.forbid('stopped', stop.stoppedAt - this.#aheadMs + stopWithinMs);
    this.#later(forMs, { kind: 'resume' });
  }

  async #resume(): Promise<void> {
    if (!this.#isStopped) return;
    this.traffic.allow('stopped');
    await resumeAll({
      call: (path, input) => this.#call(path, input),
      until: (what, atMostMs, isIt) => this.#until(what, atMostMs, isIt),
    });
    this.#isStopped = false;
  }

  async #consent(happening: Extract<Happening, { kind: 'consent' }>): Promise<void> {
    const shop = this.shops[happening.shop];
    if (shop === undefined) return;
    if (!this.#isQuiet()) return this.#later(30 * minute, happening);
    try {
      await (await this.#running()).connect(shop.id, shop.account);
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      this.#later(30 * minute, happening);
    }
  }

  /** Nobody consents while the mall is in trouble, everything is stopped, or the clock is wrong. */
  #isQuiet(): boolean {
    return !this.traffic.isForbidden() && !this.#isUnplugged && this.simulator.control.faults().length === 0;
  }

  async #renewLostConsents(shops: readonly ShopMonitor[]): Promise<void> {
    for (const { shopId, state } of shops) {
      const shop = this.shops.find(({ id }) => id === shopId);
      if (state.kind !== 'needs_consent' || shop === undefined) continue;
      this.done.lostConsents = (this.done.lostConsents ?? 0) + 1;
      await (await this.#running()).connect(shop.id, shop.account);
    }
  }

  #tellWhetherRequestsHang(): void {
    this.#host?.tell({ kind: 'mayHang', mayHang: this.#mayHang() });
  }

  #mayHang(): boolean {
    return this.simulator.control.faults().some(({ rule }) => rule.delayMs !== undefined);
  }

  #setClock(aheadMs: number): void {
    this.#aheadMs = aheadMs;
    this.#host?.tell({ kind: 'clock', aheadMs });
    const isRejected = aheadMs > 0 || aheadMs <= -9 * minute;
    if (isRejected) this.traffic.forbid('clock rejected', this.now() + clockGraceMs);
    else this.traffic.allow('clock rejected');
  }

  #later(ms: number, happening: Happening): void {
    const at = this.now() + ms;
    const after = this.#happenings.findIndex((other) => other.at > at);
    this.#happenings.splice(after < 0 ? this.#happenings.length : after, 0, { at, happening });
  }

  async #until(what: string, atMostMs: number, isIt: () => Promise<boolean>): Promise<void> {
    const latest = this.now() + atMostMs;
    while (!(await isIt())) {
      if (this.now() > latest)
        throw new Error(`Not in time: ${what}\n${JSON.stringify(await this.monitor(), null, 1)}`);
      await (await this.#running()).runTo(this.now() + 10_000);
      this.traffic.look();
    }
  }

  async #call<T>(path: string, input: unknown): Promise<T> {
    return (await this.#running()).call<T>(path, input);
  }

  /** The process; started again where it was killed. */
  async #running(): Promise<SoakHost> {
    this.#host ??= await SoakHost.start(
      {
        databaseFile: this.databaseFile,
        worldTimeFile: join(this.folder, 'true-time'),
        endpoints: { ...productionEndpoints, ...this.simulator.endpoints },
        vaultKey: this.#vaultKey,
        clockAheadMs: this.#aheadMs,
        mayHang: this.#mayHang(),
        seed: this.#size.seed + (this.done.kill ?? 0),
      },
      this.#time,
    );
    return this.#host;
  }
}
