import type { CsvMapping } from '#shared/contract/csv.ts';
import type { FileArea } from '../ports/file-store.ts';
import { stripGuard } from './formula-guard.ts';
import { readRecords } from './read-records.ts';
import { rowReader, shown } from './read-row.ts';
import type { RowErrors } from './row-errors.ts';

/** Where a row's bytes are. */
export interface RowPlace {
  readonly line: number;
  readonly offset: number;
  readonly length: number;
}

/** Every order of a file, in the order of their first rows, and where its rows are. */
export interface RowIndex {
  readonly columns: number;
  readonly rows: number;
  readonly mallOrderIds: readonly string[];
  /** Rows of the order at this position, in the file's order. */
  rowsOf(order: number): RowPlace[];
}

/** As `mallOrderIdSchema`, and without what no mall has in its ids. */
const orderIdText = /^[\p{L}\p{N}._:#/-]{1,100}$/u;

/** Which column holds the order's id; -1: none. */
export const orderIdColumn = (mapping: Pick<CsvMapping, 'columns'>): number =>
  mapping.columns.find(({ field }) => field === 'mallOrderId')?.column ?? -1;

/**
 * Goes through a file once: finds what is wrong with rows as such, and which rows belong to which order. Rows of one
 * order need not be neighbours. `onRead` is told how many bytes have been gone through.
 */
export async function indexRows(
  files: FileArea,
  name: string,
  mapping: CsvMapping,
  errors: RowErrors,
  { signal, onRead }: { signal?: AbortSignal | undefined; onRead?: (bytes: number) => void } = {},
): Promise<RowIndex> {
  const idColumn = orderIdColumn(mapping);
  const offsets: number[] = [];
  const lengths: number[] = [];
  const lines: number[] = [];
  const orders: number[] = [];
  const positions = new Map<string, number>();
  let read: ReturnType<typeof rowReader> | undefined;
  let columns = 0;
  let isHeader = mapping.hasHeader;
  for await (const batch of readRecords(files, name, mapping.separator, signal)) {
    for (const record of batch) {
      if (read === undefined) {
        columns = record.cells.length;
        read = rowReader(mapping, columns);
      }
      const { cells, error } = read(record);
      if (error !== null) {
        errors.add(error);
        isHeader = false;
        continue;
      }
      if (isHeader) {
        isHeader = false;
        continue;
      }
      // A row of empty cells, as spreadsheets leave them at the end.
      if (cells.every((cell) => cell === '')) continue;
      const id = stripGuard(cells[idColumn] ?? '').trim();
      if (!orderIdText.test(id)) {
        const code = id === '' ? 'order_id_missing' : 'order_id_invalid';
        errors.add({ line: record.line, column: idColumn, code, value: shown(id) });
        continue;
      }
      let position = positions.get(id);
      if (position === undefined) {
        position = positions.size;
        positions.set(id, position);
      }
      offsets.push(record.offset);
      lengths.push(record.length);
      lines.push(record.line);
      orders.push(position);
    }
    const last = batch.at(-1);
    if (last !== undefined) onRead?.(last.offset + last.length);
  }
  const byOrder = groupRows(orders, positions.size);
  return {
    columns,
    rows: orders.length,
    mallOrderIds: [...positions.keys()],
    rowsOf: (order) =>
      [...byOrder(order)].map((row) => ({
        line: lines[row] ?? 0,
        offset: offsets[row] ?? 0,
        length: lengths[row] ?? 0,
      })),
  };
}

/** Row numbers by order, stable: a counting sort, since files have hundreds of thousands of rows. */
function groupRows(orders: readonly number[], count: number): (order: number) => Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const order of orders) starts[order + 1] = (starts[order + 1] ?? 0) + 1;
  for (let order = 1; order <= count; order++)
    starts[order] = (starts[order] ?? 0) + (starts[order - 1] ?? 0);
  const next = starts.slice();
  const sorted = new Uint32Array(orders.length);
  orders.forEach((order, row) => {
    const at = next[order] ?? 0;
    sorted[at] = row;
    next[order] = at + 1;
  });
  return (order) => sorted.subarray(starts[order], starts[order + 1]);
}
