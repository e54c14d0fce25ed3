import type { CsvMapping, CsvRowError } from '#shared/contract/csv.ts';
import type { CsvRecord } from './read-records.ts';
import { cellDecoder, decodeLoosely } from './text-encoding.ts';

/** How much of a wrong value an error shows. */
const shownLength = 80;

export const shown = (text: string): string =>
  text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;

/** A row as its cells, or what is wrong with it. */
export type ReadRow =
  | { readonly cells: readonly string[]; readonly error: null }
  | { readonly cells: null; readonly error: CsvRowError };

const wrong = (line: number, column: number | null, code: CsvRowError['code'], value: string): ReadRow => ({
  cells: null,
  error: { line, column, code, value: shown(value) },
});

/**
 * Reads rows of a file in the mapping's encoding. `columns` is how many a row must have; empty cells beyond it are
 * left out, as spreadsheets put them there.
 */
export function rowReader(
  { encoding, separator }: Pick<CsvMapping, 'encoding' | 'separator'>,
  columns: number,
): (record: Pick<CsvRecord, 'line' | 'cells' | 'isUnclosed'>) => ReadRow {
  const decode = cellDecoder(encoding);
  return ({ line, cells: raw, isUnclosed }) => {
    if (isUnclosed) return wrong(line, null, 'quote_unclosed', decodeLoosely(encoding, raw[0] ?? ''));
    const cells: string[] = [];
    for (const [column, bytes] of raw.entries()) {
      const text = decode(bytes);
      if (text === null) return wrong(line, column, 'not_decodable', decodeLoosely(encoding, bytes));
      cells.push(text);
    }
    if (cells.length < columns) return wrong(line, null, 'too_few_columns', cells.join(separator));
    if (cells.length > columns) {
      const extra = cells.findIndex((cell, at) => at >= columns && cell !== '');
      if (extra >= 0) return wrong(line, extra, 'too_many_columns', cells[extra] ?? '');
      cells.length = columns;
    }
    return { cells, error: null };
  };
}
