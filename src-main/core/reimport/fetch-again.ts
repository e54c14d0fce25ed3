import type { FetchedOrder, MallConnection, MallPort } from '#main/malls/port.ts';
import { AppError } from '#shared/domain/errors.ts';
import { inScope } from '../auth/auth-failure.ts';
import type { Sessions } from '../auth/sessions.ts';
import { withRetry } from '../import/retry.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShopRecord } from '../ports/records.ts';

/** So many calls in a row without any answer mean that the mall cannot be reached at all. */
const outageAfter = 5;

export interface FetchAgainDeps {
  readonly sessions: Pick<Sessions, 'requireConsent' | 'connection'>;
  readonly mallOf: (shop: ShopRecord) => MallPort;
  readonly clock: Clock;
}

/**
 * Fetches orders of one shop for one job. Once its connection has failed for good, or call after call, every further
 * order fails with that error at once: nobody waits for a thousand time-outs.
 */
export class ShopFetcher {
  readonly #deps: FetchAgainDeps;
  readonly #shop: ShopRecord;
  #connection: MallConnection | null = null;
  #lost: AppError | null = null;
  #unanswered = 0;

  constructor(deps: FetchAgainDeps, shop: ShopRecord) {
    this.#deps = deps;
    this.#shop = shop;
  }

  /** One answer per order, good or bad. Rejects only when the signal aborts. */
  async fetch(mallOrderIds: readonly string[], signal: AbortSignal): Promise<FetchedOrder[]> {
    if (this.#lost !== null) return failures(mallOrderIds, this.#lost);
    try {
      const { sessions, mallOf } = this.#deps;
      sessions.requireConsent(this.#shop, 'terminal');
      const mall = mallOf(this.#shop);
      this.#connection ??= sessions.connection(this.#shop, 'terminal');
      const connection = this.#connection;
      const size = mall.fetchBatchSize;
      const batches = Array.from({ length: Math.ceil(mallOrderIds.length / size) }, (_, at) =>
        mallOrderIds.slice(at * size, (at + 1) * size),
      );
      const answers = await Promise.all(batches.map((ids) => this.#call(mall, connection, ids, signal)));
      return answers.flat();
    } catch (error) {
      if (signal.aborted) throw error;
      this.#lost = this.#told(error);
      return failures(mallOrderIds, this.#lost);
    }
  }

  async #call(
    mall: MallPort,
    connection: MallConnection,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly FetchedOrder[]> {
    try {
      const answers = await withRetry(this.#deps.clock, signal, () =>
        mall.fetchOrders(connection, ids, signal),
      );
      this.#unanswered = 0;
      return answers;
    } catch (error) {
      if (signal.aborted) throw error;
      const told = this.#told(error);
      this.#unanswered += 1;
      if (!told.retryable || this.#unanswered >= outageAfter) this.#lost = told;
      return failures(ids, told);
    }
  }

  #told(error: unknown): AppError {
    const known =
      error instanceof AppError
        ? error
        : new AppError('internal', 'An unexpected error stopped the call', { cause: error });
    return inScope(known, this.#shop, 'terminal');
  }
}

const failures = (mallOrderIds: readonly string[], error: AppError): FetchedOrder[] =>
  mallOrderIds.map((mallOrderId) => ({ ok: false, mallOrderId, error, raw: null }));
