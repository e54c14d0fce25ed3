import type { CsvMapping, CsvRowError } from '#shared/contract/csv.ts';
import { csvClears, csvFieldOf, isLineField } from '#shared/domain/csv-fields.ts';
import type { OrderField } from '#shared/domain/order-fields.ts';
import { guardFormula, stripGuard } from './formula-guard.ts';
import { type Ids, readCell } from './read-cell.ts';
import { shown } from './read-row.ts';
import type { CellValue } from './write-cell.ts';

/** What a file says of one field. */
export interface DraftValue {
  /** As it stands in the file. */
  readonly raw: string;
  readonly value: CellValue;
  readonly line: number;
  readonly column: number;
}

export type DraftValues = ReadonlyMap<string, DraftValue>;

/** What the rows of one order say together. Blank cells say nothing, or (null) that a field is to be empty. */
export interface OrderDraft {
  readonly mallOrderId: string;
  /** Line of its first row. */
  readonly line: number;
  readonly values: DraftValues;
  /** One for each row that says something of a line of the order. */
  readonly orderLines: readonly { readonly line: number; readonly values: DraftValues }[];
}

interface MappedColumn {
  readonly column: number;
  readonly field: OrderField;
  readonly isOfLine: boolean;
  /** A blank cell empties the field of a known order. */
  readonly clears: boolean;
}

/** The columns that feed something, in the file's order. */
export function mappedColumns(mapping: Pick<CsvMapping, 'columns' | 'blankCells'>): MappedColumn[] {
  return mapping.columns
    .flatMap(({ column, field: id }) => {
      const field = csvFieldOf(id);
      if (field === null) return [];
      const clears = mapping.blankCells === 'clear' && csvClears(field);
      return [{ column, field, isOfLine: isLineField(id), clears }];
    })
    .toSorted((a, b) => a.column - b.column);
}

/**
 * Puts an order's rows together. Every row may say what is the order's own, but rows must not say different things
 * (`rows_disagree`); a field is emptied only where no row says anything of it. null when anything is wrong with them; `onError` is told everything that is.
 */
export function draftOrder(
  mallOrderId: string,
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  columns: readonly MappedColumn[],
  ids: Ids,
  onError: (error: CsvRowError) => void,
): OrderDraft | null {
  const own = new Map<string, DraftValue>();
  const orderLines: { line: number; values: Map<string, DraftValue> }[] = [];
  let isRight = true;
  const wrong = (line: number, column: number, code: CsvRowError['code'], raw: string): void => {
    isRight = false;
    onError({ line, column, code, value: shown(raw) });
  };
  for (const { line, cells } of rows.flatMap((row) => splitStacked(row, columns))) {
    const ofLine = new Map<string, DraftValue>();
    for (const { column, field, isOfLine, clears } of columns) {
      const raw = cells[column] ?? '';
      const said = isOfLine ? undefined : own.get(field.id);
      // A text of blanks is one; anything else of blanks says nothing.
      if (raw === '' || (field.type !== 'text' && raw.trim() === '')) {
        if (clears && said === undefined) own.set(field.id, { raw, value: null, line, column });
        continue;
      }
      const known = said?.value === null ? undefined : said;
      if (known?.raw === raw) continue;
      const read = readCell(field, stripGuard(raw), ids);
      if (!read.ok) wrong(line, column, read.code, raw);
      else if (known !== undefined && known.value !== read.value) wrong(line, column, 'rows_disagree', raw);
      else (isOfLine ? ofLine : own).set(field.id, { raw, value: read.value, line, column });
    }
    if (ofLine.size > 0) orderLines.push({ line, values: ofLine });
  }
  return isRight ? { mallOrderId, line: rows[0]?.line ?? 0, values: own, orderLines } : null;
}

/**
 * A row with several lines of the order in it, one below the other in their cells (as an export with one row per
 * order writes them), as one row for each. Item codes and numbers tell how many: they have no line breaks of their own,
 * and where all codes are blank their cell is, too.
 */
function splitStacked(
  row: { readonly line: number; readonly cells: readonly string[] },
  columns: readonly MappedColumn[],
): { line: number; cells: readonly string[] }[] {
  const count = Math.max(
    1,
    ...columns
      .filter(({ field, isOfLine }) => isOfLine && (field.id === 'lines.itemId' || field.type !== 'text'))
      .map(({ column }) => (row.cells[column] ?? '').split('\n').length),
  );
  if (count < 2) return [row];
  const stacked = new Map(
    columns.flatMap(({ column, isOfLine }) => {
      if (!isOfLine) return [];
      // The guard is the whole cell's, not its first part's.
      const parts = stripGuard(row.cells[column] ?? '').split('\n');
      return parts.length === count ? [[column, parts.map(guardFormula)] as const] : [];
    }),
  );
  return Array.from({ length: count }, (_, at) => ({
    line: row.line,
    cells: row.cells.map((cell, column) => stacked.get(column)?.[at] ?? cell),
  }));
}
