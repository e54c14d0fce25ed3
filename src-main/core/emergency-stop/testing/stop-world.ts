import { randomUUID } from 'node:crypto';
import type { EmergencyStop, ResumeShop } from '#shared/contract/emergency-stop.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { createTestStore, shopId, silentLog } from '../../../db/testing/test-store.ts';
import type { Reconciler } from '../../auto-import/reconciler.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { EmergencyStopService } from '../emergency-stop-service.ts';
import { GuidedResume } from '../guided-resume.ts';

export const ctx = { actor: '山田' };
export const instructed = { reason: '二重取込の疑い', name: '山田', isInstructed: true, confirmation: '' };

/** Comparisons that end when a test says so; an aborted one ends by itself, a turn later. */
export class FakeReconciler implements Reconciler {
  /** Under way, by shop. */
  readonly running = new Map<ShopId, { readonly end: (gap: number) => void; readonly fail: () => void }>();
  /** Shops whose comparison came to its end, in that order. */
  readonly completed: ShopId[] = [];
  /** Shops that were asked for while another comparison of them had not ended. */
  readonly overlaps: ShopId[] = [];

  reconcile: Reconciler['reconcile'] = (id, reason, signal) => {
    if (this.running.has(id)) this.overlaps.push(id);
    const { promise, resolve, reject } =
      Promise.withResolvers<Awaited<ReturnType<Reconciler['reconcile']>>>();
    const letGo = () => this.running.delete(id);
    this.running.set(id, {
      end: (gap) => {
        letGo();
        this.completed.push(id);
        const span = { startedAt: 1, finishedAt: 2, from: 0, to: 1 };
        const counts = { listed: 120, missing: 3, changed: 1, gap };
        resolve({
          id: randomUUID(),
          shopId: id,
          reason,
          state: 'completed',
          ...span,
          ...counts,
          error: null,
        });
      },
      fail: () => {
        letGo();
        reject(new AppError('mall_unreachable', 'No answer'));
      },
    });
    signal.addEventListener('abort', () =>
      setImmediate(() => {
        letGo();
        reject(signal.reason);
      }),
    );
    return promise;
  };
}

/** Something that works by itself as long as no stop is in force, like the loop of auto import. */
export class FakeLoop {
  isRunning: boolean;
  /** How often it was told. */
  told = 0;

  constructor(stops: EmergencyStopService) {
    this.isRunning = stops.current() === null;
    stops.onChange((stop) => {
      this.told += 1;
      this.isRunning = stop === null;
    });
  }
}

/** The emergency stop on a real store, with comparisons and a loop that tests can watch. */
export class StopWorld {
  readonly store: Store;
  /** Shops that auto import serves. */
  served: ShopId[];
  /** Each time progress was told. */
  told = 0;
  reconciler!: FakeReconciler;
  stops!: EmergencyStopService;
  resume!: GuidedResume;
  loop!: FakeLoop;
  readonly #closeStore: () => void;

  constructor(shops = 3) {
    const { store, close } = createTestStore(shops);
    this.store = store;
    this.#closeStore = close;
    this.served = Array.from({ length: shops }, (_, at) => shopId(at + 1));
    this.start();
  }

  readonly clock: Clock = {
    now: () => Date.UTC(2026, 10, 22),
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
  };

  /** As at a start of the host. */
  start(): void {
    const { store, clock } = this;
    this.reconciler = new FakeReconciler();
    this.stops = new EmergencyStopService({
      store,
      clock,
      log: silentLog,
      terminalName: () => '受注PC',
      newId: randomUUID,
    });
    this.resume = new GuidedResume({
      stops: this.stops,
      reconciler: this.reconciler,
      shopsToCompare: () => this.served.map((id) => ({ id, name: `店舗 ${id.slice(-1)}` })),
      onProgress: () => {
        this.told += 1;
      },
      clock,
      log: silentLog,
    });
    this.loop = new FakeLoop(this.stops);
  }

  /** The process dies: nothing of it hears or does anything any more, and another one starts. */
  crash(): void {
    this.stops.close();
    this.start();
  }

  stop(): EmergencyStop {
    return this.stops.stop(instructed, ctx);
  }

  statesOfShops(): ResumeShop['state'][] | null {
    return this.resume.state()?.shops.map(({ state }) => state) ?? null;
  }

  async close(): Promise<void> {
    await this.resume.close();
    this.stops.close();
    this.#closeStore();
  }
}

/** Lets everything that waits for nothing from outside come to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
