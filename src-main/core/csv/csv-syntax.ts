import type { Options } from 'csv-parse';
import type { CsvMapping } from '#shared/contract/csv.ts';

/**
 * What `csv-parse` is told of the files shops have: lines end in CR LF, LF or CR, empty ones are left out, a quote
 * inside a plain field is a letter, and rows may differ in length (the caller says which are wrong).
 *
 * Cells come out as Latin-1, a letter for each byte, so that a row's bytes need no encoding yet: neither in UTF-8 nor
 * in Shift_JIS can the second byte of a letter be a quote, a separator or a line end. `cellDecoder` reads them.
 */
export const csvSyntax = (separator: CsvMapping['separator']) =>
  ({
    delimiter: separator,
    encoding: 'latin1',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) satisfies Options;
