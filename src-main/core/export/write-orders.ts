import type { ExportFormat } from '#shared/contract/jobs.ts';
import { isLineField } from '#shared/domain/csv-fields.ts';
import { AppError } from '#shared/domain/errors.ts';
import { type OrderField, orderFieldOf } from '#shared/domain/order-fields.ts';
import { fieldName } from '../csv/field-words.ts';
import { guardFormula } from '../csv/formula-guard.ts';
import { encodeFitted, fileStart, fitIntoEncoding } from '../csv/text-encoding.ts';
import { isNumeric, type Names, writeCell } from '../csv/write-cell.ts';
import { writeRecord } from '../csv/write-record.ts';
import type { OrderFieldRow, OrderFieldValue } from '../ports/order-field-rows.ts';

/** A piece of an exported file. */
export interface WrittenPiece {
  readonly bytes: Uint8Array;
  /** Letters the encoding does not have, written as 〓. */
  readonly replaced: number;
}

/** The columns of a format. Throws AppError `invalid_input` for one that is no field. */
export function exportColumns({ columns }: Pick<ExportFormat, 'columns'>): OrderField[] {
  return columns.map((id) => {
    const field = orderFieldOf(id);
    if (field !== null) return field;
    throw new AppError('invalid_input', `No field ${id}`, {
      details: { field: id, rule: 'unknown', issues: 1 },
    });
  });
}

/** How a file begins: its byte order mark and the header. */
export function writeHeader(format: ExportFormat): Uint8Array {
  const language = format.language ?? 'ja';
  const header = writeRecord(exportColumns(format).map(({ id }) => fieldName(language, id)));
  const parts = [fileStart(format.encoding), encodeFitted(format.encoding, header)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  bytes.set(parts[0] ?? new Uint8Array());
  bytes.set(parts[1] ?? new Uint8Array(), parts[0]?.length ?? 0);
  return bytes;
}

/**
 * Writes orders as rows of a file. `rows` hold the format's columns as `ReadOrderFields` gives them. One row per line
 * repeats what is the order's own; one row per order has the lines' values one below the other in their cells.
 */
export function orderWriter(
  format: ExportFormat,
  names: Names,
): (rows: readonly OrderFieldRow[]) => WrittenPiece {
  const language = format.language ?? 'ja';
  const fields = exportColumns(format);
  let replaced = 0;
  const textOf = (field: OrderField, value: OrderFieldValue): string =>
    writeCell(field, value, language, names);
  /** Fitted before it is guarded, as reading compares it. */
  const cellOf = (field: OrderField, text: string): string => {
    if (text === '') return '';
    const fitted = fitIntoEncoding(format.encoding, text);
    replaced += fitted.replaced;
    return format.formulaGuard && !isNumeric(field) ? guardFormula(fitted.text) : fitted.text;
  };
  const positions = columnPositions(format.columns);

  const perOrder = ({ values, lines }: OrderFieldRow): string =>
    writeRecord(
      fields.map((field, column) => {
        const { isOfLine, at } = positions[column] ?? { isOfLine: false, at: 0 };
        if (!isOfLine) return cellOf(field, textOf(field, values[at] ?? null));
        const texts = lines.map((line) => textOf(field, line[at] ?? null));
        return cellOf(field, texts.length === 1 ? (texts[0] ?? '') : oneBelowTheOther(texts));
      }),
    );
  const perLine = ({ values, lines }: OrderFieldRow): string => {
    const own = fields.map((field, column) => {
      const { isOfLine, at } = positions[column] ?? { isOfLine: false, at: 0 };
      return isOfLine ? '' : cellOf(field, textOf(field, values[at] ?? null));
    });
    // An order of which nothing could be read has no lines, but is a row.
    return (lines.length === 0 ? [[]] : lines)
      .map((line: readonly OrderFieldValue[]) =>
        writeRecord(
          fields.map((field, column) => {
            const { isOfLine, at } = positions[column] ?? { isOfLine: false, at: 0 };
            return isOfLine ? cellOf(field, textOf(field, line[at] ?? null)) : (own[column] ?? '');
          }),
        ),
      )
      .join('');
  };
  const write = format.rowsPer === 'line' ? perLine : perOrder;

  return (rows) => {
    replaced = 0;
    const text = rows.map(write).join('');
    return { bytes: encodeFitted(format.encoding, text), replaced };
  };
}

/** So that the n-th line of each cell is of the n-th line of the order, a value has no line breaks of its own. */
function oneBelowTheOther(texts: readonly string[]): string {
  if (texts.every((text) => text === '')) return '';
  return texts.map((text) => text.replace(/[\r\n]+/g, ' ')).join('\n');
}

/** Where `ReadOrderFields` puts each column's value: among the order's own, or among its lines'. */
function columnPositions(columns: readonly string[]): { isOfLine: boolean; at: number }[] {
  const next = { own: 0, line: 0 };
  return columns.map((id) => {
    const isOfLine = isLineField(id);
    return { isOfLine, at: isOfLine ? next.line++ : next.own++ };
  });
}
