import type { HttpAnswer } from '../http/exchange.ts';
import { fromEightDigits, fromFourteenDigits, toJapanTime } from '../japan-time.ts';
import { PAY_KEYS, SHIP_KEYS } from '../orders/fields.ts';
import { type FieldValue, totalPriceOf, type YahooOrder } from '../orders/model.ts';
import { childOf, childText, type XmlElement } from '../xml/request-xml.ts';
import { type ApiCall, parameterError } from './context.ts';
import { SHIPMENT_KEYS, shipChanges } from './shipment.ts';
import { applyWrite, onlyChildren, readWrite } from './write.ts';

const PRINT_TIMES: ReadonlySet<string> = new Set(['PrintSlipTime', 'PrintDeliveryTime', 'PrintBillTime']);
const PAY_CHOICE: ReadonlySet<string> = new Set(['PayType', 'PayKind', 'PayMethod', 'PayMethodName']);
const ORDER_KEYS: ReadonlySet<string> = new Set([
  ...PRINT_TIMES,
  ...PAY_CHOICE,
  'IsSeen',
  'Suspect',
  'StoreStatus',
  'BuyerComments',
  'SellerComments',
  'Notes',
  'RefundStatus',
  'IsFirstClassDrugAgreement',
  'SlowlyShipPoint',
  'Pay',
  'Ship',
  'Detail',
  'Item',
]);
const PAY_WRITE_KEYS: ReadonlySet<string> = new Set([
  'PayDate',
  'PayNotes',
  'PayManageLimitDate',
  ...PAY_KEYS.filter((key) => /^(Need|Bill)/.test(key)),
  // The official spelling of this one key.
  'BillFirstnameKana',
]);
const SHIP_WRITE_KEYS: ReadonlySet<string> = new Set([
  ...SHIPMENT_KEYS,
  ...SHIP_KEYS.filter((key) => /^(Ship|NeedGift|GiftWrap|Option)/.test(key)),
]);
const DETAIL_KEYS = [
  'PayCharge',
  'ShipCharge',
  'GiftWrapCharge',
  'Discount',
  'Adjustments',
  'GiftCardDiscount',
] as const;
const ITEM_KEYS: ReadonlySet<string> = new Set(['LineId', 'Quantity', 'ReleaseDate']);

const MAX_BYTES: Readonly<Record<string, number>> = { Notes: 1500, BuyerComments: 750 };
const MAX_ADJUSTMENT = 50_000;

/** POST orderChange: everything about an order but its three statuses (spec §3.7). */
export function orderChange(call: ApiCall): HttpAnswer {
  const request = readWrite(call);
  const { order: element, current } = request;
  onlyChildren(element, ORDER_KEYS);
  if (childText(element, 'Suspect') !== undefined && element.children.length > 1)
    throw parameterError('Suspect');
  const steps = [
    orderLevelStep(element),
    payStep(childOf(element, 'Pay')),
    shipStep(call, childOf(element, 'Ship'), current),
    detailStep(childOf(element, 'Detail')),
    ...element.children.filter((child) => child.name === 'Item').map((item) => itemStep(item, current)),
  ];
  return applyWrite(call, request, (order) => {
    for (const step of steps) step(order);
    order.detail.TotalPrice = totalPriceOf(order);
    order.detail.SettleAmount = order.detail.TotalPrice;
  });
}

type Step = (order: YahooOrder) => void;

function orderLevelStep(element: XmlElement): Step {
  const order: Record<string, FieldValue> = {};
  const pay: Record<string, FieldValue> = {};
  for (const { name, text, children } of element.children) {
    if (children.length > 0 || ['Pay', 'Ship', 'Detail', 'Item'].includes(name)) continue;
    if (PAY_CHOICE.has(name)) pay[name] = /^(PayType|PayKind)$/.test(name) ? digits(name, text) : text;
    else if (name === 'RefundStatus') pay[name] = text === '2' ? 2 : refuseValue(name);
    else order[name] = orderLevelValue(name, text);
  }
  return (target) => {
    Object.assign(target.order, order);
    Object.assign(target.pay, pay);
  };
}

function orderLevelValue(name: string, text: string): FieldValue {
  if (name === 'IsSeen') return text === 'true' ? true : refuseValue(name);
  if (name === 'Suspect') return /^[012]$/.test(text) ? Number(text) : refuseValue(name);
  if (name === 'StoreStatus') return /^(?:|[1-9]|10)$/.test(text) ? text : refuseValue(name);
  if (Buffer.byteLength(text) > (MAX_BYTES[name] ?? Number.POSITIVE_INFINITY)) return refuseValue(name);
  if (PRINT_TIMES.has(name) && text !== '') {
    const time = fromFourteenDigits(text);
    return time === null ? refuseValue(name) : toJapanTime(time);
  }
  return text;
}

function payStep(element: XmlElement | undefined): Step {
  onlyChildren(element, PAY_WRITE_KEYS);
  const changes: Record<string, FieldValue> = {};
  for (const { name, text } of element?.children ?? []) {
    const key = name === 'BillFirstnameKana' ? 'BillFirstNameKana' : name;
    changes[key] = name === 'PayDate' && text !== '' ? (fromEightDigits(text) ?? refuseValue(name)) : text;
  }
  return (order) => {
    Object.assign(order.pay, changes);
  };
}

function shipStep(call: ApiCall, element: XmlElement | undefined, current: YahooOrder): Step {
  onlyChildren(element, SHIP_WRITE_KEYS);
  const changes = element ? shipChanges(call, element, current.ship) : {};
  return (order) => {
    Object.assign(order.ship, changes);
  };
}

function detailStep(element: XmlElement | undefined): Step {
  onlyChildren(element, new Set(DETAIL_KEYS));
  const changes: Partial<Record<(typeof DETAIL_KEYS)[number], number>> = {};
  for (const key of DETAIL_KEYS) {
    const text = childText(element, key);
    if (text === undefined) continue;
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : refuseValue(key);
    const limit = key === 'Adjustments' ? MAX_ADJUSTMENT : Number.POSITIVE_INFINITY;
    if (value > limit || (value < 0 && key !== 'Adjustments')) refuseValue(key);
    if (key === 'GiftCardDiscount' && value !== 0) refuseValue(key);
    changes[key] = value;
  }
  return (order) => {
    Object.assign(order.detail, changes);
  };
}

function itemStep(element: XmlElement, current: YahooOrder): Step {
  onlyChildren(element, ITEM_KEYS);
  const lineId = digits('LineId', childText(element, 'LineId') ?? '');
  if (!current.lines.some((line) => line.fields.LineId === lineId)) refuseValue('LineId');
  const quantity = childText(element, 'Quantity');
  const release = childText(element, 'ReleaseDate');
  const changes: Record<string, FieldValue> = {};
  if (quantity !== undefined) changes.Quantity = digits('Quantity', quantity);
  if (release !== undefined) {
    changes.ReleaseDate = release === '' ? '' : (fromEightDigits(release) ?? refuseValue('ReleaseDate'));
  }
  return (order) => {
    const line = order.lines.find((entry) => entry.fields.LineId === lineId);
    if (line) Object.assign(line.fields, changes);
  };
}

function digits(name: string, text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : refuseValue(name);
}

function refuseValue(name: string): never {
  throw parameterError(name);
}
