import type { GridApi } from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';
import type { OrderQuery } from '#shared/domain/order-query.ts';
import { rangeRows } from './range-rows.ts';
import { paintSelection, selectColumnId } from './select-column.ts';
import { isSelected, mostNamed, nothing } from './selection.ts';
import { type PickedRow, pickedStore } from './selection-store.ts';

export interface PickEvents {
  /** Rows to choose or to let go of. */
  onPick(rows: readonly PickedRow[], isOn: boolean): void;
  onPickTooMany(): void;
  onPickAll(): void;
  onError(error: unknown): void;
}

/** Chooses rows of the grid by keys and pointer, also rows of a range that are not loaded. */
export class RowPicker {
  readonly #root: HTMLElement;
  readonly #api: () => GridApi<OrderRow>;
  readonly #query: () => OrderQuery;
  readonly #events: PickEvents;
  /** Where a range begins. */
  #anchor = -1;

  constructor(options: {
    root: HTMLElement;
    api: () => GridApi<OrderRow>;
    query: () => OrderQuery;
    events: PickEvents;
  }) {
    this.#root = options.root;
    this.#api = options.api;
    this.#query = options.query;
    this.#events = options.events;
    // Before the grid: it tells of keys a moment later, when the next key may have come already.
    options.root.addEventListener('keydown', (event) => this.#onKeyDown(event), true);
  }

  /** Another list is shown: a range begins anew. */
  forget(): void {
    this.#anchor = -1;
  }

  /** Draws the selection anew after it, or the rows, changed. */
  paint(): void {
    paintSelection(this.#root);
  }

  /** Rows that got their data after they were drawn; nothing to do while nothing is chosen. */
  paintNew(): void {
    if (pickedStore.get().selection !== nothing) this.paint();
  }

  /** A click on a box, or with Ctrl anywhere in the row; Shift on a box chooses up to it. */
  click(event: MouseEvent, index: number, columnId: string): void {
    const isBox = columnId === selectColumnId;
    if (event.shiftKey && isBox) void this.#range(index, index);
    else if (isBox || event.ctrlKey || event.metaKey) this.#toggle(index);
  }

  #onKeyDown(event: KeyboardEvent): void {
    const row = event.target instanceof Element ? event.target.closest('.ag-row') : null;
    if (row && !event.isComposing) this.#key(event, Number(row.getAttribute('row-index')));
  }

  /** Takes the keys of choosing: Space, Shift+Space, Shift+↑↓, Ctrl+A. */
  #key(event: KeyboardEvent, index: number): void {
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      // The grid has its own idea of Ctrl+A and keeps it from the window.
      event.preventDefault();
      this.#events.onPickAll();
    } else if (event.key === ' ') {
      event.preventDefault();
      if (event.shiftKey) void this.#range(index, index);
      else this.#toggle(index);
    } else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      // The grid moves the focus by itself afterwards.
      if (this.#anchor < 0) this.#anchor = index;
      const next = index + (event.key === 'ArrowDown' ? 1 : -1);
      if (next >= 0 && next < this.#api().getDisplayedRowCount()) void this.#range(next, index);
    }
  }

  #toggle(index: number): void {
    const [picked] = this.#loaded(index, index);
    this.#anchor = index;
    if (picked) this.#events.onPick([picked], !isSelected(pickedStore.get().selection, picked.row.id));
  }

  /** Chooses from the anchor to the row `to`; a step back from `from` lets go of the row that is left. */
  async #range(to: number, from: number): Promise<void> {
    if (this.#anchor < 0) this.#anchor = to;
    const [first, last] = [Math.min(this.#anchor, to), Math.max(this.#anchor, to)];
    if (last - first >= mostNamed) {
      this.#events.onPickTooMany();
      return;
    }
    if (Math.abs(to - this.#anchor) < Math.abs(from - this.#anchor)) {
      this.#events.onPick(this.#loaded(from, from), false);
    }
    const loaded = this.#loaded(first, last);
    if (loaded.length === last - first + 1) {
      this.#events.onPick(loaded, true);
      return;
    }
    const query = this.#query();
    try {
      const rows = await rangeRows(query, first, last);
      if (query === this.#query()) this.#events.onPick(rows, true);
    } catch (error) {
      this.#events.onError(error);
    }
  }

  #loaded(first: number, last: number): PickedRow[] {
    const rows: PickedRow[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = this.#api().getDisplayedRowAtIndex(index)?.data;
      if (row) rows.push({ row, index });
    }
    return rows;
  }
}
