import type { MallPort } from '#main/malls/port.ts';
import type { OutboxEntry } from '#shared/contract/outbox.ts';
import type { ChangeEvent } from '#shared/contract/system.ts';
import { blankOrder } from '#shared/domain/blank-order.ts';
import { AppError, type AppErrorShape } from '#shared/domain/errors.ts';
import type { OrderId, PhaseId, ShopId } from '#shared/domain/ids.ts';
import type { MallOperation, OutboxState } from '#shared/domain/mall-operation.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { CallContext } from '../context.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import type { OrderPlan } from '../orders/order-plan.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { OutboxMove, OutboxRecord } from '../ports/outbox.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { CommitOrigin, Store } from '../ports/store.ts';
import { EntryWorker } from './entry-worker.ts';
import { historyOf } from './history.ts';
import type { OutboxTimes } from './outbox-times.ts';
import { planMallOperations } from './plan-operations.ts';
import { ShopLines } from './shop-line.ts';
import { ShopSender } from './shop-sender.ts';

export interface OutboxServiceDeps {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly mallOf: (shop: ShopRecord) => MallPort;
  readonly guard: FraudGuard;
  readonly clock: Clock;
  readonly log: Logger;
  readonly times: OutboxTimes;
  readonly terminalName: () => string;
}

/** Entities whose change may let a sender go on. */
const wakes: ReadonlySet<string> = new Set(['outbox', 'session', 'shop']);

/**
 * What is to be told to the malls (spec §4 Write-back). Operations are queued here, sent shop by shop in the order of
 * queueing of each order, and kept until their outcome is certain; nothing is sent twice blindly.
 */
export class OutboxService {
  readonly #deps: OutboxServiceDeps;
  readonly #senders = new Map<ShopId, ShopSender>();
  #reading: AbortController | null = null;
  #unsubscribe: () => void = () => undefined;

  constructor(deps: OutboxServiceDeps) {
    this.#deps = deps;
  }

