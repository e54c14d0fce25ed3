import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import { type OrderQuery, type OrderSort, orderSortColumnSchema } from '#shared/domain/order-query.ts';
import { DeliveryQueue, type RowRange } from './delivery-queue.ts';

/** Rows asked of the host at once. */
export const windowSize = 100;
/** Rows handed to the grid at once; drawing them stays well below a long task. Divides `windowSize`. */
export const sliceSize = 10;
/** As many rows as the grid keeps. */
export const keptWindows = 5;

export interface SourceListener {
  onWindow(window: OrderWindow): void;
  onError(error: unknown): void;
}

type FetchWindow = (query: OrderQuery & { offset: number; limit: number }) => Promise<OrderWindow>;

/**
 * Feeds the grid: asks the host for windows of 100 rows and hands them on in slices, those on screen first,
 * each in a task of its own, so that scrolling and typing go on in between. A changed query fetches its
 * first window before the grid lets go of the old rows, so that the list does not flash empty.
 */
export class OrderSource implements IDatasource {
  #query: OrderQuery;
  #generation = 0;
  /** Windows asked since the last change of query or data, the latest last. */
  readonly #windows = new Map<string, Promise<OrderWindow>>();
  readonly #fetch: FetchWindow;
  readonly #listener: SourceListener;
  readonly #deliveries: DeliveryQueue;

  constructor(options: {
    query: OrderQuery;
    fetch: FetchWindow;
    listener: SourceListener;
    /** The rows on screen now. */
    shown: () => RowRange;
  }) {
    this.#query = options.query;
    this.#fetch = options.fetch;
    this.#listener = options.listener;
    this.#deliveries = new DeliveryQueue(options.shown);
  }

  get query(): OrderQuery {
    return this.#query;
  }

  /** Fetches the first window of a new query; resolves true when it is still the newest query. */
  async prepare(query: OrderQuery): Promise<boolean> {
    this.#generation += 1;
    const generation = this.#generation;
    try {
      const window = await this.#fetch({ ...query, offset: 0, limit: windowSize });
      if (generation !== this.#generation) return false;
      this.#query = query;
      this.#windows.clear();
      this.#windows.set(windowKey(query.sort, 0), Promise.resolve(window));
      this.#listener.onWindow(window);
      return true;
    } catch (error) {
      if (generation === this.#generation) this.#listener.onError(error);
      return false;
    }
  }

  /** Forgets what it knows of the rows: the grid's next questions go to the host. */
  forget(): void {
    this.#windows.clear();
  }

  getRows(params: IGetRowsParams<OrderRow>): void {
    const offset = params.startRow - (params.startRow % windowSize);
    const generation = this.#generation;
    this.#window(sortOf(params, this.#query.sort), offset).then(
      (window) => {
        if (generation !== this.#generation) return params.failCallback();
        this.#deliveries.add({ from: params.startRow, to: params.endRow }, () =>
          params.successCallback(
            window.rows.slice(params.startRow - offset, params.endRow - offset),
            lastRow(window, offset),
          ),
        );
      },
      () => params.failCallback(),
    );
  }

  destroy(): void {
    this.#deliveries.clear();
  }

  #window(sort: OrderSort, offset: number): Promise<OrderWindow> {
    const key = windowKey(sort, offset);
    const known = this.#windows.get(key);
    if (known) return known;
    const generation = this.#generation;
    const window = this.#fetch({ ...this.#query, sort, offset, limit: windowSize });
    this.#windows.set(key, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > keptWindows && oldest !== undefined) this.#windows.delete(oldest);
    window.then(
      (answer) => {
        if (generation === this.#generation) this.#listener.onWindow(answer);
      },
      (error: unknown) => {
        if (this.#windows.get(key) === window) this.#windows.delete(key);
        if (generation === this.#generation) this.#listener.onError(error);
      },
    );
    return window;
  }
}

/** The number of rows; -1 while unknown: without an exact total the grid grows until a short window comes. */
function lastRow(window: OrderWindow, offset: number): number {
  if (window.totalIsExact) return window.total;
  return window.rows.length < windowSize ? offset + window.rows.length : -1;
}

const sortKey = (sort: OrderSort): string => `${sort.column}:${sort.direction}`;
const windowKey = (sort: OrderSort, offset: number): string => `${sortKey(sort)}:${offset}`;

function sortOf(params: IGetRowsParams<OrderRow>, fallback: OrderSort): OrderSort {
  const model = params.sortModel[0];
  const column = orderSortColumnSchema.safeParse(model?.colId);
  return model && column.success ? { column: column.data, direction: model.sort } : fallback;
}
