import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Database } from '../database.ts';
import { sorted } from '../queries/search-window.ts';
import { sortColumns } from '../queries/sort-columns.ts';
import type { WalkPlace } from '../queries/sort-walk.ts';
import { walk } from '../queries/sort-walk.ts';
import type { MatchSet } from './match-set.ts';

/** A set of this size is sorted at once; a larger one is read off the sort's index as far as it is looked at. */
const sortedAtOnce = 6_000;
/** Orders passed in one go: with all members known, and while each must be asked. */
const passedKnown = 4_000;
const firstAsked = 100;
const mostAsked = 800;

/**
 * The members of a set in list order, from the first one as far as anybody looked. It can begin before the set is
 * complete: what it holds then is right already, only the rest is unknown.
 */
export class SortedMembers {
  readonly #database: Database;
  readonly #set: MatchSet;
  readonly #sort: OrderSort;
  readonly #phaseIds: () => readonly number[];
  #ids = new Int32Array(256);
  #length = 0;
  #after: WalkPlace | null = null;
  #isWhole = false;
  #version: number;
  #asked = firstAsked;

  constructor(parts: {
    database: Database;
    set: MatchSet;
    sort: OrderSort;
    /** Phases that can have members. */
    phaseIds: () => readonly number[];
  }) {
    this.#database = parts.database;
    this.#set = parts.set;
    this.#sort = parts.sort;
    this.#phaseIds = parts.phaseIds;
    this.#version = parts.set.version;
  }

  get length(): number {
    return this.#length;
  }

  /** Every member is listed. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  slice(from: number, to: number): number[] {
    return [...this.#ids.subarray(Math.min(from, this.#length), Math.min(to, this.#length))];
  }

  /** Lists on until `wanted` members are there or `deadline` (performance.now) has passed; says whether they are. */
  extend(wanted: number, deadline: number): boolean {
    if (this.#version !== this.#set.version) this.#begin();
    while (!this.#isWhole && this.#length < wanted) {
      if (this.#set.isComplete && this.#set.count <= sortedAtOnce) this.#sortAll();
      else this.#pass();
      if (performance.now() >= deadline) break;
    }
    return this.#isWhole || this.#length >= wanted;
  }

  #begin(): void {
    this.#length = 0;
    this.#after = null;
    this.#isWhole = false;
    this.#asked = firstAsked;
    this.#version = this.#set.version;
  }

  #sortAll(): void {
    this.#length = 0;
    const { members } = this.#set;
    for (const id of sorted(this.#database, members.highest(members.size), this.#sort)) this.#push(id);
    this.#isWhole = true;
  }

  #pass(): void {
    const { isComplete, members, plan } = this.#set;
    const limit = isComplete ? passedKnown : this.#asked;
    this.#asked = Math.min(this.#asked * 2, mostAsked);
    const by = { column: sortColumns[this.#sort.column], direction: this.#sort.direction };
    const passed = walk(this.#database, this.#phaseIds(), by, this.#after, limit);
    if (isComplete) {
      for (const { id } of passed) if (members.has(id)) this.#push(id);
    } else {
      const matching = new Set(plan.among(passed.map(({ id }) => id)));
      for (const { id } of passed) if (matching.has(id)) this.#push(id);
    }
    this.#after = passed[passed.length - 1] ?? this.#after;
    this.#isWhole = passed.length < limit || (isComplete && this.#length === members.size);
  }

  #push(id: number): void {
    if (this.#length === this.#ids.length) {
      const longer = new Int32Array(this.#length * 2);
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#ids[this.#length++] = id;
  }
}
