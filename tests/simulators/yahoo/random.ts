/** Mixes numbers into one well-spread 32-bit seed (murmur3 finaliser per value). */
export function mixSeed(...values: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const value of values) {
    hash ^= value | 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** 32-bit FNV-1a of a text: a seed made from an id. */
export function seedOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Choices with integer weights, prepared once. */
export interface Weighted<T> {
  readonly items: readonly T[];
  readonly limits: readonly number[];
  readonly total: number;
}

/** Prepares `[choice, weight]` pairs for {@link Random.weighted}. */
export function weighted<T>(...pairs: readonly (readonly [T, number])[]): Weighted<T> {
  let total = 0;
  const limits = pairs.map(([, weight]) => {
    total += weight;
    return total;
  });
  return { items: pairs.map(([item]) => item), limits, total };
}

/** Small, fast, repeatable random numbers (mulberry32): the same seed always gives the same sequence. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given probability (0–1). */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items. @throws RangeError for an empty list */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** One of the prepared choices, by weight. */
  weighted<T>(choices: Weighted<T>): T {
    const point = this.next() * choices.total;
    let index = 0;
    while (point >= (choices.limits[index] ?? Number.POSITIVE_INFINITY)) index += 1;
    const item = choices.items[index];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** `count` decimal digits, leading zeros included. */
  digits(count: number): string {
    return String(Math.floor(this.next() * 10 ** count)).padStart(count, '0');
  }

  /** Shuffles in place (Fisher–Yates). */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i -= 1) {
      const j = Math.floor(this.next() * (i + 1));
      const a = items[i] as T;
      items[i] = items[j] as T;
      items[j] = a;
    }
    return items;
  }
}
