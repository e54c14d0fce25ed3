import { createGrid, type GridApi } from 'ag-grid-community';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import type { OrderQuery, OrderSort } from '#shared/domain/order-query.ts';
import { host } from '../../lib/connection/index.ts';
import { createStore, type Store } from '../../lib/store.ts';
import { applyColumns, type SavedColumns } from './grid-column-state.ts';
import type { ColumnContext, OrderColumnId } from './grid-columns.ts';
import { GridLayout } from './grid-layout.ts';
import { orderGridOptions } from './grid-options.ts';
import { GridRows } from './grid-rows.ts';
import { OrderSource, totalOf } from './grid-source.ts';
import { ListFollower } from './list-follower.ts';
import { arePlaced, placeRows } from './place-rows.ts';
import { type PickEvents, RowPicker } from './selection/row-picker.ts';
import { selectColumnId } from './selection/select-column.ts';
import type { PickedRow } from './selection/selection-store.ts';

export interface GridEvents extends PickEvents {
  onOpen(orderId: number): void;
  onFocusRow(orderId: number): void;
  /** The cell with the focus; what is chosen is copied instead when something is. */
  onCopy(cell: { column: OrderColumnId; row: OrderRow }): void;
  onSort(sort: OrderSort): void;
  onColumns(columns: SavedColumns): void;
  onWindow(window: OrderWindow): void;
  /** The list has changes above the rows on screen; showing them would move those rows. */
  onStale(isStale: boolean): void;
}

/**
 * The order list's grid outside React: cells are plain DOM, so scrolling costs nothing of the window. Wires the grid to
 * the parts that know its rows, columns, data and selection.
 */
export class OrderGrid {
  readonly #api: GridApi<OrderRow>;
  readonly #source: OrderSource;
  readonly #events: GridEvents;
  readonly #sort: Store<OrderSort>;
  readonly #picker: RowPicker;
  readonly #rows: GridRows;
  readonly #layout: GridLayout;
  readonly #follower: ListFollower;

