import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { CommandLog } from '../core/ports/store.ts';

/**
 * Runs a command once per idempotency key: a repeat gets the first answer, concurrent repeats share the
 * execution under way. Failed commands leave no trace, so repeating them tries again.
 */
export class OncePerKey {
  readonly #log: CommandLog;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #running = new Map<string, { operation: string; answer: Promise<unknown> }>();

  constructor(log: CommandLog, clock: Pick<Clock, 'now'>) {
    this.#log = log;
    this.#clock = clock;
  }

  /** Throws `invalid_input` when the key was already used for another operation. */
  async run(key: string, operation: string, execute: () => Promise<unknown>): Promise<unknown> {
    const running = this.#running.get(key);
    if (running !== undefined) {
      refuseOtherUse(running.operation, operation);
      return running.answer;
    }
    const kept = this.#log.find(key);
    if (kept !== null) {
      refuseOtherUse(kept.operation, operation);
      return kept.answer;
    }
    const answer = execute().then((result) => {
      this.#log.keep(key, operation, result, this.#clock.now());
      return result;
    });
    this.#running.set(key, { operation, answer });
    try {
      return await answer;
    } finally {
      this.#running.delete(key);
    }
  }
}

function refuseOtherUse(usedFor: string, operation: string): void {
  if (usedFor === operation) return;
  throw new AppError('invalid_input', `The idempotency key was used for ${usedFor}`, {
    details: { field: 'idempotency-key', rule: 'reused' },
  });
}
