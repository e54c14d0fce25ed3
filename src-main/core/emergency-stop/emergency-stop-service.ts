import { type EmergencyStop, stopConfirmation } from '#shared/contract/emergency-stop.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CallContext } from '../context.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Store } from '../ports/store.ts';
import type { StopPort } from './stop-port.ts';

export interface EmergencyStopDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly terminalName: () => string;
  readonly newId: () => string;
}

/** What a person says who stops everything. */
export interface StopOrder {
  readonly reason: string;
  readonly name: string;
  readonly isInstructed: boolean;
  /** What was typed; counts only without an instruction of support. */
  readonly confirmation: string;
}

/**
 * The emergency stop (spec §5). What stands in the store is in force: it survives a restart, and a stop or an end that
 * the store learns of is passed on within the commit that brings it, whoever made it.
 */
export class EmergencyStopService implements StopPort {
  readonly #deps: EmergencyStopDeps;
  readonly #listeners = new Set<(stop: EmergencyStop | null) => void>();
  readonly #unsubscribe: () => void;
  #current: EmergencyStop | null;

  constructor(deps: EmergencyStopDeps) {
    this.#deps = deps;
    this.#current = deps.store.stopInForce();
    this.#unsubscribe = deps.store.subscribe((events) => {
      if (events.some((event) => event.type === 'changed' && event.entity === 'emergencyStop'))
        this.#follow();
    });
  }

  current(): EmergencyStop | null {
    return this.#current;
  }

  requireNone(): void {
    const stop = this.#current;
    if (stop === null) return;
    throw new AppError('emergency_stopped', 'An emergency stop is in force', { details: factsOf(stop) });
  }

  onChange(listener: (stop: EmergencyStop | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Stops at once: everybody has been told when this returns. Throws AppError `stop_already` (details: name, at,
   * reason) and `stop_not_confirmed`.
   */
  stop({ reason, name, isInstructed, confirmation }: StopOrder, ctx: CallContext): EmergencyStop {
    // Who is second learns of the first stop, whatever they typed.
    if (this.#current !== null) {
      throw new AppError('stop_already', 'An emergency stop is in force already', {
        details: factsOf(this.#current),
      });
    }
    if (!isInstructed && confirmation.trim() !== stopConfirmation) {
      throw new AppError('stop_not_confirmed', 'Neither instructed by support nor confirmed by typing');
    }
    const { store, clock, terminalName, newId } = this.#deps;
    const id = newId();
    store.commit([{ kind: 'stop.begin', stop: { id, name, reason, isInstructed } }], {
      actor: ctx.actor,
      terminal: terminalName(),
      at: clock.now(),
    });
    return this.#inJournal(id);
  }

  /** Ends the stop, without asking whether anything was compared. Throws AppError `stop_none`. */
  end(name: string, ctx: CallContext): EmergencyStop {
    const { id } = this.require();
    const { store, clock, terminalName } = this.#deps;
    store.commit([{ kind: 'stop.end', id, name }], {
      actor: ctx.actor,
      terminal: terminalName(),
      at: clock.now(),
    });
    return this.#inJournal(id);
  }

  /** The stop in force. Throws AppError `stop_none`. */
  require(): EmergencyStop {
    if (this.#current === null) throw new AppError('stop_none', 'No emergency stop is in force');
    return this.#current;
  }

  /** Every stop, newest first. */
  journal(limit: number): EmergencyStop[] {
    return this.#deps.store.emergencyStops(limit);
  }

  close(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }

  #follow(): void {
    const now = this.#deps.store.stopInForce();
    if (now?.id === this.#current?.id) return;
    this.#current = now;
    for (const listener of this.#listeners) {
      try {
        listener(now);
      } catch (error) {
        // One that fails must not keep the others from stopping.
        this.#deps.log.error('A listener of the emergency stop failed', { error: String(error) });
      }
    }
  }

  #inJournal(id: EmergencyStop['id']): EmergencyStop {
    const stop = this.#deps.store.emergencyStops(1).find((entry) => entry.id === id);
    if (stop === undefined) throw new AppError('internal', 'The stop is missing from its journal');
    return stop;
  }
}

const factsOf = ({ name, stoppedAt, reason }: EmergencyStop) => ({ name, at: stoppedAt, reason });
