import type { OrderQuery } from '#shared/domain/order-query.ts';
import { AtRest } from '../../lib/at-rest.ts';
import { host } from '../../lib/connection/index.ts';
import type { GridRows } from './grid-rows.ts';

/**
 * Takes changes of the data in without moving what the operator looks at: at the top, or when the rows
 * on screen keep their places, the list refreshes; otherwise it only says that there are changes. While
 * the operator scrolls it waits.
 */
export class ListFollower {
  readonly #rows: GridRows;
  readonly #query: () => OrderQuery;
  readonly #refresh: () => void;
  readonly #onStale: (isStale: boolean) => void;
  #isRefreshing = false;
  #isStale = false;
  /** A moving list is left alone: what changed meanwhile is shown a moment after the last movement. */
  readonly #atRest = new AtRest(() => void this.#takeChanges(), 150);

  constructor(options: {
    rows: GridRows;
    query: () => OrderQuery;
    /** Asks again for the rows at hand. */
    refresh: () => void;
    /** The list has changes above the rows on screen; showing them would move those rows. */
    onStale: (isStale: boolean) => void;
  }) {
    this.#rows = options.rows;
    this.#query = options.query;
    this.#refresh = options.refresh;
    this.#onStale = options.onStale;
  }

  /** Something changed. */
  follow(): void {
    this.#atRest.ask();
  }

  /** The list moved under the operator's hand. */
  moved(): void {
    this.#atRest.moved();
    if (this.#isStale && this.#rows.isAtTop()) this.#atRest.ask();
  }

  /** The rows are shown as they are now. */
  upToDate(): void {
    this.#markStale(false);
  }

  cancel(): void {
    this.#atRest.cancel();
  }

  async #takeChanges(): Promise<void> {
    if (this.#isRefreshing) return;
    if (this.#rows.isAtTop()) {
      this.#refresh();
      return;
    }
    if (this.#isStale) return;
    this.#isRefreshing = true;
    try {
      const first = this.#rows.shown().from;
      const shown = this.#rows.at(first)?.row.id;
      const window = await host.orders.window({ ...this.#query(), offset: first, limit: 1 });
      if (window.rows[0]?.id === shown || this.#rows.isAtTop()) this.#refresh();
      else this.#markStale(true);
    } catch {
      // The connection line tells; the next change or the reconnection asks again.
    } finally {
      this.#isRefreshing = false;
    }
  }

  #markStale(isStale: boolean): void {
    if (this.#isStale === isStale) return;
    this.#isStale = isStale;
    this.#onStale(isStale);
  }
}
