import type { CsvMapping, CsvRowError } from '#shared/contract/csv.ts';
import type { FileArea } from '../ports/file-store.ts';
import { draftOrder, mappedColumns, type OrderDraft } from './order-draft.ts';
import { parseRows } from './parse-rows.ts';
import type { Ids } from './read-cell.ts';
import { rowReader } from './read-row.ts';
import type { RowIndex, RowPlace } from './row-index.ts';

/** Rows that stand so near to each other are read together, bytes. */
const nearBytes = 65_536;
const longestRead = 4_000_000;

/** Cells of the rows at these places, by their offset. */
async function readPlaces(
  files: FileArea,
  name: string,
  places: readonly RowPlace[],
  separator: CsvMapping['separator'],
): Promise<Map<number, readonly string[]>> {
  const found = new Map<number, readonly string[]>();
  const sorted = places.toSorted((a, b) => a.offset - b.offset);
  for (let from = 0; from < sorted.length; ) {
    const start = sorted[from]?.offset ?? 0;
    let end = start;
    let to = from;
    for (; to < sorted.length; to++) {
      const place = sorted[to];
      if (place === undefined || place.offset - end > nearBytes || place.offset - start > longestRead) break;
      end = place.offset + place.length;
    }
    const bytes = await files.read(name, start, end - start);
    const near = sorted.slice(from, to);
    const rows = near.map(({ offset, length }) => bytes.subarray(offset - start, offset - start + length));
    for (const [at, cells] of parseRows(rows, separator).entries()) found.set(near[at]?.offset ?? 0, cells);
    from = to;
  }
  return found;
}

/**
 * Drafts of the orders at these positions of the index, in that order; null for one whose rows are wrong. `onError`
 * is told what is.
 */
export async function readDrafts(
  files: FileArea,
  name: string,
  mapping: CsvMapping,
  index: RowIndex,
  positions: readonly number[],
  ids: Ids,
  onError: (error: CsvRowError) => void,
): Promise<(OrderDraft | null)[]> {
  const places = positions.map((position) => index.rowsOf(position));
  const found = await readPlaces(files, name, places.flat(), mapping.separator);
  const read = rowReader(mapping, index.columns);
  const columns = mappedColumns(mapping);
  return positions.map((position, at) => {
    const rows = (places[at] ?? []).flatMap(({ line, offset }) => {
      const { cells } = read({ line, cells: found.get(offset) ?? [], isUnclosed: false });
      return cells === null ? [] : [{ line, cells }];
    });
    return draftOrder(index.mallOrderIds[position] ?? '', rows, columns, ids, onError);
  });
}
