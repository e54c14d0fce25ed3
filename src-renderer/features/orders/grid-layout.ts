import type { ColDef, GridApi } from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';
import type { OrderSort } from '#shared/domain/order-query.ts';
import type { Store } from '../../lib/store.ts';
import { applyColumns, type SavedColumns, savedColumns } from './grid-column-state.ts';
import { type ColumnContext, cellText, type OrderColumnId, orderColumns } from './grid-columns.ts';
import { selectColumn } from './selection/select-column.ts';
import { SortHeader, type SortHeaderParams } from './sort-header.ts';

/** The grid's columns: their words, order, widths and visibility. */
export class GridLayout {
  readonly #api: () => GridApi<OrderRow>;
  readonly #sort: Store<OrderSort>;
  readonly #events: { onSort(sort: OrderSort): void; onColumns(columns: SavedColumns): void };
  #context: ColumnContext;

  constructor(options: {
    api: () => GridApi<OrderRow>;
    /** What the headers show the list is sorted by. */
    sort: Store<OrderSort>;
    context: ColumnContext;
    events: { onSort(sort: OrderSort): void; onColumns(columns: SavedColumns): void };
  }) {
    this.#api = options.api;
    this.#sort = options.sort;
    this.#context = options.context;
    this.#events = options.events;
  }

  definitions(): ColDef<OrderRow>[] {
    const headerComponentParams: SortHeaderParams = {
      sort: this.#sort,
      onSort: (sort) => this.#events.onSort(sort),
    };
    const columns = orderColumns(this.#context).map((column) => ({
      ...column,
      headerComponent: SortHeader,
      headerComponentParams,
    }));
    return [selectColumn(this.#context.t), ...columns];
  }

  /** New words or names: headers and cells are drawn again, order and widths stay. */
  setContext(context: ColumnContext): void {
    this.#context = context;
    this.#api().setGridOption('columnDefs', this.definitions());
    this.#api().refreshCells({ force: true });
  }

  columns(): SavedColumns {
    return savedColumns(this.#api());
  }

  setColumns(columns: SavedColumns): void {
    applyColumns(this.#api(), columns);
    this.save();
  }

  resetColumns(): void {
    this.#api().resetColumnState();
    this.save();
  }

  save(): void {
    this.#events.onColumns(this.columns());
  }

  textOf(column: OrderColumnId, row: OrderRow): string {
    return cellText(this.#context, column, row);
  }
}
