import type { MallOrder, Party } from '#shared/domain/order.ts';
import { orderFieldOf } from '#shared/domain/order-fields.ts';

/** Where orderChange takes a field of ours (yahoo §3.7): '' is the order itself. */
export interface SendableField {
  readonly group: '' | 'Pay' | 'Ship';
  readonly element: string;
  /** Longest value in bytes of UTF-8; null when no limit is known (yahoo §3.3, §3.7). */
  readonly maxBytes: number | null;
}

const partyElements: readonly (readonly [keyof Party, string])[] = [
  ['lastName', 'LastName'],
  ['firstName', 'FirstName'],
  ['lastNameKana', 'LastNameKana'],
  ['firstNameKana', 'FirstNameKana'],
  ['zipCode', 'ZipCode'],
  ['prefecture', 'Prefecture'],
  ['city', 'City'],
  ['address1', 'Address1'],
  ['address2', 'Address2'],
  ['section1', 'Section1Value'],
  ['section2', 'Section2Value'],
  ['phone', 'PhoneNumber'],
  ['emergencyPhone', 'EmgPhoneNumber'],
];

const field = (
  id: string,
  group: SendableField['group'],
  element: string,
  maxBytes: number | null = null,
): [string, SendableField] => [id, { group, element, maxBytes }];

const fields: ReadonlyMap<string, SendableField> = new Map([
  field('notes', '', 'Notes', 1_500),
  field('payment.payDate', 'Pay', 'PayDate'),
  ...partyElements.map(([name, element]) =>
    // The official table spells this one key with a small n (yahoo §3.7).
    field(`buyer.${name}`, 'Pay', element === 'FirstNameKana' ? 'BillFirstnameKana' : `Bill${element}`),
  ),
  field('buyer.mail', 'Pay', 'BillMailAddress'),
  ...partyElements.map(([name, element]) => field(`recipient.${name}`, 'Ship', `Ship${element}`)),
  field('shipping.carrierCode', 'Ship', 'ShipCompanyCode'),
  field('shipping.requestDate', 'Ship', 'ShipRequestDate'),
  field('shipping.requestTime', 'Ship', 'ShipRequestTime'),
  field('shipping.shipDate', 'Ship', 'ShipDate'),
  field('shipping.arrivalDate', 'Ship', 'ArrivalDate'),
  field('shipping.slipNumber1', 'Ship', 'ShipInvoiceNumber1', 30),
  field('shipping.slipNumber2', 'Ship', 'ShipInvoiceNumber2', 30),
  field('shipping.slipEmptyReason', 'Ship', 'ShipInvoiceNumberEmptyReason'),
  field('shipping.shipUrl', 'Ship', 'ShipUrl', 100),
  field('shipping.shipNotes', 'Ship', 'ShipNotes'),
  field('shipping.giftWrapMessage', 'Ship', 'GiftWrapMessage'),
  field('shipping.giftPaperName', 'Ship', 'GiftWrapName'),
]);

/** How a field is told to the mall; null for what the mall does not take. */
export const sendableFieldOf = (id: string): SendableField | null => fields.get(id) ?? null;

/** Ids of every field the mall takes. */
export const sendableFieldIds: readonly string[] = [...fields.keys()];

/** A field's value as text, '' when empty; dates as YYYY-MM-DD. Throws an Error for a field that is no plain text. */
export function fieldText(order: MallOrder, id: string): string {
  let value: unknown = order;
  for (const name of id.split('.')) value = (value as Readonly<Record<string, unknown>>)[name];
  if (value === null) return '';
  if (typeof value !== 'string') throw new Error(`The field ${id} is no text`);
  return value;
}

/** Whether the mall takes the field as eight digits. */
export const isDateField = (id: string): boolean => orderFieldOf(id)?.type === 'date';
