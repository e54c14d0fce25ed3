import type { SendResult } from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import { initialPhase } from '../import/initial-phase.ts';
import { planPhaseMove } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { MallPermit } from '../ports/fraud-permit.ts';
import type { Logger } from '../ports/logger.ts';
import type { Change, CommitOrigin, OutboxBase, OutboxMove, OutboxRecord, Store } from '../ports/store.ts';
import { factChanges, factsOf, isAsWanted, wantedFacts, withFacts } from './facts.ts';
import { judgeReading } from './judge-reading.ts';
import type { OutboxTimes } from './outbox-times.ts';
import type { ShopLine } from './shop-line.ts';

export interface EntryWorkerDeps {
  readonly store: Store;
  readonly guard: FraudGuard;
  readonly clock: Clock;
  readonly log: Logger;
  readonly times: OutboxTimes;
  readonly terminalName: () => string;
  /** Ends readings when the outbox stops; a request that changes something is always waited for. */
  readonly reading: AbortSignal;
}

/** Past the moment at which the mall says it will take something again. */
const afterUntilMs = 30_000;

/** Never aborted: the adapter's own time-outs end the wait. */
const untilAnswered = new AbortController().signal;

type MoveTo = Pick<OutboxMove, 'to'> & Partial<OutboxMove>;

/**
 * One step of one entry: it is sent, or read again. Every step begins with a reading of the order at the mall, so
 * that nothing is decided by what this terminal last knew. Errors of the connection, after which the mall surely did
 * nothing, are thrown; the entry then stands as it stood before.
 */
export class EntryWorker {
  readonly #deps: EntryWorkerDeps;

  constructor(deps: EntryWorkerDeps) {
    this.#deps = deps;
  }

