import type { Moment } from '#shared/domain/time.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { untilAborted } from './aborted.ts';

/** A call that has waited this long for its answer has surely reached the mall, so the next second may start. */
const surelyArrivedMs = 3_000;

/**
 * One call at a time and at most n per second for each key (URL and application, yahoo §3.11), shared by all
 * callers of the process; a burst would get the application blocked for a while. The pause begins when the
 * answer arrives, not when the call leaves: whatever the network does to the two ways, calls reach the mall
 * with the full pause between them. Waiting callers are served in order; a cancelled one leaves the queue.
 * The process that was here before may have been killed with a call just sent, and the mall counts that one too: the
 * first call of each key waits until this limit has been there for a full pause itself.
 */
export class RateLimit {
  readonly #clock: Clock;
  readonly #tails = new Map<string, Promise<void>>();
  readonly #createdAt: Moment;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#createdAt = clock.now();
  }

  /** Runs `call` when its turn has come. Throws the signal's coded error when aborted while waiting. */
  async run<T>(
    key: string,
    perSecond: number,
    signal: AbortSignal | null,
    call: () => Promise<T>,
  ): Promise<T> {
    const turn = this.#tails.get(key) ?? this.#afterPredecessor(1000 / perSecond);
    const done = Promise.withResolvers<void>();
    const tail = turn.then(() => done.promise);
    this.#tails.set(key, tail);
    try {
      await untilAborted(turn, signal);
    } catch (error) {
      done.resolve();
      throw error;
    }
    const answer = call();
    void this.#arrived(answer)
      .then(() => this.#clock.sleep(1000 / perSecond))
      .then(done.resolve, done.resolve);
    return answer;
  }

  /** Resolves when a call of the process before this one, if there was any, is a full pause ago. */
  #afterPredecessor(pauseMs: number): Promise<void> {
    const age = this.#clock.now() - this.#createdAt;
    // A clock that was set back must not make it longer than the pause.
    const rest = Math.min(pauseMs - age, pauseMs);
    return rest > 0 ? this.#clock.sleep(rest) : Promise.resolve();
  }

  /** Resolves when the call has reached the mall for certain. */
  async #arrived(answer: Promise<unknown>): Promise<void> {
    const patience = new AbortController();
    const enough = this.#clock.sleep(surelyArrivedMs, patience.signal).catch(ignore);
    await Promise.race([answer.then(ignore, ignore), enough]);
    patience.abort();
  }
}

function ignore(): void {}
