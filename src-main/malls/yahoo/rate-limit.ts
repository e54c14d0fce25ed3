import type { Clock } from '../../core/ports/clock.ts';

/** A call that has waited this long for its answer has surely reached the mall, so the next second may start. */
const surelyArrivedMs = 3_000;

/**
 * One call at a time and at most n per second for each key (URL and application, yahoo §3.11), shared by all
 * callers of the process; a burst would get the application blocked for a while. The pause begins when the
 * answer arrives, not when the call leaves: whatever the network does to the two ways, calls reach the mall
 * with the full pause between them. Waiting callers are served in order; a cancelled one leaves the queue.
 */
export class RateLimit {
  readonly #clock: Clock;
  readonly #tails = new Map<string, Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `call` when its turn has come. Rejects with the signal's reason when aborted while waiting. */
  async run<T>(
    key: string,
    perSecond: number,
    signal: AbortSignal | null,
    call: () => Promise<T>,
  ): Promise<T> {
    const turn = this.#tails.get(key) ?? Promise.resolve();
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
    const arrived = Promise.race([answer.then(ignore, ignore), this.#clock.sleep(surelyArrivedMs)]);
    void arrived.then(() => this.#clock.sleep(1000 / perSecond)).then(done.resolve, done.resolve);
    return answer;
  }
}

function ignore(): void {}

/** `promise`, or the rejection with the signal's reason if that comes first. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return promise;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
