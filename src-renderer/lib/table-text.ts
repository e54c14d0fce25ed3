/** A table as text for a spreadsheet: cells keep to one line, and none is run as a formula. */
export function tableText(rows: readonly (readonly string[])[], separator: ',' | '\t'): string {
  const cell = separator === ',' ? quoted : oneLine;
  return rows.map((row) => row.map(cell).join(separator)).join(separator === ',' ? '\r\n' : '\n');
}

/** Also guards a spreadsheet against text of a buyer that it would run as a formula. */
export function oneLine(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}

function quoted(text: string): string {
  const flat = oneLine(text);
  return /[",]/.test(flat) ? `"${flat.replaceAll('"', '""')}"` : flat;
}