  constructor(
    element: HTMLElement,
    options: {
      context: ColumnContext;
      query: OrderQuery;
      columns: SavedColumns | undefined;
      rowHeight: number;
      label: string;
      events: GridEvents;
    },
  ) {
    const { events, context } = options;
    const api = () => this.#api;
    const query = () => this.#source.query;
    this.#events = events;
    this.#sort = createStore(options.query.sort);
    this.#rows = new GridRows(element, api);
    this.#layout = new GridLayout({ api, sort: this.#sort, context, events });
    this.#source = new OrderSource({
      query: options.query,
      fetch: (wanted) => host.orders.window(wanted),
      listener: events,
      shown: () => this.#rows.shown(),
      arePlaced: (from, rows) => arePlaced(this.#api, from, rows),
    });
    this.#picker = new RowPicker({ root: element, api, query, events });
    this.#follower = new ListFollower({
      rows: this.#rows,
      query,
      refresh: () => this.refresh(),
      onStale: (isStale) => events.onStale(isStale),
    });
    this.#api = createGrid<OrderRow>(element, {
      ...orderGridOptions((id) => this.#rows.isOpen(id)),
      datasource: this.#source,
      rowHeight: options.rowHeight,
      columnDefs: this.#layout.definitions(),
      onModelUpdated: () => this.#picker.paintNew(),
      onGridReady: ({ api: ready }) => {
        if (options.columns) applyColumns(ready, options.columns);
      },
      onRowClicked: ({ data, event }) => {
        const isBox =
          event?.target instanceof Element && event.target.closest(`[col-id="${selectColumnId}"]`);
        const isPicking = event instanceof MouseEvent && (event.ctrlKey || event.metaKey);
        if (data && !isBox && !isPicking) events.onOpen(data.id);
      },
      onCellClicked: ({ event, column, rowIndex }) => {
        if (event instanceof MouseEvent && rowIndex !== null) {
          this.#picker.click(event, rowIndex, column.getColId());
        }
      },
      onCellFocused: ({ rowIndex }) => {
        const focused = rowIndex === null ? null : this.#rows.at(rowIndex);
        if (focused) events.onFocusRow(focused.row.id);
      },
      onCellKeyDown: (key) => {
        if (key.event instanceof KeyboardEvent && key.node.rowIndex !== null && 'column' in key) {
          this.#onKey(key.event, key.node.rowIndex, key.column.getColId() as OrderColumnId);
        }
      },
      onColumnMoved: ({ finished }) => finished && this.#layout.save(),
      onColumnResized: ({ finished, source }) => finished && source !== 'api' && this.#layout.save(),
      onBodyScroll: ({ direction }) => {
        if (direction !== 'vertical') return;
        this.#follower.moved();
        this.#rows.lookAhead();
      },
    });
    const root = element.querySelector('[role="grid"], [role="treegrid"]');
    root?.setAttribute('aria-label', options.label);
  }

  destroy(): void {
    this.#follower.cancel();
    this.#api.destroy();
  }

  focus(): void {
    this.#rows.focus();
  }

  /** Shows another query: its first rows replace the old ones in one step, from the top. */
  async show(query: OrderQuery): Promise<void> {
    this.#sort.set(query.sort);
    const window = await this.#source.prepare(query);
    if (window === null) return;
    this.#follower.upToDate();
    this.#picker.forget();
    placeRows(this.#api, window, totalOf(window, 0));
    this.#picker.paintNew();
  }

  /** Asks again for the rows in the cache; old rows stay on screen until the new ones are there. */
  refresh(): void {
    this.#follower.upToDate();
    this.#source.forget();
    this.#api.refreshInfiniteCache();
  }

  /** Takes changes of the data in without moving what the operator looks at. */
  follow(): void {
    this.#follower.follow();
  }

  /** Opens the neighbour `delta` rows from the open order, for the detail panel's buttons and keys. */
  moveBy(delta: number): void {
    const row = this.#rows.focusNeighbour(delta);
    // The focus may have been there already, when the operator stayed with an unsaved order before.
    if (row) this.#events.onFocusRow(row.id);
  }

  /** Marks the row whose detail is open. */
  setOpenRow(orderId: number | null): void {
    this.#rows.setOpen(orderId);
  }

  /** Draws the selection anew after it changed. */
  paintSelection(): void {
    this.#picker.paint();
  }

  /** The row with the focus; null while it is not loaded or nothing has the focus. */
  focusedRow(): PickedRow | null {
    return this.#rows.focused();
  }

  /** The row drawn by this element or around it. */
  rowOf(target: Element): PickedRow | null {
    return this.#rows.around(target);
  }

  setRowHeight(height: number): void {
    this.#api.setGridOption('rowHeight', height);
    this.#api.resetRowHeights();
  }

  /** New words or names: headers and cells are drawn again, order and widths stay. */
  setContext(context: ColumnContext): void {
    this.#layout.setContext(context);
  }

  columns(): SavedColumns {
    return this.#layout.columns();
  }

  setColumns(columns: SavedColumns): void {
    this.#layout.setColumns(columns);
  }

  resetColumns(): void {
    this.#layout.resetColumns();
  }

  /** Visible columns in the order shown, for copying. */
  visibleColumns(): OrderColumnId[] {
    return this.columns()
      .filter((column) => !column.hidden)
      .map((column) => column.id as OrderColumnId);
  }

  textOf(column: OrderColumnId, row: OrderRow): string {
    return this.#layout.textOf(column, row);
  }

  #onKey(event: KeyboardEvent, rowIndex: number, column: OrderColumnId): void {
    const row = this.#rows.at(rowIndex)?.row;
    if (event.key === 'Enter' && row) {
      this.#events.onOpen(row.id);
    } else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && row) {
      event.preventDefault();
      this.#events.onCopy({ column, row });
    }
  }
}
