import i18next from 'i18next';
import type { OrderRow } from '#shared/contract/orders.ts';
import { formatCount } from '../../../lib/format.ts';
import { createStore } from '../../../lib/store.ts';
import { shownListStore } from '../actions/chosen.ts';
import { isSelected, selectedCount } from './selection.ts';
import { type PickedRow, pickedStore } from './selection-store.ts';

/** What is being dragged: the whole selection, or one row that is not part of it. */
export type Dragged = { readonly kind: 'selection' } | { readonly kind: 'row'; readonly row: OrderRow };

/** Set while rows are dragged, so that the places that take them can say so. */
export const draggedStore = createStore<Dragged | null>(null);

interface RowFinder {
  rowOf(target: Element): PickedRow | null;
}

/** Lets rows be dragged onto the tabs of phases. Returns the function that ends it. */
export function makeRowsDraggable(container: HTMLElement, grid: RowFinder): () => void {
  const arm = (event: PointerEvent) => {
    const row =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.ag-row:not(.row-loading)') : null;
    if (row) row.draggable = true;
  };
  const start = (event: DragEvent) => {
    const found = event.target instanceof Element ? grid.rowOf(event.target) : null;
    if (!found || !event.dataTransfer) return;
    const { selection } = pickedStore.get();
    const isPart = isSelected(selection, found.row.id);
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', found.row.mallOrderId);
    const count = isPart ? selectedCount(selection, shownListStore.get().total) : 1;
    showCount(event.dataTransfer, i18next.t('bulk.dragged', { n: formatCount(count) }));
    draggedStore.set(isPart ? { kind: 'selection' } : { kind: 'row', row: found.row });
  };
  const end = () => draggedStore.set(null);
  container.addEventListener('pointerdown', arm);
  container.addEventListener('dragstart', start);
  container.addEventListener('dragend', end);
  return () => {
    container.removeEventListener('pointerdown', arm);
    container.removeEventListener('dragstart', start);
    container.removeEventListener('dragend', end);
    end();
  };
}

/** A small sign with the number follows the pointer instead of a picture of the row. */
function showCount(transfer: DataTransfer, text: string): void {
  const sign = document.createElement('div');
  sign.className = 'drag-sign';
  sign.textContent = text;
  document.body.append(sign);
  transfer.setDragImage(sign, -8, -8);
  // The browser takes its picture in this very turn.
  setTimeout(() => sign.remove());
}
