import { parse } from 'csv-parse/sync';
import type { CsvMapping } from '#shared/contract/csv.ts';
import { csvSyntax } from './csv-syntax.ts';

type Separator = CsvMapping['separator'];

const lineEnd = Uint8Array.of(0x0a);

/** Cells of rows whose bytes are known to be whole rows: a row of cells for each. Cells as `CsvRecord` has them. */
export function parseRows(rows: readonly Uint8Array[], separator: Separator): string[][] {
  // The last row of a file may have no line end; an empty line after the others is left out.
  const bytes = Buffer.concat(rows.flatMap((row) => [row, lineEnd]));
  return parse(bytes, csvSyntax(separator));
}

/** The first rows of a file's beginning, which may end inside a row. */
export function parseStart(bytes: Uint8Array, separator: Separator, most: number): string[][] {
  return parse(Buffer.from(bytes), {
    ...csvSyntax(separator),
    bom: false,
    to: most,
    skip_records_with_error: true,
  });
}
