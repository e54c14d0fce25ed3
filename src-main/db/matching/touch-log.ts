/** Readers further behind than this start anew: by then, looking at all orders costs no more. */
const longest = 300_000;

/** Which orders each commit touched, for those who keep something of them up to date in their own time. */
export class TouchLog {
  #ids: number[] = [];
  #dropped = 0;
  #era = 0;

  /** A place in the log; it grows with every touched order. */
  get end(): number {
    return this.#dropped + this.#ids.length;
  }

  /** Changes when everything may differ: whatever was worked out in another era is void. */
  get era(): number {
    return this.#era;
  }

  add(ids: Iterable<number>): void {
    for (const id of ids) this.#ids.push(id);
    if (this.#ids.length <= longest) return;
    this.#dropped += this.#ids.length;
    this.#ids = [];
  }

  renew(): void {
    this.#era++;
  }

  /** At most `limit` ids from a place on; null when the log no longer reaches back so far. */
  from(place: number, limit: number): readonly number[] | null {
    if (place < this.#dropped) return null;
    const start = place - this.#dropped;
    return this.#ids.slice(start, start + limit);
  }
}
