import { emptySession } from '#main/core/auth/sessions.ts';
import type { CallContext } from '#main/core/context.ts';
import { createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import type { Operations } from '#main/core/operations.ts';
import type { OutboxTimes } from '#main/core/outbox/outbox-times.ts';
import type { Clock } from '#main/core/ports/clock.ts';
import { isGenuineMallPermit, type MallPermit } from '#main/core/ports/fraud-permit.ts';
import type { Notifier } from '#main/core/ports/notifier.ts';
import type { Store } from '#main/core/ports/store.ts';
import { createTestStore, importChange, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import { systemClock } from '#main/host/system-clock.ts';
import type { MallCapabilities, MallConnection, SendOperation, SendResult } from '#main/malls/port.ts';
import type { Job } from '#shared/contract/jobs.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { FakeMall } from '../integration/import/fake-mall.ts';
import { memorySecrets } from './memory-secrets.ts';
import { memoryVault } from './memory-vault.ts';
import { noDemoMall, noLoopback, noMail } from './unused-ports.ts';

/** A mall in memory that does what it is told, of which it keeps a list. */
export class DeskMall extends FakeMall {
  override readonly capabilities: MallCapabilities = {
    operations: new Set(['cancel', 'status', 'ship', 'pay', 'fields', 'seen']),
    sendableFields: [],
  };
  readonly done: { readonly mallOrderId: string; readonly operation: MallOperation }[] = [];
  /** What it was told about orders that it holds, but to cancel them: it must stay empty. */
  readonly forbidden: { readonly mallOrderId: string; readonly operation: MallOperation }[] = [];
  /** Refuses everything while set. */
  refusal: AppError | null = null;

  override async send(
    _connection: MallConnection,
    permit: MallPermit,
    { order }: SendOperation,
  ): Promise<SendResult> {
    if (!isGenuineMallPermit(permit)) throw new Error('Sent without a permit');
    const told = { mallOrderId: order.mallOrderId, operation: permit.operation };
    const held = isHeld(this.orders.get(order.mallOrderId)?.fraudHold ?? 'none');
    if (held && permit.operation.kind !== 'cancel') this.forbidden.push(told);
    if (this.refusal !== null) return { kind: 'refused', error: this.refusal };
    this.done.push(told);
    return { kind: 'accepted', warnings: [], isAppliedLater: false };
  }
}

/** The outbox's patience where nobody waits for a real mall. */
const outboxTimes: OutboxTimes = {
  settleMs: 400,
  rereadMs: 100,
  shopPausesMs: [50, 100],
  entryPausesMs: [50, 50],
  haltedMs: 300,
};

/** The moment at which every desk opens. */
export const openedAt = Date.UTC(2026, 10, 22);

/** The whole core over a database of its own and a mall in memory: orders as operators handle them. */
export interface OrderDesk {
  readonly store: Store;
  readonly mall: DeskMall;
  readonly operations: Operations;
  /** Puts orders into the mall as they now are and imports them. */
  import(...orders: MallOrder[]): Promise<void>;
  /** Puts orders into the mall and into staging, where auto import leaves them. */
  stage(...orders: MallOrder[]): void;
  /** Waits until a job is over. */
  ended(job: Pick<Job, 'id'>): Promise<Job>;
  /** The row id of an imported order. */
  idOf(order: Pick<MallOrder, 'mallOrderId'>): number;
  close(): Promise<void>;
}

/** A reading of true time that finds the desk's clock right. */
const exactly = (at: number) => ({ sentAt: at, receivedAt: at, notBefore: at, notAfter: at });

/** Who sits at the desk; two of them are two clients. */
export const operator = (actor = '山田'): CallContext => ({ actor, signal: new AbortController().signal });

/** `sends`: what waits in the outbox is sent, and time passes as it does; otherwise waiting costs no time. */
export function openDesk({
  notifier,
  sends = false,
}: {
  notifier?: Notifier;
  sends?: boolean;
} = {}): OrderDesk {
  const { store, close } = createTestStore();
  const shop = shopId();
  store.commit(
    [{ kind: 'session.set', session: { ...emptySession(shop, 'terminal'), consentedAt: openedAt } }],
    origin(openedAt),
  );
  const began = Date.now();
  let skipped = 0;
  const now = (): number => openedAt + skipped + (sends ? Date.now() - began : 0);
  const clock: Clock = {
    now,
    sleep: async (ms, signal) => {
      if (sends) await systemClock.sleep(ms, signal);
      else skipped += ms;
    },
  };
  const mall = new DeskMall();
  const core = createCore({
    files: memoryFileStore(now),
    store,
    clock,
    mono: { now },
    outboxTimes,
    // Waiting may take no time here: a heartbeat would never let anything else happen.
    leaseTimes: { beatMs: Number.POSITIVE_INFINITY },
    timeSources: [{ id: 'test', kind: 'sntp', grainMs: 0, read: async () => exactly(now()) }],
    log: silentLog,
    malls: { yahoo: mall },
    ...(notifier === undefined ? {} : { notifier }),
    terminalName: () => '受注PC',
    appVersion: '1',
    hostKind: 'in-process',
    secrets: memorySecrets(),
    vault: memoryVault(),
    mailSender: noMail,
    loopback: noLoopback,
    demoMall: noDemoMall,
  });
  if (sends) core.start();
  const { operations } = core;
  const ctx = operator('取込');
  return {
    store,
    mall,
    operations,
    import: async (...orders) => {
      mall.put(...orders);
      skipped += 1_000;
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
    stage: (...orders) => {
      mall.put(...orders);
      store.commit(
        orders.map((order) => importChange(order, phaseIdOf.staging)),
        origin(now()),
      );
    },
    ended: async ({ id }) => {
      for (;;) {
        const job = await operations.jobs.get({ jobId: id }, ctx);
        if (job.state !== 'running') return job;
        await new Promise((resolve) => setImmediate(resolve));
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
