import type { OrderField } from '#shared/domain/order-fields.ts';
import type { Moment } from '#shared/domain/time.ts';
import { jstOffsetMs } from '#shared/domain/time.ts';
import { type CsvLanguage, choiceWord } from './field-words.ts';

/** A field's value as the store hands it out. */
export type CellValue = string | number | boolean | null;

/** What ids are called. */
export interface Names {
  phase(id: number): string;
  shop(id: string): string;
}

/** `2026/11/22 14:02:07` in Japan. */
function writeMoment(moment: Moment): string {
  return new Date(moment + jstOffsetMs).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
}

/** A value as a file shows it; '' for what is not there. */
export function writeCell(field: OrderField, value: CellValue, language: CsvLanguage, names: Names): string {
  if (value === null || value === '') return '';
  switch (field.type) {
    case 'date':
      return String(value).replaceAll('-', '/');
    case 'moment':
      return writeMoment(Number(value));
    case 'flag':
      return value === true ? '1' : '0';
    case 'choice':
      return choiceWord(language, field.id, String(value));
    case 'phase':
      return names.phase(Number(value));
    case 'shop':
      return names.shop(String(value));
    default:
      return String(value);
  }
}

/** Numbers stay numbers in a guarded file. */
export const isNumeric = (field: OrderField): boolean => field.type === 'number' || field.type === 'yen';
