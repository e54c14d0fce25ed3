import { fromEightDigits, fromFourteenDigits } from '../japan-time.ts';
import type { FieldValue, YahooOrder } from '../orders/model.ts';
import { isHiddenByHold, type OrderSummary } from '../orders/store.ts';
import type { XmlElement } from '../xml/request-xml.ts';
import { parameterError } from './context.ts';

/** A search made ready: a cheap test on summaries, then (only if present) one on whole orders. */
export interface Search {
  from: number;
  to: number;
  orderId: string | null;
  readonly onSummary: ((summary: OrderSummary) => boolean)[];
  readonly onOrder: ((order: YahooOrder) => boolean)[];
}

type Section = 'order' | 'pay' | 'ship' | 'buyer' | 'detail' | 'line';

/** One of these has to be in every search (spec §3.2). */
const REQUIRED = [
  'OrderId',
  'OrderTime',
  'OrderTimeFrom',
  'OrderTimeTo',
  'PublicationTimeFrom',
  'PublicationTimeTo',
  'PayMethodChangeDeadlineFrom',
  'PayMethodChangeDeadlineTo',
];

const SECONDS = 999;

/** Makes the search for a Condition element. @throws ApiRefusal od90101 naming the condition that is wrong */
export function compileConditions(condition: XmlElement | undefined, defaultHoldDisplay: '0' | '1'): Search {
  const given = new Map((condition?.children ?? []).map((child) => [child.name, child.text]));
  if (!REQUIRED.some((name) => given.has(name))) throw parameterError('Condition');
  const search: Search = {
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    orderId: null,
    onSummary: [],
    onOrder: [],
  };
  const holdDisplay = oneOf(given, 'FraudHoldDisplayType', ['0', '1'], defaultHoldDisplay);
  if (holdDisplay === '0') search.onSummary.push((order) => !isHiddenByHold(order));
  const readOnlyMode = oneOf(given, 'ReadOnlyMode', ['0', '1', '2'], '0');
  if (readOnlyMode !== '2') search.onSummary.push((order) => order.readOnly === (readOnlyMode === '1'));
  for (const [name, value] of given) addCondition(search, name, value);
  return search;
}

function addCondition(search: Search, name: string, value: string): void {
  if (name === 'FraudHoldDisplayType' || name === 'ReadOnlyMode') return;
  const onSummary = SUMMARY_CONDITIONS[name];
  if (onSummary) {
    onSummary(search, value, name);
    return;
  }
  const range = /^(.+?)(From|To)$/.exec(name);
  const [, base = '', side = ''] = range ?? [];
  const dated = DATE_SECTIONS[base];
  if (range && dated) {
    const date = dateOf(name, value);
    search.onOrder.push((order) => {
      const own = texts(order, dated, base)[0]?.slice(0, 10) ?? '';
      return own !== '' && (side === 'From' ? own >= date : own <= date);
    });
    return;
  }
  if (DATE_SECTIONS[name]) {
    const section = DATE_SECTIONS[name];
    const date = dateOf(name, value);
    search.onOrder.push((order) => texts(order, section, name)[0]?.slice(0, 10) === date);
    return;
  }
  const special = ORDER_CONDITIONS[name];
  if (special) {
    search.onOrder.push(special(value, name));
    return;
  }
  const section = EQUAL_SECTIONS[name];
  if (!section) throw parameterError(name);
  const wanted = new Set(LIST_VALUES.has(name) ? value.split(',').map((part) => part.trim()) : [value]);
  search.onOrder.push((order) => texts(order, section, name).some((own) => wanted.has(own)));
}

const timeOf = (name: string, value: string): number => {
  const ms = fromFourteenDigits(value);
  if (ms === null) throw parameterError(name);
  return ms;
};

const dateOf = (name: string, value: string): string => {
  const date = fromEightDigits(value);
  if (date === null) throw parameterError(name);
  return date;
};

const flagOf = (name: string, value: string): boolean => {
  if (value !== 'true' && value !== 'false') throw parameterError(name);
  return value === 'true';
};

const numbersOf = (name: string, value: string): ReadonlySet<number> => {
  const parts = value.split(',').map((part) => part.trim());
  if (parts.some((part) => !/^\d{1,4}$/.test(part))) throw parameterError(name);
  return new Set(parts.map(Number));
};

function oneOf(
  given: ReadonlyMap<string, string>,
  name: string,
  allowed: readonly string[],
  otherwise: string,
): string {
  const value = given.get(name) ?? otherwise;
  if (!allowed.includes(value)) throw parameterError(name);
  return value;
}

const byNumber =
  (read: (order: OrderSummary) => number) =>
  (search: Search, value: string, name: string): void => {
    const wanted = numbersOf(name, value);
    search.onSummary.push((order) => wanted.has(read(order)));
  };

