import type { OrderField } from '#shared/domain/order-fields.ts';
import { jstOffsetMs } from '#shared/domain/time.ts';
import { choiceWord, csvLanguages } from './field-words.ts';
import type { CellValue } from './write-cell.ts';

/** Longer texts are none that a mall or a person wrote. What an operator may enter is limited when it is entered. */
const longestText = 10_000;

/** Names from files to ids; null: there is none. Compared without blanks at the edges. */
export interface Ids {
  phase(name: string): number | null;
  shop(name: string): string | null;
}

export type ReadCell =
  | { readonly ok: true; readonly value: CellValue }
  | { readonly ok: false; readonly code: 'value_invalid' | 'value_too_long' | 'phase_unknown' };

const invalid: ReadCell = { ok: false, code: 'value_invalid' };
const found = (value: CellValue): ReadCell => ({ ok: true, value });
const orInvalid = (value: CellValue | undefined): ReadCell => (value === undefined ? invalid : found(value));

const yes: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'はい', 'あり', '有', '○', '要']);
const no: ReadonlySet<string> = new Set(['0', 'false', 'no', 'いいえ', 'なし', '無', '×', '不要']);

const daySyntax = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))/;
const timeSyntax = /^[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

interface Day {
  readonly text: string;
  /** Midnight in UTC. */
  readonly at: number;
  readonly rest: string;
}

/** A day that exists: `2026-11-22`, `2026/11/2`, `20261122`, `2026年11月22日`. */
function readDay(text: string): Day | undefined {
  const match = daySyntax.exec(text);
  if (match === null) return undefined;
  const [whole, year, month, day, joinedMonth, joinedDay] = match;
  const iso = `${year}-${(month ?? joinedMonth ?? '').padStart(2, '0')}-${(day ?? joinedDay ?? '').padStart(2, '0')}`;
  const at = Date.parse(`${iso}T00:00:00Z`);
  // 2026-02-30 is parsed as 2026-03-02.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso) return undefined;
  return { text: iso, at, rest: text.slice(whole.length) };
}

/** A day may carry a time, which is left out. */
function readDate(text: string): string | undefined {
  const day = readDay(text);
  return day !== undefined && (day.rest === '' || timeSyntax.test(day.rest)) ? day.text : undefined;
}

function readMoment(text: string): number | undefined {
  const day = readDay(text);
  if (day === undefined) return undefined;
  if (day.rest === '') return day.at - jstOffsetMs;
  const match = timeSyntax.exec(day.rest);
  if (match === null) return undefined;
  const [, hour, minute, second, zone] = match;
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)];
  if (h > 23 || m > 59 || s > 59) return undefined;
  const local = day.at + ((h * 60 + m) * 60 + s) * 1000;
  if (zone === undefined) return local - jstOffsetMs;
  if (/z/i.test(zone)) return local;
  const [zoneHours, zoneMinutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return local - (zone.startsWith('-') ? -1 : 1) * (zoneHours * 60 + zoneMinutes) * 60_000;
}

/** `1,200`, `¥1,200`, `1200円`, full-width digits; no fractions. */
function readInteger(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[¥\\円,\s]/g, '')
    .replace(/^[−－‐]/, '-');
  if (!/^[+-]?\d{1,15}(\.0+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return value === 0 ? 0 : value;
}

function readFlag(text: string): boolean | undefined {
  const word = text.normalize('NFKC').toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

function readChoice(field: OrderField, text: string): string | undefined {
  return field.choices?.find(
    (code) => code === text || csvLanguages.some((language) => choiceWord(language, field.id, code) === text),
  );
}

function readPhase(text: string, ids: Ids): ReadCell {
  const id = ids.phase(text);
  return id === null ? { ok: false, code: 'phase_unknown' } : found(id);
}

/** Reads what a file says of a field; `text` is not blank and without a formula guard. */
export function readCell(field: OrderField, text: string, ids: Ids): ReadCell {
  const trimmed = text.trim();
  switch (field.type) {
    case 'date':
      return orInvalid(readDate(trimmed));
    case 'moment':
      return orInvalid(readMoment(trimmed));
    case 'number':
    case 'yen':
      return orInvalid(readInteger(trimmed));
    case 'flag':
      return orInvalid(readFlag(trimmed));
    case 'choice':
      return orInvalid(readChoice(field, trimmed));
    case 'phase':
      return readPhase(trimmed, ids);
    case 'shop':
      return orInvalid(ids.shop(trimmed) ?? undefined);
    default:
      return text.length > longestText ? { ok: false, code: 'value_too_long' } : found(text);
  }
}
