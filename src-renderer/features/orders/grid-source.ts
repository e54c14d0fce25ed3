import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
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
  readonly #windows = new Map<number, Promise<OrderWindow>>();
  readonly #fetch: FetchWindow;
  readonly #listener: SourceListener;
  readonly #deliveries: DeliveryQueue;
  readonly #arePlaced: (from: number, rows: readonly OrderRow[]) => boolean;

  constructor(options: {
    query: OrderQuery;
    fetch: FetchWindow;
    listener: SourceListener;
    /** The rows on screen now. */
    shown: () => RowRange;
    /** Whether the grid has these very rows from place `from` on already. */
    arePlaced: (from: number, rows: readonly OrderRow[]) => boolean;
  }) {
    this.#query = options.query;
    this.#fetch = options.fetch;
    this.#listener = options.listener;
    this.#deliveries = new DeliveryQueue(options.shown);
    this.#arePlaced = options.arePlaced;
  }

  get query(): OrderQuery {
    return this.#query;
  }

  /** Fetches the first window of a new query; resolves null when it failed or is not the newest query any more. */
  async prepare(query: OrderQuery): Promise<OrderWindow | null> {
    this.#generation += 1;
    const generation = this.#generation;
    try {
      const window = await this.#fetch({ ...query, offset: 0, limit: windowSize });
      if (generation !== this.#generation) return null;
      // A new object, so that rows asked for the query before are told from those of this one.
      this.#query = { ...query };
      this.#windows.clear();
      this.#windows.set(0, Promise.resolve(window));
      this.#listener.onWindow(window);
      return window;
    } catch (error) {
      if (generation === this.#generation) this.#listener.onError(error);
      return null;
    }
  }

  /** Forgets what it knows of the rows: the grid's next questions go to the host. */
  forget(): void {
    this.#windows.clear();
  }

  getRows(params: IGetRowsParams<OrderRow>): void {
    const offset = params.startRow - (params.startRow % windowSize);
    const query = this.#query;
    this.#window(offset).then(
      (window) => {
        const rows = window.rows.slice(params.startRow - offset, params.endRow - offset);
        this.#deliveries.add({ from: params.startRow, to: params.endRow }, () => {
          // To the grid a failure means: leave the rows as they are.
          const isOver = query !== this.#query || this.#arePlaced(params.startRow, rows);
          if (isOver) params.failCallback();
          else params.successCallback(rows, totalOf(window, offset) ?? -1);
        });
      },
      () => params.failCallback(),
    );
  }

  destroy(): void {
    this.#deliveries.clear();
  }

  #window(offset: number): Promise<OrderWindow> {
    const known = this.#windows.get(offset);
    if (known) return known;
    const query = this.#query;
    const window = this.#fetch({ ...query, offset, limit: windowSize });
    this.#windows.set(offset, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > keptWindows && oldest !== undefined) this.#windows.delete(oldest);
    window.then(
      (answer) => {
        if (query === this.#query) this.#listener.onWindow(answer);
      },
      (error: unknown) => {
        if (this.#windows.get(offset) === window) this.#windows.delete(offset);
        if (query === this.#query) this.#listener.onError(error);
      },
    );
    return window;
  }
}

/** The number of rows; null while unknown: without an exact total the list grows until a short window comes. */
export function totalOf(window: OrderWindow, offset: number): number | null {
  if (window.totalIsExact) return window.total;
  return window.rows.length < windowSize ? offset + window.rows.length : null;
}
