import type { SendResult } from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import { initialPhase } from '../import/initial-phase.ts';
import type { MallPermit } from '../ports/fraud-permit.ts';
import type { OutboxBase, OutboxRecord } from '../ports/outbox.ts';
import type { Change } from '../ports/store.ts';
import { EntryOutcomes, type OutcomeDeps } from './entry-outcomes.ts';
import { factsOf, isAsWanted, wantedFacts } from './facts.ts';
import { historyOf } from './history.ts';
import { judgeReading } from './judge-reading.ts';
import type { ShopLine } from './shop-line.ts';

export interface EntryWorkerDeps extends OutcomeDeps {
  /** Ends readings when the outbox stops; a request that changes something is always waited for. */
  readonly reading: AbortSignal;
}

/** Never aborted: the adapter's own time-outs end the wait. */
const untilAnswered = new AbortController().signal;

/**
 * One step of one entry: it is sent, or read again. Every step begins with a reading of the order at the mall, so
 * that nothing is decided by what this terminal last knew. Errors of the connection, after which the mall surely did
 * nothing, are thrown.
 */
export class EntryWorker {
  readonly outcomes: EntryOutcomes;
  readonly #deps: EntryWorkerDeps;

  constructor(deps: EntryWorkerDeps) {
    this.#deps = deps;
    this.outcomes = new EntryOutcomes(deps);
  }

  /** Sends a waiting entry, unless the mall has it already or it may no longer be sent. */
  async send(entry: OutboxRecord, line: ShopLine, mayGoOn: () => boolean): Promise<void> {
    const fresh = await this.#read(entry, line);
    // Taken back or stopped while the mall was asked.
    if (fresh === null || !mayGoOn() || this.outcomes.stateOf(entry) !== 'waiting') return;
    const leaving = this.#prepare(entry, line, fresh);
    if (leaving === null) return;
    const { permit, order, base } = leaving;
    // Committed before the request leaves: whatever happens now, it is known that it may have arrived.
    this.outcomes.move(entry, { to: 'sending', base, history: historyOf('outbox_sent', base) });
    const operation = { order, operationUser: entry.actor };
    const result = await line.mall.send(line.connection, permit, operation, untilAnswered);
    this.#settle({ ...entry, state: 'sending', base }, fresh, result);
  }

  /** Reads the order of an unknown entry and says whether the request arrived. */
  async resolve(entry: OutboxRecord, line: ShopLine): Promise<void> {
    const { store, clock, times } = this.#deps;
    const fresh = await this.#read(entry, line);
    const current = store.outbox.entry(entry.id);
    if (fresh === null || current?.state !== 'unknown') return;
    const { base, isAsked } = current;
    if (base === null) {
      this.outcomes.fail(current, new AppError('internal', 'It left without a trace'));
      return;
    }
    const now = clock.now();
    const since = current.unknownSince ?? now;
    const settledAt = since + times.settleMs;
    switch (judgeReading(base, fresh, { isSettled: now >= settledAt, isAsked })) {
      case 'arrived':
        this.outcomes.done(current, 'outbox_confirmed', null);
        break;
      case 'not_there':
        this.outcomes.move(current, { to: 'waiting', history: historyOf('outbox_returned', base) });
        break;
      case 'wait': {
        const nextAt = Math.min(settledAt, now + Math.max(times.rereadMs, now - since));
        this.outcomes.move(current, { to: 'unknown', error: current.error, nextAt });
        break;
      }
      case 'ambiguous':
        this.outcomes.move(current, { to: 'unknown', error: ambiguous(current).toShape() });
        break;
    }
  }

