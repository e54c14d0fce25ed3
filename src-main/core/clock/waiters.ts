/** Those who wait for one piece of work: its signal aborts when the last of them has given up, or with `end`. */
export class Waiters {
  readonly signal: AbortSignal;
  readonly #none = new AbortController();
  #count = 0;

  constructor(end: AbortSignal) {
    this.signal = AbortSignal.any([end, this.#none.signal]);
  }

  /** One more, until its signal aborts or the returned function is called. */
  join(signal?: AbortSignal): () => void {
    this.#count += 1;
    const giveUp = () => {
      this.#count -= 1;
      if (this.#count === 0) this.#none.abort(signal?.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    return () => {
      signal?.removeEventListener('abort', giveUp);
      if (signal?.aborted !== true) this.#count -= 1;
    };
  }
}
