import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import { type OrderQuery, type OrderSort, orderSortColumnSchema } from '#shared/domain/order-query.ts';
import { host } from '../../lib/connection/index.ts';

export const blockSize = 100;

export interface SourceListener {
  onWindow(window: OrderWindow): void;
  onError(error: unknown): void;
}

/**
 * Feeds the grid with windows of 100 rows. A changed query fetches its first window before the grid lets
 * go of the old rows, so that the list changes in one step instead of flashing empty.
 */
export class OrderSource implements IDatasource {
  #query: OrderQuery;
  #first: { sort: string; window: OrderWindow } | null = null;
  #generation = 0;
  readonly #listener: SourceListener;

  constructor(query: OrderQuery, listener: SourceListener) {
    this.#query = query;
    this.#listener = listener;
  }

  get query(): OrderQuery {
    return this.#query;
  }

  /** Fetches the first window of a new query; resolves true when it is still the newest query. */
  async prepare(query: OrderQuery): Promise<boolean> {
    this.#generation += 1;
    const generation = this.#generation;
    try {
      const window = await host.orders.window({ ...query, offset: 0, limit: blockSize });
      if (generation !== this.#generation) return false;
      this.#query = query;
      this.#first = { sort: sortKey(query.sort), window };
      return true;
    } catch (error) {
      if (generation === this.#generation) this.#listener.onError(error);
      return false;
    }
  }

  getRows(params: IGetRowsParams<OrderRow>): void {
    const sort = sortOf(params, this.#query.sort);
    const ready = this.#first;
    this.#first = null;
    if (ready && params.startRow === 0 && ready.sort === sortKey(sort)) {
      this.#deliver(params, ready.window);
      return;
    }
    const generation = this.#generation;
    host.orders
      .window({ ...this.#query, sort, offset: params.startRow, limit: params.endRow - params.startRow })
      .then(
        (window) => {
          if (generation === this.#generation) this.#deliver(params, window);
          else params.failCallback();
        },
        (error: unknown) => {
          params.failCallback();
          if (generation === this.#generation) this.#listener.onError(error);
        },
      );
  }

  #deliver(params: IGetRowsParams<OrderRow>, window: OrderWindow): void {
    const end = params.startRow + window.rows.length;
    const isLast = window.rows.length < params.endRow - params.startRow;
    // Without an exact total the grid grows block by block until a short one arrives.
    const lastRow = window.totalIsExact ? window.total : isLast ? end : -1;
    params.successCallback(window.rows, lastRow);
    this.#listener.onWindow(window);
  }
}

const sortKey = (sort: OrderSort): string => `${sort.column}:${sort.direction}`;

function sortOf(params: IGetRowsParams<OrderRow>, fallback: OrderSort): OrderSort {
  const model = params.sortModel[0];
  const column = orderSortColumnSchema.safeParse(model?.colId);
  return model && column.success ? { column: column.data, direction: model.sort } : fallback;
}
