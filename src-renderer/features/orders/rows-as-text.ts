import type { TFunction } from 'i18next';
import type { OrderRow } from '#shared/contract/orders.ts';
import { tableText } from '../../lib/table-text.ts';
import type { OrderColumnId } from './grid-columns.ts';

/** Where the visible columns and their texts come from. */
export interface TextSource {
  visibleColumns(): OrderColumnId[];
  textOf(column: OrderColumnId, row: OrderRow): string;
}

/** Rows with a header line, tab-separated for a spreadsheet; cells never break the table. */
export function rowsAsText(source: TextSource, t: TFunction, rows: readonly OrderRow[]): string {
  const columns = source.visibleColumns().filter((column) => column !== 'marks');
  const header = columns.map((column) => t(`orders.columns.${column}`));
  const lines = rows.map((row) => columns.map((column) => source.textOf(column, row)));
  return tableText([header, ...lines], '\t');
}
