import { subscribe } from 'node:diagnostics_channel';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '#main/core/ports/clock.ts';
import type { MonotonicClock } from '#main/core/ports/monotonic-clock.ts';
import type { WorldTime } from './world-time.ts';

/** Turns of the event loop without anything happening after which everything is taken to wait for time. */
const quietTurns = 4;
/** Where requests may hang, one that is under way for so long (real ms) does: time goes on without it. */
const hangsAfterMs = 150;

/** As Node's timers: whole milliseconds, and never none. */
const shortestMs = 1;

interface Timer {
  /** By the monotonic clock. */
  readonly due: number;
  readonly wake: () => void;
}

/**
 * Time that passes only when everybody waits for it: with no request under way and nothing left to do, it jumps to the
 * next moment somebody wants to wake at. Days pass in seconds, and what happens in them happens in the order of a real
 * day. The computer's own clock may be wrong (`aheadMs`), and may sleep.
 */
export class EventClock implements Clock {
  /** How far this computer's clock is ahead of true time, in ms. */
  aheadMs: number;
  /** Whether a request may hang; else every answer is waited for, however long a busy machine takes. */
  mayHang = false;
  /** How often somebody woke. */
  wakings = 0;
  readonly mono: MonotonicClock = { now: () => this.#mono };
  readonly #world: WorldTime;
  readonly #timers: Timer[] = [];
  readonly #underWay = new Set<object>();
  #mono = 0;
  #changed = Promise.withResolvers<void>();

  constructor(world: WorldTime, aheadMs: number) {
    this.#world = world;
    this.aheadMs = aheadMs;
    subscribe('undici:request:create', (message) => this.#began(message));
    subscribe('undici:request:trailers', (message) => this.#ended(message));
    subscribe('undici:request:error', (message) => this.#ended(message));
  }

  now(): number {
    return this.#world.now() + this.aheadMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const giveUp = (): void => {
        const at = this.#timers.indexOf(timer);
        if (at >= 0) this.#timers.splice(at, 1);
        reject(signal?.reason);
      };
      const timer: Timer = {
        due: this.#mono + Math.max(shortestMs, Math.ceil(ms)),
        wake: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      const after = this.#timers.findIndex((other) => other.due > timer.due);
      this.#timers.splice(after < 0 ? this.#timers.length : after, 0, timer);
    });
  }

  /** Lets time pass up to true time `moment`, as fast as the work in it allows. */
  async runTo(moment: number): Promise<void> {
    // Whole milliseconds everywhere: of a fraction, a number as large as a moment may not hold the difference.
    const until = Math.ceil(moment);
    for (;;) {
      await this.settle();
      const now = this.#world.now();
      const next = this.#timers[0];
      const wait = Math.min(
        next === undefined ? Number.POSITIVE_INFINITY : next.due - this.#mono,
        until - now,
      );
      this.#pass(Math.max(0, wait));
      if (next === undefined || next.due > this.#mono) {
        if (this.#world.now() >= until) return;
      } else {
        this.#timers.shift();
        this.wakings += 1;
        next.wake();
      }
    }
  }

  /** The computer sleeps: true time has passed, and the monotonic clock with it or not (Windows or not). */
  slept(ms: number, isMonoRunning: boolean): void {
    this.#world.set(this.#world.now() + Math.ceil(ms));
    if (isMonoRunning) this.#mono += Math.ceil(ms);
  }

  /** Resolves when nothing can go on before time passes. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; quiet += 1) {
      await nextTurn();
      if (this.#underWay.size === 0) continue;
      quiet = -1;
      if (!this.mayHang) await this.#changed.promise;
      else if (await this.#hangs()) return;
    }
  }

  #pass(ms: number): void {
    if (ms === 0) return;
    this.#mono += ms;
    this.#world.set(this.#world.now() + ms);
  }

  /** Waits for a request to begin or to end; true when none does for too long. */
  async #hangs(): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(true), hangsAfterMs);
    const changed = this.#changed.promise.then(() => false);
    return Promise.race([changed, late.promise]).finally(() => clearTimeout(timer));
  }

  #began(message: unknown): void {
    this.#underWay.add(requestOf(message));
    this.#change();
  }

  #ended(message: unknown): void {
    this.#underWay.delete(requestOf(message));
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

function requestOf(message: unknown): object {
  const { request } = message as { request: object };
  return request;
}
