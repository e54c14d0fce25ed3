import { emptySession } from '#main/core/auth/sessions.ts';
import type { CallContext } from '#main/core/context.ts';
import { createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import type { Operations } from '#main/core/operations.ts';
import type { Clock } from '#main/core/ports/clock.ts';
import type { Notifier } from '#main/core/ports/notifier.ts';
import type { Store } from '#main/core/ports/store.ts';
import { createTestStore, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { FakeMall } from '../integration/import/fake-mall.ts';
import { memoryVault, noMail } from './memory-vault.ts';

/** The moment at which every desk opens. */
export const openedAt = Date.UTC(2026, 10, 22);

/** The whole core over a database of its own and a mall in memory: orders as operators handle them. */
export interface OrderDesk {
  readonly store: Store;
  readonly mall: FakeMall;
  readonly operations: Operations;
  /** Puts orders into the mall as they now are and imports them. */
  import(...orders: MallOrder[]): Promise<void>;
  /** The row id of an imported order. */
  idOf(order: Pick<MallOrder, 'mallOrderId'>): number;
  close(): Promise<void>;
}

/** Who sits at the desk; two of them are two clients. */
export const operator = (actor = '山田'): CallContext => ({ actor, signal: new AbortController().signal });

export function openDesk(notifier?: Notifier): OrderDesk {
  const { store, close } = createTestStore();
  const shop = shopId();
  store.commit(
    [{ kind: 'session.set', session: { ...emptySession(shop, 'terminal'), consentedAt: openedAt } }],
    origin(openedAt),
  );
  let now = openedAt;
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
  const mall = new FakeMall();
  const core = createCore({
    files: memoryFileStore(() => now),
    store,
    clock,
    mono: { now: () => now },
    timeSources: [],
    log: silentLog,
    malls: { yahoo: mall },
    ...(notifier === undefined ? {} : { notifier }),
    terminalName: () => '受注PC',
    appVersion: '1',
    hostKind: 'in-process',
    secrets: {
      put: async () => undefined,
      lease: async () => null,
      has: async () => false,
      remove: async () => undefined,
      status: async () => ({ kind: 'memory', reason: '' }),
    },
    vault: memoryVault(),
    mailSender: noMail,
    loopback: { listen: () => Promise.reject(new Error('not used')) },
    demoMall: { available: false, running: () => false, start: () => Promise.reject(new Error('not used')) },
  });
  const { operations } = core;
  const ctx = operator('取込');
  return {
    store,
    mall,
    operations,
    import: async (...orders) => {
      mall.orders.clear();
      mall.put(...orders);
      now += 1_000;
      const { runs } = await operations.imports.start(
        { shopIds: [shop], period: { kind: 'since_last' } },
        ctx,
      );
      for (const { id } of runs) {
        while ((await operations.imports.get({ runId: id }, ctx)).state === 'running') {
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    },
    idOf: ({ mallOrderId }) => {
      const known = store.orderStates(shop, [mallOrderId]).get(mallOrderId);
      if (known === undefined) throw new Error(`${mallOrderId} was not imported`);
      return known.orderId;
    },
    close: async () => {
      await core.close();
      close();
    },
  };
}

/** The code with which something is refused; null when it goes through. */
export async function refusalOf(work: () => unknown): Promise<ErrorCode | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
