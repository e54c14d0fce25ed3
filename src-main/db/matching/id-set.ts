/** A set of order ids, one bit each: ids are row numbers, dense from 1. */
export class IdSet {
  #words: Uint32Array;
  #size = 0;

  constructor(highest = 0) {
    this.#words = new Uint32Array((highest >>> 5) + 1);
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  has(id: number): boolean {
    return ((this.#words[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  add(id: number): void {
    if (this.has(id)) return;
    const at = id >>> 5;
    if (at >= this.#words.length) {
      const longer = new Uint32Array(Math.ceil(at * 1.1) + 64);
      longer.set(this.#words);
      this.#words = longer;
    }
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (id & 31));
    this.#size++;
  }

  delete(id: number): void {
    if (!this.has(id)) return;
    const at = id >>> 5;
    this.#words[at] = (this.#words[at] ?? 0) & ~(1 << (id & 31));
    this.#size--;
  }

  /** The highest ids first, at most `limit`. */
  highest(limit: number): number[] {
    const ids: number[] = [];
    for (let at = this.#words.length - 1; at >= 0 && ids.length < limit; at--) {
      let word = this.#words[at] ?? 0;
      while (word !== 0 && ids.length < limit) {
        const bit = 31 - Math.clz32(word);
        ids.push(at * 32 + bit);
        word &= ~(1 << bit);
      }
    }
    return ids;
  }
}
