import type { JournalEntry, SimulatorControl } from '#simulators/yahoo/index.ts';

/** Requests by which a shop is imported or a token renewed; asking what time it is belongs to neither. */
const importing = /\/ShoppingWebService\/|\/token$/;

interface Ban {
  readonly why: string;
  readonly from: number;
}

/** Watches what the mall is asked: nothing while it is forbidden, and never so fast that it blocks. */
export class Traffic {
  readonly violations: string[] = [];
  requests = 0;
  readonly #control: SimulatorControl;
  readonly #bans = new Map<string, Ban>();
  #seen = 0;

  constructor(control: SimulatorControl) {
    this.#control = control;
  }

  /** From `from` on no import request may be made until `allow`. */
  forbid(why: string, from: number): void {
    this.look();
    this.#bans.set(why, { why, from });
  }

  allow(why: string): void {
    this.look();
    this.#bans.delete(why);
  }

  isForbidden(): boolean {
    return this.#bans.size > 0;
  }

  /** Judges the requests since the last look. */
  look(): void {
    for (const entry of this.#control.journal({ after: this.#seen })) {
      this.#seen = entry.sequence;
      this.requests += 1;
      if (!importing.test(entry.path)) continue;
      for (const { why, from } of this.#bans.values()) if (entry.at > from) this.#violated(why, entry);
      if (entry.faults.length === 0 && (entry.status === 503 || entry.status === 403))
        this.#violated('blocked by the mall', entry);
    }
  }

  #violated(why: string, entry: JournalEntry): void {
    const at = new Date(entry.at).toISOString();
    this.violations.push(`${why}: ${entry.path} at ${at} (status ${entry.status})`);
  }
}
