import type { GridApi } from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';
import type { RowRange } from './delivery-queue.ts';
import { sliceSize } from './grid-source.ts';
import type { PickedRow } from './selection/selection-store.ts';

/** Where the grid's rows are: the ones on screen, the one with the focus, the one whose detail is open. */
export class GridRows {
  readonly #root: HTMLElement;
  readonly #api: () => GridApi<OrderRow>;
  #openId: number | null = null;

  constructor(root: HTMLElement, api: () => GridApi<OrderRow>) {
    this.#root = root;
    this.#api = api;
  }

  isOpen(orderId: number): boolean {
    return orderId === this.#openId;
  }

  /** Marks the row whose detail is open; rows drawn later mark themselves. */
  setOpen(orderId: number | null): void {
    const mark = (id: number | null, isOpen: boolean) => {
      for (const row of this.#root.querySelectorAll(`.ag-row[row-business-key="${id}"]`)) {
        row.classList.toggle('row-open', isOpen);
      }
    };
    mark(this.#openId, false);
    this.#openId = orderId;
    mark(orderId, true);
  }

  at(index: number): PickedRow | null {
    const row = this.#api().getDisplayedRowAtIndex(index)?.data;
    return row ? { row, index } : null;
  }

  /** The row with the focus; null while it is not loaded or nothing has the focus. */
  focused(): PickedRow | null {
    return this.at(this.#api().getFocusedCell()?.rowIndex ?? -1);
  }

  /** The row drawn by this element or around it. */
  around(target: Element): PickedRow | null {
    return this.at(Number(target.closest('.ag-row')?.getAttribute('row-index') ?? -1));
  }

  /** Gives the keyboard to the row that had it, or to the first one on screen. */
  focus(): void {
    const api = this.#api();
    this.#focusRow(api.getFocusedCell()?.rowIndex ?? Math.max(0, api.getFirstDisplayedRowIndex()));
  }

  /** Focuses the neighbour `delta` rows from the open order; answers its order when it is loaded. */
  focusNeighbour(delta: number): OrderRow | undefined {
    const from = this.#openIndex() ?? this.#api().getFocusedCell()?.rowIndex ?? 0;
    const to = Math.max(0, from + delta);
    this.#focusRow(to);
    return this.at(to)?.row;
  }

  shown(): RowRange {
    const api = this.#api();
    return { from: api.getFirstDisplayedRowIndex(), to: api.getLastDisplayedRowIndex() + 1 };
  }

  isAtTop(): boolean {
    return this.#api().getVerticalPixelRange().top < 4;
  }

  /** The grid asks for rows once they come into view; a look at those to come has it ask in time. */
  lookAhead(): void {
    const { from, to } = this.shown();
    this.#api().getDisplayedRowAtIndex(Math.max(0, from - 2 * sliceSize));
    this.#api().getDisplayedRowAtIndex(to - 1 + 2 * sliceSize);
  }

  /** The place of the open order's row, while it is among the rows at hand. */
  #openIndex(): number | null {
    let index: number | null = null;
    this.#api().forEachNode((node) => {
      if (node.data !== undefined && node.data.id === this.#openId) index = node.rowIndex;
    });
    return index;
  }

  #focusRow(index: number): void {
    const api = this.#api();
    const last = api.getDisplayedRowCount() - 1;
    const target = Math.min(Math.max(0, index), last);
    if (target < 0) return;
    const column = api.getFocusedCell()?.column ?? api.getAllDisplayedColumns()[1];
    api.ensureIndexVisible(target);
    if (column) api.setFocusedCell(target, column);
  }
}