  /** Sends a waiting entry, unless the mall has it already or it may no longer be sent. */
  async send(entry: OutboxRecord, line: ShopLine, mayGoOn: () => boolean): Promise<void> {
    const fresh = await this.#read(entry, line);
    // Taken back or stopped while the mall was asked.
    if (fresh === null || !mayGoOn() || this.#stateOf(entry) !== 'waiting') return;
    const order = this.#deps.store.order(entry.orderId)?.order ?? fresh;
    const permit = this.#permit(entry);
    if (permit instanceof AppError) return this.#fail(entry, permit);
    // Fields are sent as they stand here; everything else is judged by the order as the mall has it.
    const refusal = line.mall.check(entry.operation, entry.operation.kind === 'fields' ? order : fresh);
    if (refusal !== null && !refusal.retryable) return this.#fail(entry, refusal);
    const wanted = wantedFacts(entry.operation, order);
    const base = baseOf(fresh, wanted);
    if (isAsWanted(fresh, wanted)) return this.#done(entry, 'outbox_already', { base }, null);
    if (refusal !== null) return this.#postpone(entry, refusal);
    this.#move(entry, { to: 'sending', base, history: { action: 'outbox_sent', facts: changesOf(base) } });
    const operation = { order, operationUser: entry.actor };
    const result = await line.mall.send(line.connection, permit, operation, untilAnswered);
    this.#settle({ ...entry, state: 'sending', base }, fresh, result);
  }

  /** Reads the order of an unknown entry and says whether the request arrived. */
  async resolve(entry: OutboxRecord, line: ShopLine): Promise<void> {
    const { clock, times } = this.#deps;
    const { base } = entry;
    const fresh = await this.#read(entry, line);
    if (fresh === null || this.#stateOf(entry) !== 'unknown') return;
    const current = this.#deps.store.outbox.entry(entry.id) ?? entry;
    const now = clock.now();
    const since = current.unknownSince ?? now;
    const settledAt = since + times.settleMs;
    if (base === null) return this.#fail(current, new AppError('internal', 'It left without a trace'));
    switch (judgeReading(base, fresh, { isSettled: now >= settledAt, isAsked: current.isAsked })) {
      case 'arrived':
        return this.#done(current, 'outbox_confirmed', {}, null);
      case 'not_there':
        return this.#move(current, {
          to: 'waiting',
          error: null,
          history: { action: 'outbox_returned', facts: [] },
        });
      case 'wait':
        return this.#move(current, {
          to: 'unknown',
          nextAt: Math.min(settledAt, now + Math.max(times.rereadMs, now - since)),
        });
      case 'ambiguous':
        return this.#move(current, { to: 'unknown', nextAt: null, error: ambiguous(current).toShape() });
    }
  }

  /** Reads the order of a done entry, so that it shows all that the mall made of it. */
  async readAgain(entry: OutboxRecord, line: ShopLine): Promise<void> {
    const { mall, connection } = line;
    const [answer] = await mall.fetchOrders(connection, [entry.mallOrderId], this.#deps.reading);
    const read: Change = { kind: 'outbox.read', entryId: entry.id };
    // An answer that cannot be used is the next import's concern: here nothing depends on it.
    this.#commit(answer?.ok === true ? [this.#importChange(entry, answer), read] : [read], entry);
  }

  /** Puts back an entry whose request surely was not carried out. */
  putBack(entry: OutboxRecord, error: AppError, nextAt: Moment | null): void {
    const state = this.#stateOf(entry);
    if (state !== 'sending' && state !== 'waiting') return;
    this.#move(
      { ...entry, state },
      { to: 'waiting', error: error.toShape(), nextAt, failures: entry.failures },
    );
  }

  /** The mall's order as it is now, kept here too; null when the entry was settled because it cannot be read. */
  async #read(entry: OutboxRecord, { mall, connection }: ShopLine): Promise<MallOrder | null> {
    const [answer] = await mall.fetchOrders(connection, [entry.mallOrderId], this.#deps.reading);
    if (answer?.ok === true) {
      this.#commit([this.#importChange(entry, answer)], entry);
      return answer.order;
    }
    const error = answer?.error ?? new AppError('mall_answer_broken', 'The mall answered nothing');
    if (error.retryable || error.code === 'mall_answer_broken') this.#postpone(entry, error);
    else this.#fail(entry, error);
    return null;
  }

  #importChange(entry: OutboxRecord, { order, raw }: { order: MallOrder; raw: Uint8Array }): Change {
    const { shopId } = entry;
    return { kind: 'order.import', runId: null, shopId, order, raw, phaseIfNew: initialPhase(order) };
  }

  /** The guard's leave for the order as it is now; its refusal otherwise. */
  #permit({ orderId, operation }: OutboxRecord): MallPermit | AppError {
    const { store, guard } = this.#deps;
    const facts = store.orderFacts([orderId]).get(orderId);
    if (facts === undefined) return new AppError('not_found', 'The order does not exist');
    const verdict = guard.permitMallOperation(facts, operation, 'outbox');
    return verdict.kind === 'permitted' ? verdict.permit : verdict.error;
  }

  #settle(entry: OutboxRecord, fresh: MallOrder, result: SendResult): void {
    switch (result.kind) {
      case 'accepted': {
        const { warnings, isAppliedLater } = result;
        return this.#done(entry, 'outbox_done', { warnings }, isAppliedLater ? null : fresh);
      }
      case 'refused':
        return result.error.retryable
          ? this.#postpone(entry, result.error)
          : this.#fail(entry, result.error);
      case 'unknown':
        return this.#move(entry, {
          to: 'unknown',
          error: result.error.toShape(),
          nextAt: this.#deps.clock.now(),
          history: { action: 'outbox_unknown', facts: changesOf(entry.base) },
        });
    }
  }

  /**
   * The mall has it. `fresh`, given when the mall has just accepted: the order takes what was wanted at once, and all
   * else with the next reading.
   */
  #done(entry: OutboxRecord, action: string, more: Partial<OutboxMove>, fresh: MallOrder | null): void {
    const base = more.base ?? entry.base;
    const move = this.#changeOf(entry, {
      ...more,
      to: 'done',
      error: null,
      failures: 0,
      history: { action, facts: changesOf(base) },
    });
    const effect: Change[] =
      fresh === null || base === null
        ? []
        : [
            {
              kind: 'order.import',
              runId: null,
              shopId: entry.shopId,
              order: withFacts(fresh, base.wanted),
              raw: null,
              phaseIfNew: initialPhase(fresh),
            },
          ];
    const phase = this.#phaseAfter(entry);
    this.#commit([{ ...move, error: phase.error }, ...effect, ...phase.changes], entry);
  }

  /** The phase an order goes to once the mall has accepted; a refusal stays with the entry, to be read. */
  #phaseAfter({ orderId, phaseAfter }: OutboxRecord): {
    changes: readonly Change[];
    error: OutboxMove['error'];
  } {
    if (phaseAfter === null) return { changes: [], error: null };
    try {
      const { changes, rows } = planPhaseMove(this.#deps, [orderId], phaseAfter, 'outbox');
      return { changes, error: rows[0]?.error ?? null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { changes: [], error: error.toShape() };
    }
  }

  #fail(entry: OutboxRecord, error: AppError): void {
    const { code, message } = error;
    const facts = [{ field: 'error', before: '', after: `${code}: ${message}` }, ...changesOf(entry.base)];
    this.#move(entry, { to: 'failed', error: error.toShape(), history: { action: 'outbox_failed', facts } });
  }

  /** Later again: at the moment the error names, or after the next pause. */
  #postpone(entry: OutboxRecord, error: AppError): void {
    const { clock, times } = this.#deps;
    const { until } = error.details;
    if (typeof until === 'number' && until > clock.now()) {
      return this.#move(entry, { to: back(entry), error: error.toShape(), nextAt: until + afterUntilMs });
    }
    const pause = times.entryPausesMs[entry.failures];
    // Whether an unknown one arrived is asked until there is an answer.
    if (pause === undefined && entry.state !== 'unknown') return this.#fail(entry, error);
    const nextAt = clock.now() + (pause ?? times.entryPausesMs.at(-1) ?? 0);
    this.#move(entry, {
      to: back(entry),
      error: entry.state === 'unknown' ? entry.error : error.toShape(),
      nextAt,
      failures: entry.failures + 1,
    });
  }

  #stateOf(entry: OutboxRecord): OutboxRecord['state'] | null {
    return this.#deps.store.outbox.entry(entry.id)?.state ?? null;
  }

  #move(entry: OutboxRecord, to: MoveTo): void {
    this.#commit([this.#changeOf(entry, to)], entry);
  }

  #changeOf(entry: OutboxRecord, to: MoveTo): OutboxMove {
    return {
      kind: 'outbox.move',
      entryId: entry.id,
      from: [entry.state],
      nextAt: null,
      error: entry.error,
      failures: 0,
      isAsked: to.to === 'unknown' && entry.isAsked,
      history: null,
      ...to,
    };
  }

  #commit(changes: readonly Change[], { actor }: OutboxRecord): void {
    const { store, clock, terminalName } = this.#deps;
    const origin: CommitOrigin = { actor, terminal: terminalName(), at: clock.now() };
    store.commit(changes, origin);
  }
}

const back = ({ state }: OutboxRecord): 'waiting' | 'unknown' => (state === 'unknown' ? 'unknown' : 'waiting');

function baseOf(fresh: MallOrder, wanted: OutboxBase['wanted']): OutboxBase {
  const { mallVersion, mallUpdatedAt } = fresh;
  return { mallVersion, mallUpdatedAt, before: factsOf(fresh, Object.keys(wanted)), wanted };
}

const changesOf = (base: OutboxBase | null): ReturnType<typeof factChanges> =>
  base === null ? [] : factChanges(base.before, base.wanted);

function ambiguous({ mallOrderId }: OutboxRecord): AppError {
  return new AppError('outbox_answer_lost', 'The order was changed since, and not as it was wanted', {
    details: { reason: 'ambiguous', mallOrderId },
  });
}
