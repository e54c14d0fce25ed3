import { randomUUID } from 'node:crypto';
import { seededRandom } from '#main/db/testing/sample-orders.ts';
import { createTestStore, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import type { ShopAutoImport, ShopMonitor } from '#shared/contract/auto-import.ts';
import type { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { emptySession, Sessions } from '../../auth/sessions.ts';
import { VirtualTime } from '../../clock/testing/virtual-time.ts';
import { EmergencyStopService } from '../../emergency-stop/emergency-stop-service.ts';
import { EventHub } from '../../events/event-hub.ts';
import { defaultLeaseTimes, ImportLeases } from '../../import/import-leases.ts';
import type { ShopRecord } from '../../ports/records.ts';
import type { Store } from '../../ports/store.ts';
import { AutoImportService } from '../auto-import-service.ts';
import type { LoopListener } from '../loop-listener.ts';
import { ReconciliationService } from '../reconciliation-service.ts';
import { ListingMall } from './listing-mall.ts';

export const start = Date.UTC(2026, 5, 1);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const ctx = { actor: '山田' };
export const on: ShopAutoImport = { isOn: true, intervalMinutes: 10, usesStaging: false, isPaused: false };

/** A trouble as it was told, and whether it was told to be over. */
export interface ToldTrouble {
  readonly shopId: ShopId;
  readonly since: number;
  readonly code: string;
  endings: number;
}

/** Auto import on a real store, in time that only passes when a test lets it; mall and clock check are the test's. */
export class LoopWorld {
  readonly time = new VirtualTime(start);
  readonly store: Store;
  readonly mall: ListingMall;
  readonly stops: EmergencyStopService;
  readonly leases: ImportLeases;
  readonly service: AutoImportService;
  readonly troubles: ToldTrouble[] = [];
  /** What an earlier start left open, for loops that are made from now on. */
  openTrouble: ReturnType<LoopListener['openTrouble']> = null;
  /** What a check of this PC's clock finds; null: it is good. */
  clockFault: () => AppError | null = () => null;
  readonly #closeStore: () => void;

  constructor(shops = 1, seed = 1) {
    const { time } = this;
    const { store, close } = createTestStore(shops, () => time.now());
    this.store = store;
    this.#closeStore = close;
    for (let number = 1; number <= shops; number += 1) {
      this.consent(number);
      store.commit(
        [{ kind: 'autoImport.set', shopId: shopId(number), expectedVersion: 0, settings: on }],
        origin(start),
      );
    }
    this.mall = new ListingMall(time, (id) => this.#purposeOf(id));
    const common = { store, clock: time, log: silentLog, terminalName: () => '受注PC', newId: randomUUID };
    this.stops = new EmergencyStopService(common);
    this.leases = this.otherTerminal('受注PC');
    const clockGuard = {
      requireGoodClock: async () => this.#checkClock(),
      requireNotRejected: async () => undefined,
    };
    const unused = () => Promise.reject(new Error('not used'));
    const sessions = new Sessions({
      ...common,
      clockGuard,
      events: new EventHub(),
      secrets: { put: unused, lease: unused, has: unused, remove: unused, status: unused },
      vault: { put: unused, lease: unused, has: unused, remove: unused, seal: unused, open: unused },
    });
    const deps = {
      ...common,
      sessions,
      clockGuard,
      leases: this.leases,
      stop: this.stops,
      mallOf: () => this.mall,
      rules: { of: () => undefined },
    };
    this.service = new AutoImportService({
      ...deps,
      reconciliations: new ReconciliationService({ ...deps, onProgress: () => undefined }),
      random: seededRandom(seed),
      onChange: () => undefined,
      listener: {
        troubleBegan: (id, since, { code }) => this.troubles.push({ shopId: id, since, code, endings: 0 }),
        troubleEnded: (id, since) => {
          const told = this.troubles.find((trouble) => trouble.shopId === id && trouble.since === since);
          if (told === undefined) throw new Error('A trouble ended that was never told');
          told.endings += 1;
        },
        openTrouble: () => this.openTrouble,
      },
    });
  }

  /** The leases as another terminal on the same data takes them. */
  otherTerminal(name: string): ImportLeases {
    const { store, time } = this;
    return new ImportLeases({
      store,
      clock: time,
      mono: time.mono,
      log: silentLog,
      times: defaultLeaseTimes,
      terminalName: () => name,
      newId: randomUUID,
    });
  }

  /** A consent for 28 days. */
  consent(number = 1): void {
    const at = this.time.now();
    const session = {
      ...emptySession(shopId(number), 'shared'),
      consentedAt: at,
      lastVerdict: 'authorized',
      lastVerdictAt: at,
      key: { keyVersion: '1', bits: 2048, fingerprint: 'ab:cd', issuedOn: '2026-06-01' },
    };
    this.store.commit([{ kind: 'session.set', session }], origin(at));
  }

  set(settings: ShopAutoImport, number = 1): void {
    const version = this.store.autoImport.settings(shopId(number)).version;
    this.service.saveShop(shopId(number), version, settings, ctx);
  }

  stop(): void {
    this.stops.stop({ reason: '点検', name: '山田', isInstructed: true, confirmation: '' }, ctx);
  }

  shop(number = 1): ShopRecord {
    const shop = this.store.shop(shopId(number));
    if (shop === null) throw new Error('The shop exists');
    return shop;
  }

  monitor(number = 1): ShopMonitor {
    const shown = this.service.monitor().shops.find((line) => line.shopId === shopId(number));
    if (shown === undefined) throw new Error('Every shop is shown');
    return shown;
  }

  /** When cycles of a shop began, by this PC's clock. */
  cycles(number = 1): number[] {
    return this.mall.asked
      .filter((asked) => asked.shopId === shopId(number) && asked.purpose === 'auto')
      .map(({ at }) => at);
  }

  /** The reasons of the comparisons of a shop, oldest first. */
  comparisons(number = 1): string[] {
    return this.store.autoImport
      .reconciliations(shopId(number), 10_000)
      .map(({ reason, state }) => (state === 'completed' ? reason : `${reason} ${state}`))
      .toReversed();
  }

  /** Ends the loops and what they have in hand; the store stays open. */
  async endLoops(): Promise<void> {
    await this.time.run(this.service.close());
  }

  async close(): Promise<void> {
    await this.endLoops();
    this.leases.close();
    this.stops.close();
    this.#closeStore();
  }

  #purposeOf(id: ShopId): string {
    return this.store.autoImport.leases().find((lease) => lease.shopId === id)?.purpose ?? 'nothing';
  }

  #checkClock(): void {
    const error = this.clockFault();
    if (error !== null) throw error;
  }
}