  /** Reads the order of a done entry, so that it shows all that the mall made of it. */
  async readAgain(entry: OutboxRecord, { mall, connection }: ShopLine): Promise<void> {
    const [answer] = await mall.fetchOrders(connection, [entry.mallOrderId], this.#deps.reading);
    const read: Change = { kind: 'outbox.read', entryId: entry.id };
    // An answer that cannot be used is the next import's concern: nothing here depends on it.
    this.outcomes.commit(answer?.ok === true ? [importOf(entry, answer), read] : [read], entry);
  }

  /** The mall's order as it is now, kept here too; null when it cannot be read, which is written down. */
  async #read(entry: OutboxRecord, { mall, connection }: ShopLine): Promise<MallOrder | null> {
    const [answer] = await mall.fetchOrders(connection, [entry.mallOrderId], this.#deps.reading);
    if (answer?.ok === true) {
      this.outcomes.commit([importOf(entry, answer)], entry);
      return answer.order;
    }
    const error = answer?.error ?? new AppError('mall_answer_broken', 'The mall answered nothing');
    const current = this.#deps.store.outbox.entry(entry.id);
    if (current?.state !== entry.state) return null;
    // A broken answer now may be a sound one later.
    if (error.retryable || error.code === 'mall_answer_broken') this.outcomes.postpone(current, error);
    else this.outcomes.fail(current, error);
    return null;
  }

  /** All that goes on the way; null when it need not or may not leave, which is written down. */
  #prepare(
    entry: OutboxRecord,
    { mall }: ShopLine,
    fresh: MallOrder,
  ): { permit: MallPermit; order: MallOrder; base: OutboxBase } | null {
    const permit = this.#permit(entry);
    if (permit instanceof AppError) {
      this.outcomes.fail(entry, permit);
      return null;
    }
    // Fields are sent as they stand here; everything else is judged by the order as the mall has it.
    const local = this.#deps.store.order(entry.orderId)?.order ?? fresh;
    const order = entry.operation.kind === 'fields' ? local : fresh;
    const refusal = mall.check(entry.operation, order);
    if (refusal !== null && !refusal.retryable) {
      this.outcomes.fail(entry, refusal);
      return null;
    }
    const base = baseOf(fresh, wantedFacts(entry.operation, order));
    if (isAsWanted(fresh, base.wanted)) {
      this.outcomes.done(entry, 'outbox_already', null, { base });
      return null;
    }
    if (refusal !== null) {
      this.outcomes.postpone(entry, refusal);
      return null;
    }
    return { permit, order, base };
  }

  /** The guard's leave for the order as it is now; its refusal otherwise. */
  #permit({ orderId, operation }: OutboxRecord): MallPermit | AppError {
    const { store, guard } = this.#deps;
    const standing = store.orderStandings([orderId]).get(orderId);
    if (standing === undefined) return new AppError('not_found', 'The order does not exist');
    const verdict = guard.permitMallOperation(standing, operation, 'outbox');
    return verdict.kind === 'permitted' ? verdict.permit : verdict.error;
  }

  #settle(entry: OutboxRecord, fresh: MallOrder, result: SendResult): void {
    switch (result.kind) {
      case 'accepted': {
        const { warnings, isAppliedLater } = result;
        this.outcomes.done(entry, 'outbox_done', isAppliedLater ? null : fresh, { warnings });
        break;
      }
      case 'refused':
        if (result.error.retryable) this.outcomes.postpone(entry, result.error);
        else this.outcomes.fail(entry, result.error);
        break;
      case 'unknown':
        this.outcomes.move(entry, {
          to: 'unknown',
          error: result.error.toShape(),
          nextAt: this.#deps.clock.now(),
          history: historyOf('outbox_unknown', entry.base),
        });
        break;
    }
  }
}

function importOf({ shopId }: OutboxRecord, { order, raw }: { order: MallOrder; raw: Uint8Array }): Change {
  return { kind: 'order.import', runId: null, shopId, order, raw, phaseIfNew: initialPhase(order) };
}

function baseOf(fresh: MallOrder, wanted: OutboxBase['wanted']): OutboxBase {
  const { mallVersion, mallUpdatedAt } = fresh;
  return { mallVersion, mallUpdatedAt, before: factsOf(fresh, Object.keys(wanted)), wanted };
}

function ambiguous({ mallOrderId }: OutboxRecord): AppError {
  return new AppError('outbox_answer_lost', 'The order was changed since, and is not as it was wanted', {
    details: { reason: 'ambiguous', mallOrderId },
  });
}
