import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  createGrid,
  EventApiModule,
  type GridApi,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
} from 'ag-grid-community';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { type OrderQuery, type OrderSort, orderSortColumnSchema } from '#shared/domain/order-query.ts';
import { host } from '../../lib/connection/index.ts';
import { type ColumnContext, cellText, type OrderColumnId, orderColumns } from './grid-columns.ts';
import { blockSize, OrderSource } from './grid-source.ts';
import { gridTheme, sortIcons } from './grid-theme.ts';
import { rangeRows } from './selection/range-rows.ts';
import { paintSelection, selectColumn, selectColumnId } from './selection/select-column.ts';
import { isSelected, mostNamed } from './selection/selection.ts';
import { type PickedRow, pickedStore } from './selection/selection-store.ts';

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  CellStyleModule,
  RowStyleModule,
  ColumnApiModule,
  RowApiModule,
  ScrollApiModule,
  EventApiModule,
  RenderApiModule,
  CellApiModule,
  TooltipModule,
]);

export type SavedColumns = TerminalSettings['columns'][string];
export const rowHeights = { compact: 28, comfortable: 32 } as const;

export interface GridEvents {
  onOpen(orderId: number): void;
  onFocusRow(orderId: number): void;
  onEscape(): void;
  /** The cell with the focus; what is chosen is copied instead when something is. */
  onCopy(cell: { column: OrderColumnId; row: OrderRow }): void;
  /** Rows to choose or to let go of. */
  onPick(rows: readonly PickedRow[], isOn: boolean): void;
  onPickTooMany(): void;
  onSort(sort: OrderSort): void;
  onColumns(columns: SavedColumns): void;
  onWindow(window: OrderWindow): void;
  onError(error: unknown): void;
  /** The list has changes above the rows on screen; showing them would move those rows. */
  onStale(isStale: boolean): void;
}

