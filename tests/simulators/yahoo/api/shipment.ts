import { fromEightDigits } from '../japan-time.ts';
import { SHIP_METHODS } from '../orders/methods.ts';
import type { FieldValue, ShipFields } from '../orders/model.ts';
import type { XmlElement } from '../xml/request-xml.ts';
import { type ApiCall, parameterError } from './context.ts';
import { refused } from './write.ts';

const YAMATO = '1001';
const JAPAN_POST = '1003';
const COMPANIES: ReadonlySet<string> = new Set([
  ...Array.from({ length: 32 }, (_, index) => String(1000 + index)),
  '5000',
  '5001',
]);
const EMPTY_REASONS: ReadonlySet<string> = new Set(['101', '102', '103', '104', '105']);
const DATES: ReadonlySet<string> = new Set(['ShipDate', 'ArrivalDate', 'ShipRequestDate', 'CollectionDate']);
const MAX_BYTES: Readonly<Record<string, number>> = {
  ShipInvoiceNumber1: 30,
  ShipInvoiceNumber2: 30,
  ShipUrl: 100,
};

/** Elements of Ship that both writing APIs accept. */
export const SHIPMENT_KEYS: ReadonlySet<string> = new Set([
  'ShipStatus',
  'ShipMethod',
  'ShipCompanyCode',
  'ShipInvoiceNumber1',
  'ShipInvoiceNumber2',
  'ShipInvoiceNumberEmptyReason',
  'ShipUrl',
  'ShipDate',
  'ArrivalDate',
  'ShipNotes',
  'IsEazy',
  'EazyDeliveryCode',
  'EazyDeliveryName',
  'IsMallContactlessDelivery',
  'ShipInstructStatus',
  'CollectionDate',
  'CashOnDeliveryTax',
]);

/** The new values of Ship's fields. @throws ApiRefusal od90101, or the code set for slip numbers (spec §3.6) */
export function shipChanges(
  call: ApiCall,
  element: XmlElement,
  current: ShipFields,
): Record<string, FieldValue> {
  const changes: Record<string, FieldValue> = {};
  for (const { name, text } of element.children) changes[name] = fieldValue(name, text);
  // Both given: the method's own carrier wins.
  const method = SHIP_METHODS.items.find((entry) => entry.code === changes.ShipMethod);
  if (changes.ShipMethod !== undefined && changes.ShipMethod !== '') {
    if (!method) throw parameterError('ShipMethod');
    changes.ShipMethodName = method.name;
    if (method.company !== '') changes.ShipCompanyCode = method.company;
  }
  checkInvoice(call, { ...current, ...changes });
  return changes;
}

function fieldValue(name: string, text: string): FieldValue {
  if (DATES.has(name) && text !== '') {
    const date = fromEightDigits(text);
    if (date === null) throw parameterError(name);
    return date;
  }
  if (Buffer.byteLength(text) > (MAX_BYTES[name] ?? Number.POSITIVE_INFINITY)) throw parameterError(name);
  if (name === 'ShipStatus') {
    if (!/^[0-4]$/.test(text)) throw parameterError(name);
    return Number(text);
  }
  if (name === 'ShipCompanyCode' && text !== '' && !COMPANIES.has(text)) throw parameterError(name);
  if (name === 'ShipInvoiceNumberEmptyReason' && text !== '' && !EMPTY_REASONS.has(text))
    throw parameterError(name);
  return text;
}

/** Slip number and reason for none exclude each other; two carriers check the number's form. */
function checkInvoice(call: ApiCall, ship: Record<string, FieldValue>): void {
  const numbers = [ship.ShipInvoiceNumber1, ship.ShipInvoiceNumber2].map((value) => String(value ?? ''));
  const { invoiceRefusalCode } = call.world.settings;
  if (numbers.some((number) => number !== '') && (ship.ShipInvoiceNumberEmptyReason ?? '') !== '') {
    throw refused(invoiceRefusalCode, 'ShipInvoiceNumberEmptyReason');
  }
  const form =
    ship.ShipCompanyCode === YAMATO
      ? /^[\d-]{1,14}$/
      : ship.ShipCompanyCode === JAPAN_POST
        ? /^[A-Za-z0-9]{11,13}$/
        : null;
  numbers.forEach((number, index) => {
    if (form && number !== '' && !form.test(number))
      throw refused(invoiceRefusalCode, `ShipInvoiceNumber${index + 1}`);
  });
}
