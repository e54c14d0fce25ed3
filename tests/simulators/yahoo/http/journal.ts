/** One received request and what became of it. */
export interface JournalEntry {
  readonly sequence: number;
  /** Simulator time, epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Record<string, string>;
  /** First 8,000 characters of the body. */
  readonly body: string;
  /** Answered status; 0 when the connection was cut without one. */
  status: number;
  /** Names of the fault rules that acted on it. */
  readonly faults: string[];
}

const MAX_ENTRIES = 5000;
const MAX_BODY = 8000;

/** Remembers the latest requests and counts all of them per path. */
export class Journal {
  #entries: JournalEntry[] = [];
  #sequence = 0;
  readonly #total = new Map<string, number>();
  #sinceReset = new Map<string, number>();

  record(entry: Omit<JournalEntry, 'sequence' | 'status' | 'faults'>): JournalEntry {
    this.#sequence += 1;
    const full: JournalEntry = {
      ...entry,
      body: entry.body.slice(0, MAX_BODY),
      sequence: this.#sequence,
      status: 0,
      faults: [],
    };
    this.#entries.push(full);
    if (this.#entries.length > 2 * MAX_ENTRIES) this.#entries = this.#entries.slice(-MAX_ENTRIES);
    this.#total.set(entry.path, (this.#total.get(entry.path) ?? 0) + 1);
    this.#sinceReset.set(entry.path, (this.#sinceReset.get(entry.path) ?? 0) + 1);
    return full;
  }

  /** The latest entries, oldest first; `path` keeps those whose path contains it. */
  entries(filter: { path?: string | undefined; after?: number | undefined } = {}): JournalEntry[] {
    return this.#entries
      .slice(-MAX_ENTRIES)
      .filter((entry) => entry.sequence > (filter.after ?? 0) && entry.path.includes(filter.path ?? ''));
  }

  counters(): { total: Record<string, number>; sinceReset: Record<string, number> } {
    return { total: Object.fromEntries(this.#total), sinceReset: Object.fromEntries(this.#sinceReset) };
  }

  /** Starts the second set of counters anew and empties the journal. */
  reset(): void {
    this.#sinceReset = new Map();
    this.#entries = [];
  }
}
