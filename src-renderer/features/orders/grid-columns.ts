import type { ColDef, ValueFormatterParams } from 'ag-grid-community';
import type { TFunction } from 'i18next';
import type { OrderRow } from '#shared/contract/orders.ts';
import { formatYen } from '#shared/domain/money.ts';
import type { OrderSortColumn } from '#shared/domain/order-query.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { formatDay, formatMoment } from '../../lib/format.ts';
import { fraudCell, marksCell, outboxCell, phaseCell, shopCell } from './grid-cells.ts';

export type OrderColumnId = OrderSortColumn | 'slipNumber' | 'marks' | 'outbox';

export interface ColumnContext {
  readonly t: TFunction;
  readonly phases: ReadonlyMap<number, Phase>;
  readonly shopNames: ReadonlyMap<string, string>;
}

type Column = ColDef<OrderRow> & { colId: OrderColumnId };
type Cell = ValueFormatterParams<OrderRow>;

const day = ({ value }: Cell): string => (value ? formatDay(value) : '');
const moment = ({ value }: Cell): string => (value === undefined ? '' : formatMoment(value));

/** An order of which nothing but its number is known yet: its zeros and 不明 would say something untrue. */
const isUnread = (row: OrderRow): boolean => row.hasImportError && row.quantity === 0 && row.buyerName === '';
const ofAnswer: ReadonlySet<OrderColumnId> = new Set([
  'quantity',
  'totalYen',
  'payStatus',
  'shipStatus',
  'mallStatus',
]);
const known = (text: (cell: Cell & { data: OrderRow }) => string) => (cell: Cell) =>
  cell.data === undefined || isUnread(cell.data) ? '' : text({ ...cell, data: cell.data });

/** All columns of the order list in their first order; ids are the sort columns of the contract. */
export function orderColumns({ t, phases, shopNames }: ColumnContext): Column[] {
  const columns: Column[] = [
    { colId: 'phase', width: 152, cellRenderer: phaseCell(t, phases) },
    { colId: 'orderedAt', field: 'orderedAt', width: 172, valueFormatter: moment },
    { colId: 'mallOrderId', field: 'mallOrderId', width: 186 },
    { colId: 'buyerName', field: 'buyerName', width: 116 },
    { colId: 'itemSummary', field: 'itemSummary', width: 206, tooltipField: 'itemSummary' },
    {
      colId: 'quantity',
      field: 'quantity',
      width: 64,
      headerClass: 'ag-right-aligned-header',
      valueFormatter: known(({ data }) => String(data.quantity)),
    },
    {
      colId: 'totalYen',
      field: 'totalYen',
      width: 100,
      headerClass: 'ag-right-aligned-header',
      valueFormatter: known(({ data }) => formatYen(data.totalYen)),
    },
    {
      colId: 'payStatus',
      field: 'payStatus',
      width: 88,
      valueFormatter: known(({ data }) => t(`orders.payStatus.${data.payStatus}`)),
      cellClass: ({ data }) => (data && !isUnread(data) ? `word word-pay-${data.payStatus}` : ''),
    },
    {
      colId: 'shipStatus',
      field: 'shipStatus',
      width: 124,
      valueFormatter: known(({ data }) => t(`orders.shipStatus.${data.shipStatus}`)),
      cellClass: ({ data }) => (data && !isUnread(data) ? `word word-ship-${data.shipStatus}` : ''),
    },
    { colId: 'fraudHold', width: 104, cellRenderer: fraudCell(t) },
    { colId: 'outbox', width: 104, cellRenderer: outboxCell(t) },
    { colId: 'marks', width: 140, cellRenderer: marksCell(t) },
    { colId: 'recipientName', field: 'recipientName', width: 116 },
    { colId: 'prefecture', field: 'prefecture', width: 88 },
    { colId: 'payMethodName', field: 'payMethodName', width: 140 },
    { colId: 'shipMethodName', field: 'shipMethodName', width: 128 },
    {
      colId: 'requestDate',
      width: 176,
      valueGetter: ({ data }) => data?.requestDate ?? '',
      valueFormatter: ({ data }) => (data ? requestText(data) : ''),
    },
    { colId: 'shop', width: 148, cellRenderer: shopCell(t, shopNames) },
    {
      colId: 'mallStatus',
      field: 'mallStatus',
      width: 100,
      valueFormatter: known(({ data }) => t(`orders.mallStatus.${data.mallStatus}`)),
    },
    { colId: 'shipDate', field: 'shipDate', width: 124, valueFormatter: day },
    { colId: 'slipNumber', field: 'slipNumber', width: 140 },
    { colId: 'importedAt', field: 'importedAt', width: 164, valueFormatter: moment },
  ];
  return columns.map((column) => ({
    ...column,
    headerName: t(`orders.columns.${column.colId}`),
  }));
}

function requestText(row: OrderRow): string {
  const date = row.requestDate ? formatDay(row.requestDate) : '';
  return [date, row.requestTime].filter(Boolean).join(' ');
}

/** A row's cell as plain text, as it is copied. */
export function cellText(context: ColumnContext, column: OrderColumnId, row: OrderRow): string {
  const { t } = context;
  if (isUnread(row) && ofAnswer.has(column)) return '';
  switch (column) {
    case 'phase':
      return context.phases.get(row.phaseId)?.name ?? '';
    case 'shop':
      return context.shopNames.get(row.shopId) ?? '';
    case 'orderedAt':
    case 'importedAt':
      return formatMoment(row[column]);
    case 'shipDate':
      return row.shipDate ? formatDay(row.shipDate) : '';
    case 'requestDate':
      return requestText(row);
    case 'payStatus':
      return t(`orders.payStatus.${row.payStatus}`);
    case 'shipStatus':
      return t(`orders.shipStatus.${row.shipStatus}`);
    case 'mallStatus':
      return t(`orders.mallStatus.${row.mallStatus}`);
    case 'fraudHold':
      return row.fraudHold === 'none' ? '' : t(`orders.fraudHold.${row.fraudHold}`);
    case 'outbox':
      return row.outbox === 'none' ? '' : t(`outbox.state.${row.outbox}`);
    case 'marks':
      return '';
    default:
      return String(row[column]);
  }
}
