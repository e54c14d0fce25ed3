import type { ColDef, IHeaderComp, IHeaderParams } from 'ag-grid-community';
import type { TFunction } from 'i18next';
import type { OrderRow } from '#shared/contract/orders.ts';
import { keyedCell } from '../keyed-cell.ts';
import { isSelected } from './selection.ts';
import { clearPicked, pickAll, pickedStore } from './selection-store.ts';

export const selectColumnId = 'select';

/** The boxes at the left. Plain DOM: the grid's own selection cannot hold a million orders it has not loaded. */
export function selectColumn(t: TFunction): ColDef<OrderRow> {
  return {
    colId: selectColumnId,
    headerName: t('bulk.selectAll'),
    headerComponent: SelectAllBox,
    width: 38,
    pinned: 'left',
    lockPosition: 'left',
    lockPinned: true,
    resizable: false,
    suppressMovable: true,
    cellRenderer: keyedCell(boxKey, ({ data }) => {
      if (!data) return '';
      const box = document.createElement('span');
      box.className = 'pick-box';
      box.setAttribute('role', 'checkbox');
      box.setAttribute('aria-label', t('bulk.selectRow', { id: data.mallOrderId }));
      box.setAttribute('aria-checked', String(isSelected(pickedStore.get().selection, data.id)));
      return box;
    }),
  };
}

const boxKey = ({ id }: OrderRow): string => `${id} ${isSelected(pickedStore.get().selection, id)}`;

/** Draws the selection onto the rows that are on screen. */
export function paintSelection(grid: HTMLElement): void {
  const { selection } = pickedStore.get();
  for (const row of grid.querySelectorAll('.ag-row[row-business-key]')) {
    const isOn =
      isSelected(selection, Number(row.getAttribute('row-business-key'))) && !row.matches('.row-loading');
    row.classList.toggle('row-picked', isOn);
    row.setAttribute('aria-selected', String(isOn));
    row.querySelector('.pick-box')?.setAttribute('aria-checked', String(isOn));
  }
}

/** The box in the header: all that match, or nothing. */
class SelectAllBox implements IHeaderComp {
  readonly #box = document.createElement('span');
  #unfollow: () => void = () => {};

  init({ displayName: label }: IHeaderParams<OrderRow>): void {
    this.#box.className = 'pick-box';
    this.#box.setAttribute('role', 'checkbox');
    this.#box.setAttribute('aria-label', label);
    this.#box.title = label;
    this.#box.addEventListener('click', toggleAll);
    this.#unfollow = pickedStore.subscribe(() => this.#paint());
    this.#paint();
  }

  getGui(): HTMLElement {
    return this.#box;
  }

  refresh(): boolean {
    return false;
  }

  destroy(): void {
    this.#unfollow();
  }

  #paint(): void {
    const { selection } = pickedStore.get();
    const isSome = selection.kind === 'rows' ? selection.ids.size > 0 : selection.except.size > 0;
    this.#box.setAttribute('aria-checked', isSome ? 'mixed' : String(selection.kind === 'all'));
  }
}

function toggleAll(): void {
  if (pickedStore.get().selection.kind === 'all') clearPicked();
  else pickAll();
}
