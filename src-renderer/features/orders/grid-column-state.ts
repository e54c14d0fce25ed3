import type { GridApi } from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';
import type { TerminalSettings } from '#shared/contract/shell.ts';
import { type OrderSort, orderSortColumnSchema } from '#shared/domain/order-query.ts';
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

export function currentSort(api: Api): OrderSort | null {
  const sorted = api.getColumnState().find((column) => column.sort);
  const column = orderSortColumnSchema.safeParse(sorted?.colId);
  return column.success ? { column: column.data, direction: sorted?.sort === 'asc' ? 'asc' : 'desc' } : null;
}

/** Returns whether the grid's sort changed; a changed one makes the grid ask for its rows by itself. */
export function applySort(api: Api, sort: OrderSort): boolean {
  const current = currentSort(api);
  if (current?.column === sort.column && current.direction === sort.direction) return false;
  api.applyColumnState({
    state: [{ colId: sort.column, sort: sort.direction }],
    defaultState: { sort: null },
  });
  return true;
}