/** The order list's grid outside React: cells are plain DOM, so scrolling costs nothing of the window. */
export class OrderGrid {
  readonly #element: HTMLElement;
  readonly #api: GridApi<OrderRow>;
  readonly #source: OrderSource;
  readonly #events: GridEvents;
  #context: ColumnContext;
  #anchor = -1;
  #isRefreshing = false;

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
    this.#element = element;
    this.#events = options.events;
    this.#context = options.context;
    this.#source = new OrderSource(options.query, {
      onError: options.events.onError,
      onWindow: (window) => {
        options.events.onWindow(window);
        this.paintSelection();
      },
    });
    this.#api = createGrid<OrderRow>(element, {
      theme: gridTheme,
      icons: sortIcons,
      rowModelType: 'infinite',
      datasource: this.#source,
      cacheBlockSize: blockSize,
      maxBlocksInCache: 5,
      infiniteInitialRowCount: 30,
      maxConcurrentDatasourceRequests: 2,
      blockLoadDebounceMillis: 40,
      rowBuffer: 4,
      rowHeight: options.rowHeight,
      columnDefs: allColumns(options.context),
      defaultColDef: { resizable: true, sortingOrder: ['asc', 'desc'], suppressHeaderMenuButton: true },
      getRowId: ({ data }) => String(data.id),
      rowClassRules: {
        'row-loading': ({ data }) => data === undefined,
        'row-unseen': ({ data }) => data?.isSeen === false,
        'row-picked': ({ data }) => data !== undefined && isSelected(pickedStore.get().selection, data.id),
        'row-held': ({ data }) => data?.fraudHold === 'under_review' || data?.fraudHold === 'confirmed',
      },
      processRowPostCreate: ({ eRow, ePinnedLeftRow, node }) => {
        const isOn = node.data !== undefined && isSelected(pickedStore.get().selection, node.data.id);
        for (const row of [eRow, ePinnedLeftRow]) row?.setAttribute('aria-selected', String(isOn));
      },
      animateRows: false,
      suppressRowTransform: true,
      suppressMultiSort: true,
      suppressDragLeaveHidesColumns: true,
      suppressColumnMoveAnimation: true,
      suppressContextMenu: true,
      enableBrowserTooltips: true,
      suppressNoRowsOverlay: true,
      onGridReady: ({ api }) => {
        api.applyColumnState({
          state: [{ colId: selectColumnId }, ...(options.columns ?? []).map(columnState)],
          applyOrder: options.columns !== undefined,
        });
        this.#applySort(options.query.sort);
      },
      onRowClicked: ({ data, event }) => {
        const isBox = event?.target instanceof Element && event.target.closest('.pick-cell');
        const isPicking = event instanceof MouseEvent && (event.ctrlKey || event.metaKey);
        if (data && !isBox && !isPicking) this.#events.onOpen(data.id);
      },
      onCellClicked: ({ event, column, rowIndex }) => {
        if (!(event instanceof MouseEvent) || rowIndex === null) return;
        const isBox = column.getColId() === selectColumnId;
        if (event.shiftKey && isBox) void this.#pickRange(rowIndex);
        else if (isBox || event.ctrlKey || event.metaKey) this.#toggle(rowIndex);
      },
      onCellFocused: ({ rowIndex }) => {
        const row = rowIndex === null ? undefined : this.#api.getDisplayedRowAtIndex(rowIndex)?.data;
        if (row) this.#events.onFocusRow(row.id);
      },
      onCellKeyDown: (key) => {
        if (key.event instanceof KeyboardEvent && key.node.rowIndex !== null && 'column' in key) {
          this.#onKey(key.event, key.node.rowIndex, key.column.getColId() as OrderColumnId);
        }
      },
      onSortChanged: ({ source }) => {
        const sort = this.#currentSort();
        if (sort && source === 'uiColumnSorted') this.#events.onSort(sort);
      },
      onColumnMoved: ({ finished }) => finished && this.#saveColumns(),
      onColumnResized: ({ finished, source }) => finished && source !== 'api' && this.#saveColumns(),
      onBodyScroll: ({ direction }) => {
        if (direction === 'vertical' && this.#isStale && this.#isAtTop()) this.refresh();
      },
    });
    const root = element.querySelector('[role="grid"], [role="treegrid"]');
    root?.setAttribute('aria-label', options.label);
  }

  destroy(): void {
    this.#api.destroy();
  }

  focus(): void {
    const focused = this.#api.getFocusedCell();
    const index = focused?.rowIndex ?? Math.max(0, this.#api.getFirstDisplayedRowIndex());
    this.#focusRow(index);
  }

  /** Shows another query: its first rows replace the old ones in one step, from the top. */
  async show(query: OrderQuery): Promise<void> {
    if (!(await this.#source.prepare(query))) return;
    this.#markStale(false);
    this.#anchor = -1;
    const isSortNew = this.#applySort(query.sort);
    if (!isSortNew) this.#api.purgeInfiniteCache();
    this.#api.ensureIndexVisible(0, 'top');
  }

  /** Asks again for the rows in the cache; old rows stay on screen until the new ones are there. */
  refresh(): void {
    this.#markStale(false);
    this.#api.refreshInfiniteCache();
  }

  /**
   * Takes changes of the data in without moving what the operator looks at: at the top, or when the rows
   * on screen keep their places, the list refreshes; otherwise it only says that there are changes.
   */
  async follow(): Promise<void> {
    if (this.#isRefreshing || this.#isStale) return;
    if (this.#isAtTop()) {
      this.refresh();
      return;
    }
    this.#isRefreshing = true;
    try {
      const first = this.#api.getFirstDisplayedRowIndex();
      const shown = this.#api.getDisplayedRowAtIndex(first)?.data?.id;
      const window = await host.orders.window({ ...this.#source.query, offset: first, limit: 1 });
      if (window.rows[0]?.id === shown) this.refresh();
      else this.#markStale(true);
    } catch {
      // The connection line tells; the next change or the reconnection asks again.
    } finally {
      this.#isRefreshing = false;
    }
  }

  /** Moves the focus by `delta` rows, for the detail panel's neighbour buttons. */
  moveBy(delta: number): void {
    const focused = this.#api.getFocusedCell();
    this.#focusRow((focused?.rowIndex ?? 0) + delta);
  }

  /** Draws the selection anew after it changed. */
  paintSelection(): void {
    paintSelection(this.#element);
  }

  /** The row with the focus; null while it is not loaded or nothing has the focus. */
  focusedRow(): PickedRow | null {
    const index = this.#api.getFocusedCell()?.rowIndex ?? -1;
    const row = this.#api.getDisplayedRowAtIndex(index)?.data;
    return row ? { row, index } : null;
  }

  /** The row drawn by this element or around it. */
  rowOf(target: Element): PickedRow | null {
    const index = Number(target.closest('.ag-row')?.getAttribute('row-index') ?? -1);
    const row = this.#api.getDisplayedRowAtIndex(index)?.data;
    return row ? { row, index } : null;
  }

  setRowHeight(height: number): void {
    this.#api.setGridOption('rowHeight', height);
    this.#api.resetRowHeights();
  }

  /** New words or names: headers and cells are drawn again, order and widths stay. */
  setContext(context: ColumnContext): void {
    this.#context = context;
    this.#api.setGridOption('columnDefs', allColumns(context));
    this.#api.refreshCells({ force: true });
  }

  columns(): SavedColumns {
    return this.#api
      .getColumnState()
      .filter((column) => column.colId !== selectColumnId)
      .map((column) => ({
        id: column.colId,
        width: column.width ?? null,
        hidden: column.hide === true,
        pinned: column.pinned === 'left' || column.pinned === 'right' ? column.pinned : null,
      }));
  }

  setColumns(columns: SavedColumns): void {
    this.#api.applyColumnState({
      state: [{ colId: selectColumnId }, ...columns.map(columnState)],
      applyOrder: true,
    });
    this.#saveColumns();
  }

  resetColumns(): void {
    const sort = this.#currentSort();
    this.#api.resetColumnState();
    if (sort) this.#applySort(sort);
    this.#saveColumns();
  }

  /** Visible columns in the order shown, for copying. */
  visibleColumns(): OrderColumnId[] {
    return this.columns()
      .filter((column) => !column.hidden)
      .map((column) => column.id as OrderColumnId);
  }

  textOf(column: OrderColumnId, row: OrderRow): string {
    return cellText(this.#context, column, row);
  }

  #isStale = false;

  #markStale(isStale: boolean): void {
    if (this.#isStale === isStale) return;
    this.#isStale = isStale;
    this.#events.onStale(isStale);
  }

  #isAtTop(): boolean {
    return this.#api.getVerticalPixelRange().top < 4;
  }

  #currentSort(): OrderSort | null {
    const sorted = this.#api.getColumnState().find((column) => column.sort);
    const column = orderSortColumnSchema.safeParse(sorted?.colId);
    return column.success
      ? { column: column.data, direction: sorted?.sort === 'asc' ? 'asc' : 'desc' }
      : null;
  }

  /** Returns whether the grid's sort changed; a changed one makes the grid ask for its rows by itself. */
  #applySort(sort: OrderSort): boolean {
    const current = this.#currentSort();
    if (current?.column === sort.column && current.direction === sort.direction) return false;
    this.#api.applyColumnState({
      state: [{ colId: sort.column, sort: sort.direction }],
      defaultState: { sort: null },
    });
    return true;
  }

  #focusRow(index: number): void {
    const last = this.#api.getDisplayedRowCount() - 1;
    const target = Math.min(Math.max(0, index), last);
    if (target < 0) return;
    const column = this.#api.getFocusedCell()?.column ?? this.#api.getAllDisplayedColumns()[1];
    this.#api.ensureIndexVisible(target);
    if (column) this.#api.setFocusedCell(target, column);
  }

  #saveColumns(): void {
    this.#events.onColumns(this.columns());
  }

  #onKey(event: KeyboardEvent, rowIndex: number, column: OrderColumnId): void {
    const row = this.#api.getDisplayedRowAtIndex(rowIndex)?.data;
    if (event.key === 'Enter' && row) {
      this.#events.onOpen(row.id);
    } else if (event.key === 'Escape') {
      this.#events.onEscape();
    } else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && row) {
      event.preventDefault();
      this.#events.onCopy({ column, row });
    } else if (event.key === ' ') {
      event.preventDefault();
      if (event.shiftKey) void this.#pickRange(rowIndex);
      else this.#toggle(rowIndex);
    } else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      // The grid moves the focus by itself afterwards.
      if (this.#anchor < 0) this.#anchor = rowIndex;
      const next = rowIndex + (event.key === 'ArrowDown' ? 1 : -1);
      if (next >= 0 && next < this.#api.getDisplayedRowCount()) void this.#pickRange(next, rowIndex);
    }
  }

  #toggle(index: number): void {
    const row = this.#api.getDisplayedRowAtIndex(index)?.data;
    this.#anchor = index;
    if (row) this.#events.onPick([{ row, index }], !isSelected(pickedStore.get().selection, row.id));
  }

  /** Chooses from the anchor to the row; with `from`, a step back lets go of the row that is left. */
  async #pickRange(to: number, from = to): Promise<void> {
    if (this.#anchor < 0) this.#anchor = to;
    const [first, last] = [Math.min(this.#anchor, to), Math.max(this.#anchor, to)];
    if (last - first >= mostNamed) {
      this.#events.onPickTooMany();
      return;
    }
    const left = Math.abs(to - this.#anchor) < Math.abs(from - this.#anchor) ? this.#loaded(from, from) : [];
    if (left.length > 0) this.#events.onPick(left, false);
    const loaded = this.#loaded(first, last);
    if (loaded.length === last - first + 1) {
      this.#events.onPick(loaded, true);
      return;
    }
    const query = this.#source.query;
    try {
      const rows = await rangeRows(query, first, last);
      if (query === this.#source.query) this.#events.onPick(rows, true);
    } catch (error) {
      this.#events.onError(error);
    }
  }

  #loaded(first: number, last: number): PickedRow[] {
    const rows: PickedRow[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = this.#api.getDisplayedRowAtIndex(index)?.data;
      if (row) rows.push({ row, index });
    }
    return rows;
  }
}

function allColumns(context: ColumnContext) {
  return [selectColumn(context.t), ...orderColumns(context)];
}

function columnState(column: SavedColumns[number]) {
  return {
    colId: column.id,
    ...(column.width === null ? {} : { width: column.width }),
    hide: column.hidden,
    pinned: column.pinned,
  };
}
