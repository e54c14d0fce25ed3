import {
  CellApiModule,
  CellStyleModule,
  type ColDef,
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
import type { OrderQuery, OrderSort } from '#shared/domain/order-query.ts';
import { AtRest } from '../../lib/at-rest.ts';
import { host } from '../../lib/connection/index.ts';
import { createStore, type Store } from '../../lib/store.ts';
import type { RowRange } from './delivery-queue.ts';
import { applyColumns, type SavedColumns, savedColumns } from './grid-column-state.ts';
import { type ColumnContext, cellText, type OrderColumnId, orderColumns } from './grid-columns.ts';
import { keptWindows, OrderSource, sliceSize, totalOf, windowSize } from './grid-source.ts';
import { gridTheme } from './grid-theme.ts';
import { arePlaced, placeRows } from './place-rows.ts';
import { type PickEvents, RowPicker } from './selection/row-picker.ts';
import { selectColumn, selectColumnId } from './selection/select-column.ts';
import { isSelected } from './selection/selection.ts';
import { type PickedRow, pickedStore } from './selection/selection-store.ts';
import { SortHeader, type SortHeaderParams } from './sort-header.ts';

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

export const rowHeights = { compact: 28, comfortable: 32 } as const;

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

/** The order list's grid outside React: cells are plain DOM, so scrolling costs nothing of the window. */
export class OrderGrid {
  readonly #api: GridApi<OrderRow>;
  readonly #source: OrderSource;
  readonly #events: GridEvents;
  readonly #root: HTMLElement;
  #context: ColumnContext;
  readonly #sort: Store<OrderSort>;
  readonly #picker: RowPicker;
  #isRefreshing = false;
  #openId: number | null = null;
  /** A moving list is left alone: what changed meanwhile is shown a moment after the last movement. */
  readonly #atRest = new AtRest(() => void this.#takeChanges(), 150);

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
    this.#root = element;
    this.#events = options.events;
    this.#context = options.context;
    this.#sort = createStore(options.query.sort);
    this.#source = new OrderSource({
      query: options.query,
      fetch: (query) => host.orders.window(query),
      listener: options.events,
      shown: () => this.#shownRows(),
      arePlaced: (from, rows) => arePlaced(this.#api, from, rows),
    });
    this.#picker = new RowPicker({
      root: element,
      api: () => this.#api,
      query: () => this.#source.query,
      events: options.events,
    });
    this.#api = createGrid<OrderRow>(element, {
      theme: gridTheme,
      rowModelType: 'infinite',
      datasource: this.#source,
      cacheBlockSize: sliceSize,
      maxBlocksInCache: (keptWindows * windowSize) / sliceSize,
      infiniteInitialRowCount: 30,
      // The source decides what goes to the host; the grid may ask for all its slices at once.
      maxConcurrentDatasourceRequests: (keptWindows * windowSize) / sliceSize,
      blockLoadDebounceMillis: 40,
      rowBuffer: 4,
      rowHeight: options.rowHeight,
      columnDefs: this.#columnDefs(),
      defaultColDef: { resizable: true, sortable: false, suppressHeaderMenuButton: true },
      // Rows are known to the grid by their places, so that another order in a place only changes its texts.
      getBusinessKeyForNode: ({ data }) => (data ? String(data.id) : ''),
      rowClassRules: {
        'row-loading': ({ data }) => data === undefined,
        'row-unseen': ({ data }) => data?.isSeen === false,
        'row-picked': ({ data }) => data !== undefined && isSelected(pickedStore.get().selection, data.id),
        'row-open': ({ data }) => data !== undefined && data.id === this.#openId,
        'row-held': ({ data }) => data?.fraudHold === 'under_review' || data?.fraudHold === 'confirmed',
      },
      processRowPostCreate: ({ eRow, ePinnedLeftRow, node }) => {
        // A row without id would be built anew when its order arrives.
        node.id ??= String(node.rowIndex);
        const isOn = node.data !== undefined && isSelected(pickedStore.get().selection, node.data.id);
        for (const row of [eRow, ePinnedLeftRow]) row?.setAttribute('aria-selected', String(isOn));
      },
      onModelUpdated: () => this.#picker.paintNew(),
      animateRows: false,
      suppressRowTransform: true,
      suppressDragLeaveHidesColumns: true,
      suppressColumnMoveAnimation: true,
      suppressContextMenu: true,
      enableBrowserTooltips: true,
      suppressNoRowsOverlay: true,
      onGridReady: ({ api }) => {
        if (options.columns) applyColumns(api, options.columns);
      },
      onRowClicked: ({ data, event }) => {
        const isBox =
          event?.target instanceof Element && event.target.closest(`[col-id="${selectColumnId}"]`);
        const isPicking = event instanceof MouseEvent && (event.ctrlKey || event.metaKey);
        if (data && !isBox && !isPicking) this.#events.onOpen(data.id);
      },
      onCellClicked: ({ event, column, rowIndex }) => {
        if (event instanceof MouseEvent && rowIndex !== null) {
          this.#picker.click(event, rowIndex, column.getColId());
        }
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
      onColumnMoved: ({ finished }) => finished && this.#saveColumns(),
      onColumnResized: ({ finished, source }) => finished && source !== 'api' && this.#saveColumns(),
      onBodyScroll: ({ direction }) => {
        if (direction === 'vertical') this.#onScroll();
      },
    });
    const root = element.querySelector('[role="grid"], [role="treegrid"]');
    root?.setAttribute('aria-label', options.label);
  }

  destroy(): void {
    this.#atRest.cancel();
    this.#api.destroy();
  }

  focus(): void {
    const focused = this.#api.getFocusedCell();
    const index = focused?.rowIndex ?? Math.max(0, this.#api.getFirstDisplayedRowIndex());
    this.#focusRow(index);
  }

  /** Shows another query: its first rows replace the old ones in one step, from the top. */
  async show(query: OrderQuery): Promise<void> {
    this.#sort.set(query.sort);
    const window = await this.#source.prepare(query);
    if (window === null) return;
    this.#markStale(false);
    this.#picker.forget();
    placeRows(this.#api, window, totalOf(window, 0));
    this.#picker.paintNew();
  }

  /** Asks again for the rows in the cache; old rows stay on screen until the new ones are there. */
  refresh(): void {
    this.#markStale(false);
    this.#source.forget();
    this.#api.refreshInfiniteCache();
  }

  /**
   * Takes changes of the data in without moving what the operator looks at: at the top, or when the rows
   * on screen keep their places, the list refreshes; otherwise it only says that there are changes. While
   * the operator scrolls it waits.
   */
  follow(): void {
    this.#atRest.ask();
  }

  async #takeChanges(): Promise<void> {
    if (this.#isRefreshing) return;
    if (this.#isAtTop()) {
      this.refresh();
      return;
    }
    if (this.#isStale) return;
    this.#isRefreshing = true;
    try {
      const first = this.#api.getFirstDisplayedRowIndex();
      const shown = this.#api.getDisplayedRowAtIndex(first)?.data?.id;
      const window = await host.orders.window({ ...this.#source.query, offset: first, limit: 1 });
      if (window.rows[0]?.id === shown || this.#isAtTop()) this.refresh();
      else this.#markStale(true);
    } catch {
      // The connection line tells; the next change or the reconnection asks again.
    } finally {
      this.#isRefreshing = false;
    }
  }

  /** Opens the neighbour `delta` rows from the open order, for the detail panel's buttons and keys. */
  moveBy(delta: number): void {
    const from = this.#openIndex() ?? this.#api.getFocusedCell()?.rowIndex ?? 0;
    const to = Math.max(0, from + delta);
    this.#focusRow(to);
    // The focus may have been there already, when the operator stayed with an unsaved order before.
    const row = this.#api.getDisplayedRowAtIndex(to)?.data;
    if (row) this.#events.onFocusRow(row.id);
  }

  /** The place of the open order's row, while it is among the rows at hand. */
  #openIndex(): number | null {
    let index: number | null = null;
    this.#api.forEachNode((node) => {
      if (node.data !== undefined && node.data.id === this.#openId) index = node.rowIndex;
    });
    return index;
  }

  /** Marks the row whose detail is open; rows drawn later mark themselves. */
  setOpenRow(orderId: number | null): void {
    const mark = (id: number | null, isOpen: boolean) => {
      for (const row of this.#root.querySelectorAll(`.ag-row[row-business-key="${id}"]`)) {
        row.classList.toggle('row-open', isOpen);
      }
    };
    mark(this.#openId, false);
    this.#openId = orderId;
    mark(orderId, true);
  }

  /** Draws the selection anew after it changed. */
  paintSelection(): void {
    this.#picker.paint();
  }

  /** The row with the focus; null while it is not loaded or nothing has the focus. */
  focusedRow(): PickedRow | null {
    return this.#rowAt(this.#api.getFocusedCell()?.rowIndex ?? -1);
  }

  /** The row drawn by this element or around it. */
  rowOf(target: Element): PickedRow | null {
    return this.#rowAt(Number(target.closest('.ag-row')?.getAttribute('row-index') ?? -1));
  }

  setRowHeight(height: number): void {
    this.#api.setGridOption('rowHeight', height);
    this.#api.resetRowHeights();
  }

  /** New words or names: headers and cells are drawn again, order and widths stay. */
  setContext(context: ColumnContext): void {
    this.#context = context;
    this.#api.setGridOption('columnDefs', this.#columnDefs());
    this.#api.refreshCells({ force: true });
  }

  columns(): SavedColumns {
    return savedColumns(this.#api);
  }

  setColumns(columns: SavedColumns): void {
    applyColumns(this.#api, columns);
    this.#saveColumns();
  }

  resetColumns(): void {
    this.#api.resetColumnState();
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

  #onScroll(): void {
    this.#atRest.moved();
    if (this.#isStale && this.#isAtTop()) this.#atRest.ask();
    // The grid asks for rows once they come into view; a look at those to come has it ask in time.
    const { from, to } = this.#shownRows();
    this.#api.getDisplayedRowAtIndex(Math.max(0, from - 2 * sliceSize));
    this.#api.getDisplayedRowAtIndex(to - 1 + 2 * sliceSize);
  }

  #shownRows(): RowRange {
    return { from: this.#api.getFirstDisplayedRowIndex(), to: this.#api.getLastDisplayedRowIndex() + 1 };
  }

  #isAtTop(): boolean {
    return this.#api.getVerticalPixelRange().top < 4;
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
    } else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && row) {
      event.preventDefault();
      this.#events.onCopy({ column, row });
    }
  }

  #columnDefs(): ColDef<OrderRow>[] {
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

  #rowAt(index: number): PickedRow | null {
    const row = this.#api.getDisplayedRowAtIndex(index)?.data;
    return row ? { row, index } : null;
  }
}
