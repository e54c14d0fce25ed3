import { orderFields } from '#shared/domain/order-fields.ts';

const party = (role: 'buyer' | 'recipient', names: readonly string[]): string[] =>
  names.map((name) => `${role}.${name}`);
const name = ['lastName', 'firstName'];
const kana = ['lastNameKana', 'firstNameKana'];
const address = ['zipCode', 'prefecture', 'city', 'address1', 'address2'];
const item = ['itemId', 'subCode', 'title', 'quantity', 'unitPriceYen'].map((id) => `lines.${id}`);

/** Sets of columns to begin with; ids of `orderFields`, in the file's order. */
export const exportPresets = {
  basic: [
    'mallOrderId',
    'phase',
    'shop',
    'orderedAt',
    ...party('buyer', [...name, 'phone', 'mail']),
    ...party('recipient', [...name, ...address, 'phone']),
    ...item,
    'payment.payMethodName',
    'payment.payStatus',
    'shipping.shipMethodName',
    'shipping.shipStatus',
    'shipping.slipNumber1',
    'money.totalYen',
    'notes',
  ],
  shipping: [
    'mallOrderId',
    ...party('recipient', [...name, ...kana, ...address, 'section1', 'section2', 'phone']),
    ...item.slice(0, 4),
    'shipping.shipMethodName',
    'shipping.carrierCode',
    'shipping.requestDate',
    'shipping.requestTime',
    'shipping.shipDate',
    'shipping.slipNumber1',
    'shipping.shipNotes',
    'shipping.needGiftWrap',
    'buyerComments',
  ],
  accounting: [
    'mallOrderId',
    'shop',
    'orderedAt',
    'payment.payDate',
    'payment.payStatus',
    'payment.payMethodName',
    'payment.settleId',
    ...orderFields.filter(({ id }) => id.startsWith('money.')).map(({ id }) => id),
  ],
  all: orderFields.map(({ id }) => id),
} as const satisfies Record<string, readonly string[]>;

export type ExportPreset = keyof typeof exportPresets;
export const exportPresetNames = Object.keys(exportPresets) as ExportPreset[];

/** The set that these columns are, or `own`. */
export function presetOf(columns: readonly string[]): ExportPreset | 'own' {
  return exportPresetNames.find((preset) => exportPresets[preset].join() === columns.join()) ?? 'own';
}