  /** To be called once when the host starts: what stands as being sent died with the last process, outcome unknown. */
  markLost(): void {
    const { store, clock, log } = this.#deps;
    for (const entry of store.outbox.sending()) {
      log.warn('A request to a mall was cut off', { entryId: entry.id });
      const error = new AppError('outbox_answer_lost', 'The application ended before the answer came', {
        details: { reason: 'ended' },
      });
      this.#move(entry, 'system', {
        to: 'unknown',
        error: error.toShape(),
        nextAt: clock.now(),
        history: historyOf('outbox_unknown', entry.base),
      });
    }
  }

  /** Begins to send what waits, or goes on after `stop`. */
  start(): void {
    if (this.#reading !== null) return;
    this.#reading = new AbortController();
    this.#unsubscribe = this.#deps.store.subscribe((events) => this.#onChanges(events));
    this.#wakeShops();
  }

  /** Sends nothing more, and resolves when the request in hand has its answer. `start` goes on. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#reading?.abort(new AppError('cancelled', 'The outbox was stopped'));
    this.#reading = null;
    const senders = [...this.#senders.values()];
    this.#senders.clear();
    await Promise.all(senders.map((sender) => sender.stop()));
  }

  /** Queues an operation for one order. Throws AppError `not_found`, `fraud_held`, `order_in_staging`, `mall_operation_invalid`. */
  enqueue(
    input: { orderId: OrderId; operation: MallOperation; phaseAfter: PhaseId | null },
    ctx: CallContext,
  ): OutboxEntry {
    const { changes, rows } = planMallOperations(this.#deps, [{ ...input, by: 'menu' }]);
    const error = rows[0]?.error ?? null;
    if (error !== null) throw new AppError(error.code, error.message, error);
    const { outcomes } = this.#deps.store.commit(changes, this.#origin(ctx.actor));
    const [outcome] = outcomes;
    if (outcome?.kind !== 'outbox') throw new AppError('internal', 'Nothing was queued');
    return this.#entry(outcome.entryId);
  }

  /**
   * Plans one entry for each order that may have it; a row `done` means queued. Held orders, and what the mall is known
   * to refuse, fail in their rows. Throws AppError `mall_operation_invalid` for what no order can have.
   */
  enqueueMany(orderIds: readonly OrderId[], operation: MallOperation, phaseAfter: PhaseId | null): OrderPlan {
    const { store, mallOf } = this.#deps;
    const anyOrder = blankOrder('', 0);
    const refusals = store.shops().map((shop) => mallOf(shop).check(operation, anyOrder));
    const [refusal] = refusals;
    if (refusal != null && refusals.every((each) => each !== null)) throw refusal;
    return planMallOperations(
      this.#deps,
      orderIds.map((orderId) => ({ orderId, operation, phaseAfter, by: 'bulk' })),
    );
  }

  /** Takes back those of the entries that still wait; the others go their way. */
  withdrawWaiting(entryIds: readonly number[], ctx: CallContext): void {
    for (const entryId of entryIds)
      if (this.#deps.store.outbox.entry(entryId)?.state === 'waiting') this.withdraw(entryId, ctx);
  }

  list(input: {
    states?: OutboxState[] | undefined;
    orderId?: OrderId | undefined;
    offset: number;
    limit: number;
  }): { entries: OutboxEntry[]; total: number } {
    const { entries, total } = this.#deps.store.outbox.list(input);
    return { entries: entries.map((entry) => this.#shown(entry)), total };
  }

  counts(): {
    counts: { state: OutboxState; count: number }[];
    stopped: { shopId: ShopId; error: AppErrorShape }[];
  } {
    const stopped = [...this.#senders].flatMap(([shopId, sender]) => {
      const error = sender.halted();
      return error === null ? [] : [{ shopId, error: error.toShape() }];
    });
    return { counts: this.#deps.store.outbox.counts(), stopped };
  }

  /**
   * A failed one waits again; an unknown one is read again at once, and sent again unless that shows that it arrived;
   * a waiting one is tried at once. Throws AppError `not_found`, `outbox_not_waiting`.
   */
  retry(entryId: number, ctx: CallContext): OutboxEntry {
    const entry = this.#require(entryId);
    const isUnknown = entry.state === 'unknown';
    this.#move(entry, ctx.actor, {
      from: ['waiting', 'failed', 'unknown'],
      to: isUnknown ? 'unknown' : 'waiting',
      error: isUnknown ? entry.error : null,
      nextAt: isUnknown ? this.#deps.clock.now() : null,
      isAsked: isUnknown,
      history: historyOf('outbox_retried', entry.base),
    });
    this.#senders.get(entry.shopId)?.tryNow();
    return this.#entry(entryId);
  }

  /** Takes a waiting or failed one back. Throws AppError `not_found`, `outbox_not_waiting`. */
  withdraw(entryId: number, ctx: CallContext): OutboxEntry {
    const entry = this.#require(entryId);
    this.#move(entry, ctx.actor, {
      from: ['waiting', 'failed'],
      to: 'withdrawn',
      error: entry.error,
      history: historyOf('outbox_withdrawn', entry.base),
    });
    return this.#entry(entryId);
  }

  #onChanges(events: readonly ChangeEvent[]): void {
    if (events.some((event) => event.type === 'changed' && wakes.has(event.entity))) this.#wakeShops();
  }

  #wakeShops(): void {
    const { store } = this.#deps;
    for (const shopId of store.outbox.busyShops()) {
      const sender = this.#senders.get(shopId);
      if (sender === undefined) this.#senders.set(shopId, this.#begin(shopId));
      else sender.poke();
    }
  }

  #begin(shopId: ShopId): ShopSender {
    const reading = this.#reading?.signal ?? AbortSignal.abort();
    const worker = new EntryWorker({ ...this.#deps, reading });
    const lines = new ShopLines(this.#deps.sessions, this.#deps.mallOf);
    return new ShopSender({ ...this.#deps, worker, lines }, shopId);
  }

  #require(entryId: number): OutboxRecord {
    const entry = this.#deps.store.outbox.entry(entryId);
    if (entry === null)
      throw new AppError('not_found', 'The operation does not exist', { details: { entity: 'outbox' } });
    return entry;
  }

  #entry(entryId: number): OutboxEntry {
    return this.#shown(this.#require(entryId));
  }

  /** What waits says why: something of its order comes first, or its shop cannot send. */
  #shown(record: OutboxRecord): OutboxEntry {
    const { failures: _f, unknownSince: _u, isAsked: _a, base: _b, blockedBy, ...entry } = record;
    if (entry.state !== 'waiting') return entry;
    if (blockedBy !== null) {
      const blocked = new AppError('outbox_blocked', 'An earlier operation of the order is not settled', {
        details: { reason: blockedBy.state, blockedBy: blockedBy.entryId },
      });
      return { ...entry, error: blocked.toShape() };
    }
    return { ...entry, error: entry.error ?? this.#senders.get(entry.shopId)?.halted()?.toShape() ?? null };
  }

  #move(
    entry: OutboxRecord,
    actor: string,
    to: Pick<OutboxMove, 'to' | 'error'> & Partial<OutboxMove>,
  ): void {
    const move: OutboxMove = {
      kind: 'outbox.move',
      entryId: entry.id,
      from: [entry.state],
      nextAt: null,
      failures: 0,
      history: null,
      ...to,
    };
    this.#deps.store.commit([move], this.#origin(actor));
  }

  #origin(actor: string): CommitOrigin {
    return { actor, terminal: this.#deps.terminalName(), at: this.#deps.clock.now() };
  }
}
