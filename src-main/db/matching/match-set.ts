import { IdSet } from './id-set.ts';
import type { MatchPlan } from './match-plan.ts';
import type { TouchLog } from './touch-log.ts';

/** A stretch is sized so that it takes about so long, ms. */
const stretchMs = 6;
const firstStretch = 250;
const leastStretch = 100;
/** Touched orders looked at in one go. */
const touchedAtOnce = 250;

/**
 * All orders that match a question: gathered from the newest to the oldest in small steps, then kept up to date by
 * asking again only of what commits touched.
 */
export class MatchSet {
  readonly plan: MatchPlan;
  readonly #log: TouchLog;
  readonly #highestId: () => number;
  #members: IdSet;
  #seen: number;
  /** The highest id not looked at yet; 0 when all were. */
  #next: number;
  #stretch = firstStretch;
  #known: number | null = null;
  #version = 0;

  constructor(plan: MatchPlan, log: TouchLog, highestId: () => number) {
    this.plan = plan;
    this.#log = log;
    this.#highestId = highestId;
    this.#next = highestId();
    this.#members = new IdSet(this.#next);
    this.#seen = log.end;
  }

  /** Ids found so far; all of them once `isCurrent`. */
  get members(): IdSet {
    return this.#members;
  }

  /** Every order was looked at, but for those touched since. */
  get isComplete(): boolean {
    return this.#next === 0;
  }

  /** Nothing was touched since it looked. */
  get isCaughtUp(): boolean {
    return this.#seen === this.#log.end;
  }

  /** The members are exactly the matching orders of this moment. */
  get isCurrent(): boolean {
    return this.isComplete && this.isCaughtUp;
  }

  /** Goes up when members, or orders not looked at yet, were touched: what was made of them is then out of date. */
  get version(): number {
    return this.#version;
  }

  /** How many match: exact when `isCurrent`, else as last known or found so far. */
  get count(): number {
    return this.isComplete ? this.#members.size : Math.max(this.#known ?? 0, this.#members.size);
  }

  /** Works on until it is current or `deadline` (performance.now) has passed; says whether it is current. */
  work(deadline: number): boolean {
    while (!this.isCurrent) {
      if (this.isCaughtUp) this.#scan();
      else this.#catchUp();
      if (performance.now() >= deadline) break;
    }
    return this.isCurrent;
  }

  #scan(): void {
    const low = Math.max(1, this.#next - this.#stretch + 1);
    const started = performance.now();
    for (const id of this.plan.scan(low, this.#next)) this.#members.add(id);
    const factor = stretchMs / Math.max(performance.now() - started, 0.1);
    this.#stretch = Math.max(leastStretch, Math.ceil(this.#stretch * Math.min(factor, 4)));
    this.#next = low - 1;
    if (this.#next === 0) this.#known = this.#members.size;
  }

  #catchUp(): void {
    const touched = this.#log.from(this.#seen, touchedAtOnce);
    if (touched === null) {
      this.#restart();
      return;
    }
    this.#seen += touched.length;
    const ids = [...new Set(touched)];
    const matching = new Set(this.plan.among(ids));
    for (const id of ids) {
      const was = this.#members.has(id);
      if (matching.has(id)) this.#members.add(id);
      else this.#members.delete(id);
      if (was || matching.has(id) || !this.isComplete) this.#version++;
    }
    if (this.isComplete) this.#known = this.#members.size;
  }

  #restart(): void {
    this.#next = this.#highestId();
    this.#members = new IdSet(this.#next);
    this.#seen = this.#log.end;
    this.#version++;
  }
}
