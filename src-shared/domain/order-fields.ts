import { fraudHoldStatuses, mallStatuses, payStatuses, shipStatuses } from './order-status.ts';

/**
 * How a field is compared, entered and written to a file. `moment` is epoch ms, `date` is `YYYY-MM-DD` (JST),
 * `yen` and `number` are integers, `flag` is true or false, `choice` one of `choices`; `phase` and `shop` are ids.
 */
export type OrderFieldType =
  | 'text'
  | 'number'
  | 'yen'
  | 'date'
  | 'moment'
  | 'flag'
  | 'choice'
  | 'phase'
  | 'shop';

export interface OrderField {
  /** Path inside `MallOrder` (`buyer.phone`), `lines.<field>` for any line, or a name of our own (`memo`). */
  readonly id: string;
  readonly type: OrderFieldType;
  readonly choices?: readonly string[];
  /** An operator may change it in the detail, in bulk and by CSV. The mall's own statuses and sums may not. */
  readonly editable: boolean;
  /** Longest text an operator may enter, characters. */
  readonly maxLength?: number;
}

const fixed = (type: OrderFieldType, ...ids: string[]): OrderField[] =>
  ids.map((id) => ({ id, type, editable: false }));
const editable = (type: OrderFieldType, maxLength: number | null, ...ids: string[]): OrderField[] =>
  ids.map((id) => ({ id, type, editable: true, ...(maxLength === null ? {} : { maxLength }) }));
const choice = (id: string, choices: readonly string[]): OrderField => ({
  id,
  type: 'choice',
  choices,
  editable: false,
});

const party = (role: 'buyer' | 'recipient'): OrderField[] => [
  ...editable(
    'text',
    100,
    ...['lastName', 'firstName', 'lastNameKana', 'firstNameKana'].map((name) => `${role}.${name}`),
  ),
  ...editable('text', 10, `${role}.zipCode`),
  ...editable(
    'text',
    300,
    ...['prefecture', 'city', 'address1', 'address2', 'section1', 'section2'].map(
      (name) => `${role}.${name}`,
    ),
  ),
  ...editable('text', 30, `${role}.phone`, `${role}.emergencyPhone`),
  ...editable('text', 254, `${role}.mail`),
];

/** Every field of an order: one list for conditions, editing, CSV, columns of exports, and names in histories. */
export const orderFields: readonly OrderField[] = [
  { id: 'phase', type: 'phase', editable: false },
  { id: 'shop', type: 'shop', editable: false },
  ...fixed(
    'text',
    'mallOrderId',
    'parentMallOrderId',
    'mallStatusRaw',
    'storeStatus',
    'cancelReason',
    'deviceType',
    'suspect',
    'suspectMessage',
    'couponText',
    'giftType',
  ),
  ...fixed('moment', 'orderedAt', 'importedAt', 'updatedAt', 'mallUpdatedAt', 'publishedAt'),
  choice('mallStatus', mallStatuses),
  choice('payment.payStatus', payStatuses),
  choice('shipping.shipStatus', shipStatuses),
  choice('fraudHold', fraudHoldStatuses),
  ...fixed('flag', 'isSeen', 'isSplit', 'isReadOnly', 'isTestOrder', 'hasImportError'),
  ...party('buyer'),
  ...party('recipient'),
  ...fixed('text', 'lines.itemId', 'lines.subCode', 'lines.title', 'lines.jan'),
  ...fixed('number', 'lines.quantity', 'quantity'),
  ...fixed('yen', 'lines.unitPriceYen'),
  ...fixed(
    'yen',
    ...[
      'itemsYen',
      'payChargeYen',
      'shipChargeYen',
      'giftWrapChargeYen',
      'discountYen',
      'pointsYen',
      'couponDiscountYen',
      'mallCouponDiscountYen',
      'immediateBonusYen',
      'giftCardYen',
      'adjustmentYen',
      'settleYen',
      'totalYen',
    ].map((name) => `money.${name}`),
  ),
  ...fixed(
    'text',
    'payment.payMethodName',
    'payment.combinedPayMethodName',
    'payment.settleId',
    'payment.settleStatus',
  ),
  ...editable('date', null, 'payment.payDate'),
  ...fixed('flag', 'payment.needBillSlip', 'payment.needDetailedSlip', 'payment.needReceipt'),
  ...fixed('text', 'shipping.shipMethodName'),
  ...editable('text', 10, 'shipping.carrierCode'),
  ...editable('date', null, 'shipping.requestDate', 'shipping.shipDate', 'shipping.arrivalDate'),
  ...editable('text', 30, 'shipping.requestTime', 'shipping.slipNumber1', 'shipping.slipNumber2'),
  ...editable('text', 10, 'shipping.slipEmptyReason'),
  ...editable('text', 100, 'shipping.shipUrl'),
  ...editable('text', 500, 'shipping.shipNotes'),
  ...fixed('flag', 'shipping.needGiftWrap', 'shipping.needGiftPaper'),
  ...fixed('text', 'shipping.giftWrapType', 'shipping.giftPaperType'),
  ...editable('text', 300, 'shipping.giftWrapMessage', 'shipping.giftPaperName'),
  ...fixed('text', 'buyerComments', 'sellerComments'),
  ...editable('text', 1_000, 'notes'),
  ...editable('text', 4_000, 'memo'),
];

const byId = new Map(orderFields.map((field) => [field.id, field]));

export const orderFieldOf = (id: string): OrderField | null => byId.get(id) ?? null;

export const editableOrderFields: readonly OrderField[] = orderFields.filter((field) => field.editable);
