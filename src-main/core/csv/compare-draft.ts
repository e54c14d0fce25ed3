import type { CsvMapping } from '#shared/contract/csv.ts';
import type { OrderFieldValue } from '../ports/order-field-rows.ts';
import { guardFormula } from './formula-guard.ts';
import type { DraftValue } from './order-draft.ts';
import { fitIntoEncoding } from './text-encoding.ts';

/**
 * True when a cell says what is stored already. A cell that reads as an export would have written the stored text
 * changes nothing: letters the encoding does not have (written as 〓 or a look-alike) are not lost by going out and
 * coming back.
 */
export function saysTheSame(
  cell: DraftValue,
  stored: OrderFieldValue,
  encoding: CsvMapping['encoding'],
): boolean {
  if ((cell.value ?? '') === (stored ?? '')) return true;
  if (typeof stored !== 'string' || stored === '') return false;
  const written = fitIntoEncoding(encoding, stored).text;
  return cell.raw === written || cell.raw === guardFormula(written);
}
