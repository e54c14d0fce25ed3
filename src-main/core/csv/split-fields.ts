/** The fields of one record's text. Quotes are taken off, doubled ones become one; what follows a closing quote is kept. */
export function splitFields(record: string, separator: string): string[] {
  if (!record.includes('"')) return record.split(separator);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (record[at] === '"') {
      at++;
      for (;;) {
        const close = record.indexOf('"', at);
        field += record.slice(at, close < 0 ? record.length : close);
        at = close < 0 ? record.length : close + 1;
        if (record[at] !== '"') break;
        field += '"';
        at++;
      }
    }
    const end = record.indexOf(separator, at);
    fields.push(field + record.slice(at, end < 0 ? record.length : end));
    if (end < 0) return fields;
    at = end + 1;
  }
}
