import type { GridApi, IRowNode } from 'ag-grid-community';
import type { OrderRow, OrderWindow } from '#shared/contract/orders.ts';
import { sliceSize, windowSize } from './grid-source.ts';

type Api = GridApi<OrderRow>;

/**
 * Puts the first rows of another list into the rows that are drawn: only their texts change, and all at once.
 * (Purging the grid's cache would remove and build every row twice, as an empty one and as a loaded one.)
 * Rows further down are let go of; the grid asks for them when they come into view.
 */
export function placeRows(api: Api, window: OrderWindow, total: number | null): void {
  // Read first: every question after a change would have the browser lay everything out again.
  if (api.getVerticalPixelRange().top > 0) api.ensureIndexVisible(0, 'top');
  const kept = Math.min(endOfSlice(api.getLastDisplayedRowIndex()), windowSize);
  keepFocusWithin(api, Math.min(kept, total ?? kept));
  const before = Math.min(api.getDisplayedRowCount(), kept);
  if (api.getDisplayedRowCount() > before) api.setRowCount(before, true);
  const left = total === null ? [] : nodesAt(api, total, before);
  if (total === null) api.setRowCount(window.rows.length + 1, false);
  else api.setRowCount(total, true);
  // Places beyond the end become empty, in case the list grows later.
  for (const node of left) node.updateData(undefined as unknown as OrderRow);
  const nodes = nodesAt(api, 0, endOfSlice(api.getLastDisplayedRowIndex()));
  for (const [place, row] of window.rows.slice(0, nodes.length).entries()) nodes[place]?.updateData(row);
}

/** Whether the grid's rows from `from` on are these very ones, so that drawing them again would change nothing. */
export function arePlaced(api: Api, from: number, rows: readonly OrderRow[]): boolean {
  return rows.length > 0 && rows.every((row, at) => api.getDisplayedRowAtIndex(from + at)?.data === row);
}

const endOfSlice = (index: number): number => Math.ceil((index + 1) / sliceSize) * sliceSize;

function nodesAt(api: Api, from: number, to: number): IRowNode<OrderRow>[] {
  const nodes: IRowNode<OrderRow>[] = [];
  for (let place = from; place < to; place += 1) {
    const node = api.getDisplayedRowAtIndex(place);
    if (node) nodes.push(node);
  }
  return nodes;
}

/** A focus further down than what stays would jump to the last row that stays: it goes to the first one. */
function keepFocusWithin(api: Api, count: number): void {
  const focused = api.getFocusedCell();
  if (!focused || focused.rowIndex < count) return;
  if (count > 0 && document.activeElement?.closest('.ag-row')) api.setFocusedCell(0, focused.column);
  else api.clearFocusedCell();
}
