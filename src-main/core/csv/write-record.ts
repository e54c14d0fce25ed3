const needsQuotes = /["\r\n,]/;

/** Lines end in CR LF (RFC 4180). */
export const lineEnd = '\r\n';

/** One row of a CSV file with its line end. Quotes only where they are needed; blanks at the edges are kept by quotes. */
export function writeRecord(fields: readonly string[]): string {
  let row = '';
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at] ?? '';
    if (at > 0) row += ',';
    row += needsQuotes.test(field) || field !== field.trim() ? `"${field.replaceAll('"', '""')}"` : field;
  }
  // A row of one empty field would be an empty line.
  return `${row === '' ? '""' : row}${lineEnd}`;
}
