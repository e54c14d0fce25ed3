import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import { type OrderField, orderFieldOf } from './order-fields.ts';

/** Why a text cannot be the value of a field. */
export type FieldFault =
  | 'unknown_field'
  | 'not_editable'
  | 'too_long'
  | 'control_characters'
  | 'date'
  | 'zip_code'
  | 'phone'
  | 'mail'
  | 'url'
  /** The order was never read from the mall: it has only a memo. */
  | 'no_data';

export type CheckedValue =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly fault: FieldFault };

/** Fields that may have several lines. */
const multiline: ReadonlySet<string> = new Set([
  'memo',
  'notes',
  'shipping.shipNotes',
  'shipping.giftWrapMessage',
]);

const controlCharacter = /[\p{Cc}\u2028\u2029\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/u;
const dashes = /[‐‑‒–—―−ーｰ]/g;

/**
 * An entered text as the field keeps it: widths, dashes and forms of dates as people type them are accepted, what
 * could not be meant is refused. '' empties a field. Used by the screens, in bulk and for CSV.
 */
export function checkFieldValue(fieldId: string, entered: string): CheckedValue {
  const field = orderFieldOf(fieldId);
  if (field === null) return { ok: false, fault: 'unknown_field' };
  if (!field.editable) return { ok: false, fault: 'not_editable' };
  const text = entered.replace(/\r\n?/g, '\n').trim();
  const checked = text.replaceAll(multiline.has(fieldId) ? /[\n\t]/g : /(?!)/g, '');
  if (controlCharacter.test(checked)) return { ok: false, fault: 'control_characters' };
  if (text === '') return { ok: true, value: '' };
  const shaped = shapeOf(field, text);
  if (!shaped.ok) return shaped;
  return [...shaped.value].length > (field.maxLength ?? Number.POSITIVE_INFINITY)
    ? { ok: false, fault: 'too_long' }
    : shaped;
}

/** Whether a field belongs to what is kept of an order beside the mall's data. */
export const isOwnField = (fieldId: string): boolean => fieldId === 'memo';

function shapeOf(field: OrderField, text: string): CheckedValue {
  if (field.type === 'date') return asDate(text);
  const name = field.id.slice(field.id.indexOf('.') + 1);
  const plain = text.normalize('NFKC').replace(dashes, '-');
  if (name === 'zipCode') {
    const zip = plain.replace(/^〒/u, '').replace(/\s/g, '');
    return matching(zip, /^\d{3}-?\d{4}$/, 'zip_code');
  }
  if (name === 'phone' || name === 'emergencyPhone') {
    const isPhone = /^\+?[\d()\- ]+$/.test(plain) && plain.replace(/\D/g, '').length >= 6;
    return isPhone ? { ok: true, value: plain } : { ok: false, fault: 'phone' };
  }
  if (name === 'mail') return matching(text.normalize('NFKC'), /^[^\s@]+@[^\s@]+$/, 'mail');
  if (name === 'shipUrl') return matching(text, /^https?:\/\/\S+$/i, 'url');
  if (name === 'slipNumber1' || name === 'slipNumber2') return { ok: true, value: plain };
  return { ok: true, value: text };
}

const matching = (value: string, shape: RegExp, fault: FieldFault): CheckedValue =>
  shape.test(value) ? { ok: true, value } : { ok: false, fault };

/** `2026-1-5`, `2026/01/05`, `2026.1.5`, `2026年1月5日`, `20260105`, in any width. */
function asDate(text: string): CheckedValue {
  const plain = text.normalize('NFKC').replace(dashes, '-');
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const [, year = '', month = '', day = ''] = parts ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parts !== null && isValid(parseISO(date)) ? { ok: true, value: date } : { ok: false, fault: 'date' };
}
