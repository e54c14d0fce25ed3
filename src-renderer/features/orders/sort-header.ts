import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';
import { type OrderSort, orderSortColumnSchema } from '#shared/domain/order-query.ts';
import type { Store } from '../../lib/store.ts';
import { sortIcons } from './grid-theme.ts';

export interface SortHeaderParams {
  /** The sort shown now. */
  readonly sort: Store<OrderSort>;
  onSort(sort: OrderSort): void;
}

/** A click this soon after a column was moved (ms) ended the move and means no sort. */
const moveEndMs = 50;

/**
 * A column's name, which sorts the list by a click or Enter. The grid's own header empties the list as soon
 * as it is clicked; this one leaves the rows until those of the new sort are there.
 */
export class SortHeader implements IHeaderComp {
  readonly #label = document.createElement('div');
  readonly #text = document.createElement('span');
  readonly #arrow = document.createElement('span');
  readonly #ends: (() => void)[] = [];
  #paint: () => void = () => {};
  #movedAt = Number.NEGATIVE_INFINITY;

  init(params: IHeaderParams<OrderRow> & SortHeaderParams): void {
    this.#label.className = 'ag-header-cell-label';
    this.#text.className = 'ag-header-cell-text';
    this.#arrow.className = 'sort-arrow';
    this.#label.append(this.#text, this.#arrow);
    this.#text.textContent = params.displayName;
    const { column, eGridHeader: cell, sort, onSort } = params;
    const own = orderSortColumnSchema.safeParse(column.getColId());
    if (!own.success) return;
    const next = () => {
      const { column: sorted, direction } = sort.get();
      onSort({ column: own.data, direction: sorted === own.data && direction === 'asc' ? 'desc' : 'asc' });
    };
    this.#paint = () => {
      const { column: sorted, direction } = sort.get();
      const isSorted = sorted === own.data;
      if (isSorted) cell.setAttribute('aria-sort', direction === 'asc' ? 'ascending' : 'descending');
      else cell.setAttribute('aria-sort', 'none');
      this.#arrow.innerHTML = isSorted
        ? sortIcons[direction === 'asc' ? 'sortAscending' : 'sortDescending']
        : '';
    };
    const moved = () => {
      this.#movedAt = performance.now();
    };
    const click = () => {
      if (!column.isMoving() && performance.now() - this.#movedAt > moveEndMs) next();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Enter') next();
    };
    this.#label.addEventListener('click', click);
    cell.addEventListener('keydown', key);
    column.addEventListener('movingChanged', moved);
    this.#ends.push(
      sort.subscribe(this.#paint),
      () => cell.removeEventListener('keydown', key),
      () => column.removeEventListener('movingChanged', moved),
    );
    this.#paintLast();
  }

  getGui(): HTMLElement {
    return this.#label;
  }

  refresh({ displayName }: IHeaderParams<OrderRow>): boolean {
    this.#text.textContent = displayName;
    this.#paintLast();
    return true;
  }

  /** The grid takes `aria-sort` off columns it does not sort itself, right after it made or changed a header. */
  #paintLast(): void {
    queueMicrotask(this.#paint);
  }

  destroy(): void {
    for (const end of this.#ends) end();
  }
}
