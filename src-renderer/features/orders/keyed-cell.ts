import type { ICellRendererComp } from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';

interface Cell {
  readonly data: OrderRow | undefined;
}

/**
 * A drawn cell that is only drawn anew when what it shows is another (`keyOf`): lists in a row share most
 * shops, phases and marks, and every node that is replaced is styled and laid out again.
 */
export function keyedCell(
  keyOf: (row: OrderRow) => string,
  draw: (cell: Cell) => HTMLElement | string,
): new () => ICellRendererComp<OrderRow> {
  return class implements ICellRendererComp<OrderRow> {
    readonly #host = document.createElement('span');
    #key: string | undefined;

    init(cell: Cell): void {
      this.#host.className = 'cell-drawn';
      this.refresh(cell);
    }

    getGui(): HTMLElement {
      return this.#host;
    }

    refresh({ data }: Cell): boolean {
      const key = data && keyOf(data);
      if (key === this.#key) return true;
      this.#key = key;
      const drawn = draw({ data });
      if (drawn === '') this.#host.replaceChildren();
      else this.#host.replaceChildren(drawn);
      return true;
    }
  };
}
