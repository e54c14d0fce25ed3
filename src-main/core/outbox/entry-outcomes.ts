import { AppError } from '#shared/domain/errors.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { FraudGuard } from '../fraud/guard.ts';
import { initialPhase } from '../import/initial-phase.ts';
import { planPhaseMove } from '../orders/plan-phase-move.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboxMove, OutboxRecord } from '../ports/outbox.ts';
import type { Change, Store } from '../ports/store.ts';
import { withFacts } from './facts.ts';
import { historyOf } from './history.ts';
import type { OutboxTimes } from './outbox-times.ts';

export interface OutcomeDeps {
  readonly store: Store;
  readonly guard: FraudGuard;
  readonly clock: Clock;
  readonly times: OutboxTimes;
  readonly terminalName: () => string;
}

/** How an entry goes on: its next state, and whatever differs from an entry that had no trouble. */
export type MoveTo = Pick<OutboxMove, 'to'> & Partial<OutboxMove>;

/** So long (ms) past the moment at which the mall says it will take something again. */
const afterUntilMs = 30_000;

/** Writes down what became of an entry, each time in one commit with all that follows from it. */
export class EntryOutcomes {
  readonly #deps: OutcomeDeps;

  constructor(deps: OutcomeDeps) {
    this.#deps = deps;
  }

  stateOf({ id }: OutboxRecord): OutboxRecord['state'] | null {
    return this.#deps.store.outbox.entry(id)?.state ?? null;
  }

  /** Throws AppError `outbox_not_waiting` when the entry is no longer in the state it was read in. */
  move(entry: OutboxRecord, to: MoveTo): void {
    this.commit([moveOf(entry, to)], entry);
  }

  /**
   * The mall has it: the phase that was asked for follows. `fresh`, given when the mall has just accepted, takes what
   * was wanted at once; all else comes with the next reading.
   */
  done(entry: OutboxRecord, action: string, fresh: MallOrder | null, more: Partial<OutboxMove> = {}): void {
    const phase = this.#phaseAfter(entry);
    const move = moveOf(entry, {
      ...more,
      to: 'done',
      // A refused phase does not undo what the mall has done: it stays with the entry, to be read.
      error: phase.error,
      history: historyOf(action, more.base ?? entry.base),
    });
    const effect = fresh === null ? [] : [effectOf(entry, fresh)];
    this.commit([move, ...effect, ...phase.changes], entry);
  }

  fail(entry: OutboxRecord, error: AppError): void {
    const shape = error.toShape();
    this.move(entry, {
      to: 'failed',
      error: shape,
      history: historyOf('outbox_failed', entry.base, shape),
    });
  }

  /** Later again: at the moment the error names (`until`), or after the next pause; at last it has failed. */
  postpone(entry: OutboxRecord, error: AppError): void {
    const { clock, times } = this.#deps;
    const isUnknown = entry.state === 'unknown';
    const { until } = error.details;
    const later: MoveTo = {
      to: isUnknown ? 'unknown' : 'waiting',
      error: isUnknown ? entry.error : error.toShape(),
    };
    if (typeof until === 'number' && until > clock.now()) {
      this.move(entry, { ...later, nextAt: until + afterUntilMs });
      return;
    }
    const pause = times.entryPausesMs[entry.failures];
    // Whether an unknown one arrived is asked until there is an answer.
    if (pause === undefined && !isUnknown) {
      this.fail(entry, error);
      return;
    }
    const nextAt = clock.now() + (pause ?? times.entryPausesMs.at(-1) ?? 0);
    this.move(entry, { ...later, nextAt, failures: entry.failures + 1 });
  }

  /** The connection failed before the mall could do anything: it waits as before, and says why. */
  putBack(entry: OutboxRecord, error: AppError, nextAt: Moment | null): void {
    const state = this.stateOf(entry);
    if (state !== 'sending' && state !== 'waiting') return;
    const { failures } = entry;
    this.move({ ...entry, state }, { to: 'waiting', error: error.toShape(), nextAt, failures });
  }

  commit(changes: readonly Change[], { actor }: OutboxRecord): void {
    const { store, clock, terminalName } = this.#deps;
    store.commit(changes, { actor, terminal: terminalName(), at: clock.now() });
  }

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
}

function moveOf(entry: OutboxRecord, to: MoveTo): OutboxMove {
  return {
    kind: 'outbox.move',
    entryId: entry.id,
    from: [entry.state],
    nextAt: null,
    error: null,
    failures: 0,
    isAsked: to.to === 'unknown' && entry.isAsked,
    history: null,
    ...to,
  };
}

function effectOf({ shopId, base }: OutboxRecord, fresh: MallOrder): Change {
  const order = base === null ? fresh : withFacts(fresh, base.wanted);
  return { kind: 'order.import', runId: null, shopId, order, raw: null, phaseIfNew: initialPhase(order) };
}
