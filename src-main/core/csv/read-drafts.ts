import type { CsvMapping, CsvRowError } from '#shared/contract/csv.ts';
import type { FileArea } from '../ports/file-store.ts';
import { draftOrder, mappedColumns, type OrderDraft } from './order-draft.ts';
import type { Ids } from './read-cell.ts';
import { rowReader } from './read-row.ts';
import type { RowIndex, RowPlace } from './row-index.ts';

/** Rows that stand so near to each other are read together, bytes. */
const nearBytes = 65_536;
const longestRead = 4_000_000;

/** Bytes of the rows at these places. */
async function readPlaces(
  files: FileArea,
  name: string,
  places: readonly RowPlace[],
): Promise<Map<number, Uint8Array>> {
  const found = new Map<number, Uint8Array>();
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
    for (const { offset, length } of sorted.slice(from, to)) {
      found.set(offset, bytes.subarray(offset - start, offset - start + length));
    }
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
  const bytes = await readPlaces(files, name, places.flat());
  const read = rowReader(mapping, index.columns);
  const columns = mappedColumns(mapping);
  return positions.map((position, at) => {
    const rows = (places[at] ?? []).flatMap(({ line, offset }) => {
      const { cells } = read({ line, bytes: bytes.get(offset) ?? new Uint8Array(), isUnclosed: false });
      return cells === null ? [] : [{ line, cells }];
    });
    return draftOrder(index.mallOrderIds[position] ?? '', rows, columns, ids, onError);
  });
}
