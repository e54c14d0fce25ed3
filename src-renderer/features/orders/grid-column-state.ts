import type { GridApi } from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { selectColumnId } from './selection/select-column.ts';

/** Order, widths, visibility and pinning of the columns, as this PC remembers them. */
export type SavedColumns = TerminalSettings['columns'][string];
type Api = GridApi<OrderRow>;

export function savedColumns(api: Api): SavedColumns {
  return api
    .getColumnState()
    .filter((column) => column.colId !== selectColumnId)
    .map((column) => ({
      id: column.colId,
      width: column.width ?? null,
      hidden: column.hide === true,
      pinned: column.pinned === 'left' || column.pinned === 'right' ? column.pinned : null,
    }));
}

export function applyColumns(api: Api, columns: SavedColumns): void {
  api.applyColumnState({
    state: [
      { colId: selectColumnId },
      ...columns.map((column) => ({
        colId: column.id,
        ...(column.width === null ? {} : { width: column.width }),
        hide: column.hidden,
        pinned: column.pinned,
      })),
    ],
    applyOrder: true,
  });
}
