import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  type GridOptions,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
} from 'ag-grid-community';
import type { OrderRow } from '#shared/contract/orders.ts';
import { keptWindows, sliceSize, windowSize } from './grid-source.ts';
import { gridTheme } from './grid-theme.ts';
import { isSelected } from './selection/selection.ts';
import { pickedStore } from './selection/selection-store.ts';

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

/** How the order list's grid loads and draws its rows, whatever it is told to do. `isOpen`: its detail is open. */
export function orderGridOptions(isOpen: (orderId: number) => boolean): GridOptions<OrderRow> {
  return {
    theme: gridTheme,
    rowModelType: 'infinite',
    cacheBlockSize: sliceSize,
    maxBlocksInCache: (keptWindows * windowSize) / sliceSize,
    infiniteInitialRowCount: 30,
    // The source decides what goes to the host; the grid may ask for all its slices at once.
    maxConcurrentDatasourceRequests: (keptWindows * windowSize) / sliceSize,
    blockLoadDebounceMillis: 40,
    rowBuffer: 4,
    defaultColDef: { resizable: true, sortable: false, suppressHeaderMenuButton: true },
    // Rows are known to the grid by their places, so that another order in a place only changes its texts.
    getBusinessKeyForNode: ({ data }) => (data ? String(data.id) : ''),
    rowClassRules: {
      'row-loading': ({ data }) => data === undefined,
      'row-unseen': ({ data }) => data?.isSeen === false,
      'row-picked': ({ data }) => data !== undefined && isSelected(pickedStore.get().selection, data.id),
      'row-open': ({ data }) => data !== undefined && isOpen(data.id),
      'row-held': ({ data }) => data?.fraudHold === 'under_review' || data?.fraudHold === 'confirmed',
    },
    processRowPostCreate: ({ eRow, ePinnedLeftRow, node }) => {
      // A row without id would be built anew when its order arrives.
      node.id ??= String(node.rowIndex);
      const isOn = node.data !== undefined && isSelected(pickedStore.get().selection, node.data.id);
      for (const row of [eRow, ePinnedLeftRow]) row?.setAttribute('aria-selected', String(isOn));
    },
    animateRows: false,
    suppressRowTransform: true,
    suppressDragLeaveHidesColumns: true,
    suppressColumnMoveAnimation: true,
    suppressContextMenu: true,
    enableBrowserTooltips: true,
    suppressNoRowsOverlay: true,
  };
}
