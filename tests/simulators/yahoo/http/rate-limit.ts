import type { SimulatorSettings } from '../settings.ts';

/** Calls that arrive this much too early still pass: the network shortens gaps. */
const GRACE_MS = 100;
const BURST_WINDOW_MS = 10_000;

interface Gate {
  lastAllowed: number;
  blockedUntil: number;
  early: number[];
}

/** The mall's limit of one call per second and URL, and the block after a burst. Works on real time unless told otherwise. */
export class RateLimiter {
  readonly #settings: SimulatorSettings;
  readonly #now: () => number;
  readonly #gates = new Map<string, Gate>();

  /** @param now steadily rising milliseconds */
  constructor(settings: SimulatorSettings, now: () => number = () => performance.now()) {
    this.#settings = settings;
    this.#now = now;
  }

  /** True when the call may pass. `key` names the caller and the URL. */
  allows(key: string): boolean {
    const perSecond = this.#settings.requestsPerSecond;
    if (perSecond === null) return true;
    const now = this.#now();
    const gate = this.#gates.get(key) ?? {
      lastAllowed: Number.NEGATIVE_INFINITY,
      blockedUntil: 0,
      early: [],
    };
    this.#gates.set(key, gate);
    if (now < gate.blockedUntil) return false;
    if (now - gate.lastAllowed >= Math.max(0, 1000 / perSecond - GRACE_MS / perSecond)) {
      gate.lastAllowed = now;
      return true;
    }
    gate.early = [...gate.early.filter((at) => now - at < BURST_WINDOW_MS), now];
    if (gate.early.length >= this.#settings.burstLimit) {
      gate.blockedUntil = now + this.#settings.blockMs;
      gate.early = [];
    }
    return false;
  }

  /** Forgets all callers. */
  reset(): void {
    this.#gates.clear();
  }
}