/** Conditions a summary can answer. */
const SUMMARY_CONDITIONS: Readonly<Record<string, (search: Search, value: string, name: string) => void>> = {
  OrderId: (search, value) => {
    search.orderId = value;
  },
  OrderTime: (search, value, name) => {
    search.from = timeOf(name, value);
    search.to = search.from + SECONDS;
  },
  OrderTimeFrom: (search, value, name) => {
    search.from = timeOf(name, value);
  },
  OrderTimeTo: (search, value, name) => {
    search.to = timeOf(name, value) + SECONDS;
  },
  PublicationTimeFrom: (search, value, name) => {
    const from = timeOf(name, value);
    search.onSummary.push((order) => order.publication !== null && order.publication >= from);
  },
  PublicationTimeTo: (search, value, name) => {
    const to = timeOf(name, value) + SECONDS;
    search.onSummary.push((order) => order.publication !== null && order.publication <= to);
  },
  IsSeen: (search, value, name) => {
    const seen = flagOf(name, value);
    search.onSummary.push((order) => order.seen === seen);
  },
  OrderStatus: byNumber((order) => order.orderStatus),
  PayStatus: byNumber((order) => order.payStatus),
  ShipStatus: byNumber((order) => order.shipStatus),
  Suspect: byNumber((order) => order.suspect),
  StoreStatus: (search, value, name) => {
    const wanted = numbersOf(name, value);
    search.onSummary.push((order) => order.storeStatus !== '' && wanted.has(Number(order.storeStatus)));
  },
};

const present =
  (section: Section, key: string) =>
  (value: string, name: string): ((order: YahooOrder) => boolean) => {
    const wanted = flagOf(name, value);
    return (order) => ((texts(order, section, key)[0] ?? '') !== '') === wanted;
  };

/** Conditions with a rule of their own. */
const ORDER_CONDITIONS: Readonly<
  Record<string, (value: string, name: string) => (order: YahooOrder) => boolean>
> = {
  PrintSlipFlag: present('order', 'PrintSlipTime'),
  PrintDeliveryFlag: present('order', 'PrintDeliveryTime'),
  PrintBillFlag: present('order', 'PrintBillTime'),
  BuyerCommentsFlag: present('order', 'BuyerComments'),
  ShipInvoiceNumber: (value) => (order) =>
    order.ship.ShipInvoiceNumber1 === value || order.ship.ShipInvoiceNumber2 === value,
  ShipRequestDateNo: (value, name) => {
    if (!['0', '1', '2'].includes(value)) throw parameterError(name);
    return (order) => value === '0' || ((order.ship.ShipRequestDate ?? '') !== '') === (value === '1');
  },
  LineGiftDisplayType: (value, name) => {
    if (!['0', '1', '2'].includes(value)) throw parameterError(name);
    return (order) => value === '0' || (order.order.IsLineGiftOrder === true) === (value === '1');
  },
};

const inSection = (section: Section, names: string): Record<string, Section> =>
  Object.fromEntries(names.split(' ').map((name) => [name, section]));

/** Conditions `X`, `XFrom`, `XTo` on dates. */
const DATE_SECTIONS: Readonly<Record<string, Section>> = {
  ...inSection('ship', 'ShipRequestDate ShipDate ArrivalDate ShippingDeadline'),
  ...inSection('pay', 'PayDate PayMethodChangeDeadline'),
  ...inSection('line', 'ReleaseDate'),
};

/** Conditions that compare one element with the given text. */
const EQUAL_SECTIONS: Readonly<Record<string, Section>> = {
  ...inSection(
    'order',
    'IsSplit IsRoyalty DeviceType ParentOrderId SocialGiftType IsYahooAuctionOrder XshoppingStoreType',
  ),
  ...inSection(
    'pay',
    'SettleStatus PayType PayMethod PayKind NeedBillSlip NeedDetailedSlip NeedReceipt SettleId',
  ),
  ...inSection(
    'pay',
    'BillFirstName BillLastName BillFirstNameKana BillLastNameKana BillZipCode BillPrefecture',
  ),
  ...inSection('pay', 'BillPhoneNumber BillMailAddress PayNo'),
  ...inSection(
    'ship',
    'ShipMethod ShipCompanyCode ShipInvoiceNumberEmptyReason ArriveType NeedGiftWrap IsSubscription',
  ),
  ...inSection(
    'ship',
    'ShipFirstName ShipLastName ShipFirstNameKana ShipLastNameKana ShipZipCode ShipPrefecture',
  ),
  ...inSection('ship', 'ShipPhoneNumber RemoteAreaShippingType NeedGiftWrapPaper'),
  ...inSection('buyer', 'IsLogin'),
  ...inSection('line', 'ItemId Title SubCode'),
};

const LIST_VALUES: ReadonlySet<string> = new Set([
  'DeviceType',
  'SettleStatus',
  'PayType',
  'ArriveType',
  'SocialGiftType',
]);

function texts(order: YahooOrder, section: Section, key: string): string[] {
  const text = (value: FieldValue | undefined): string => (value === undefined ? '' : String(value));
  if (section === 'line') return order.lines.map((line) => text(line.fields[key]));
  return [text(order[section][key])];
}
