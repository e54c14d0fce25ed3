import type { CsvMapping, CsvRowError } from '#shared/contract/csv.ts';
import type { RawRecord } from './record-splitter.ts';
import { splitFields } from './split-fields.ts';
import { decodeLoosely, decoderOf } from './text-encoding.ts';

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
): (record: Pick<RawRecord, 'line' | 'bytes' | 'isUnclosed'>) => ReadRow {
  const decode = decoderOf(encoding);
  return ({ line, bytes, isUnclosed }) => {
    if (isUnclosed) return wrong(line, null, 'quote_unclosed', decodeLoosely(encoding, bytes));
    const text = decode(bytes);
    if (text === null) {
      const cells = splitFields(decodeLoosely(encoding, bytes), separator);
      const column = cells.findIndex((cell) => cell.includes('\u{fffd}'));
      return wrong(line, column < 0 ? null : column, 'not_decodable', cells[column] ?? '');
    }
    const cells = splitFields(text, separator);
    if (cells.length < columns) return wrong(line, null, 'too_few_columns', text);
    if (cells.length > columns) {
      const extra = cells.findIndex((cell, at) => at >= columns && cell !== '');
      if (extra >= 0) return wrong(line, extra, 'too_many_columns', cells[extra] ?? '');
      cells.length = columns;
    }
    return { cells, error: null };
  };
}
