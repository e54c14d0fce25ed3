import { stringify } from 'csv-stringify/sync';

/** Blanks at the edges are kept by quotes. */
const blankEdge = /^\s|\s$/;

/** Rows of a CSV file, each with its line end (CR LF, as RFC 4180 has it). Quotes only where they are needed. */
export function writeRecords(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], {
    record_delimiter: 'windows',
    // A single CR or LF inside a cell would end the row.
    quote_record_delimiter: true,
    quoted_match: blankEdge,
    // A row of one empty field would be an empty line.
    quoted_empty: rows[0]?.length === 1,
  });
}
