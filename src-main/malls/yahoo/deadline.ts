/**
 * Bounds one call in time, and ends it when its caller wants no more. Unlike `AbortSignal.timeout` it leaves nothing
 * behind once closed: the timers of a backlog's answered calls would fill the memory until each is over.
 */
export class Deadline {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #caller: AbortSignal | null;
  #isOver = false;

  constructor(ms: number, caller: AbortSignal | null) {
    this.#caller = caller;
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#abort.abort(new DOMException('The time for the call is over', 'TimeoutError'));
    }, ms);
    caller?.addEventListener('abort', this.#onCaller, { once: true });
    if (caller?.aborted === true) this.#onCaller();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether the time was over, rather than the caller's wish. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The call has ended. */
  close(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onCaller);
  }

  readonly #onCaller = (): void => {
    this.#abort.abort(this.#caller?.reason);
  };
}
