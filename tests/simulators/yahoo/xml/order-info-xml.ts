import {
  BUYER_KEYS,
  DETAIL_KEYS,
  ITEM_KEYS,
  NESTED_ITEM_KEYS,
  ORDER_INFO_KEYS,
  ORDER_KEYS,
  PAY_KEYS,
  SELLER_KEYS,
  SHIP_KEYS,
} from '../orders/fields.ts';
import type { Fields, OrderLine, YahooOrder } from '../orders/model.ts';
import { seedOfText } from '../random.ts';
import { type Roughness, XmlStyle } from './style.ts';

export interface OrderInfoXmlOptions {
  /** Default 1. */
  readonly roughness?: Roughness;
  /** The keys asked for; default: every key orderInfo knows. */
  readonly fields?: ReadonlySet<string>;
  /** Varies the untidiness; default: made from the order id. */
  readonly seed?: number;
}

/** The whole answer of orderInfo for one order, with exactly the requested fields. */
export function orderInfoXml(order: YahooOrder, options: OrderInfoXmlOptions = {}): string {
  const fields = options.fields ?? ORDER_INFO_KEYS;
  const style = new XmlStyle(options.roughness ?? 1, options.seed ?? seedOfText(order.order.OrderId));
  const children: string[] = [style.arrange(values(style, ORDER_KEYS, order.order, fields))];
  const section = (name: string, keys: readonly string[], source: Fields): void => {
    const written = values(style, keys, source, fields);
    if (written.length > 0) children.push(style.wrap(name, style.arrange(written)));
  };
  section('Pay', PAY_KEYS, order.pay);
  section('Ship', SHIP_KEYS, order.ship);
  section('Seller', SELLER_KEYS, order.seller);
  section('Buyer', BUYER_KEYS, order.buyer);
  const lines = order.lines.map((line) => item(style, line, fields)).join('');
  if (lines !== '') children.push(lines);
  section('Detail', DETAIL_KEYS, order.detail);
  const result = style.wrap(
    'Result',
    style.value('Status', 'OK') + style.wrap('OrderInfo', style.arrange(children)),
  );
  const attributes = style.attributes([
    ['totalResultsAvailable', 1],
    ['totalResultsReturned', 1],
    ['firstResultPosition', 1],
  ]);
  return `${style.declaration()}<ResultSet${attributes}>${result}</ResultSet>`;
}

function values(
  style: XmlStyle,
  keys: readonly string[],
  source: Fields,
  wanted: ReadonlySet<string>,
): string[] {
  const written: string[] = [];
  for (const key of keys) {
    if (wanted.has(key)) written.push(style.value(key, source[key] ?? ''));
  }
  return written;
}

function item(style: XmlStyle, line: OrderLine, wanted: ReadonlySet<string>): string {
  const written: string[] = [];
  for (const key of ITEM_KEYS) {
    if (wanted.has(key) && !NESTED_ITEM_KEYS.has(key)) written.push(style.value(key, line.fields[key] ?? ''));
  }
  if (wanted.has('ItemOption')) {
    written.push(
      nested(style, 'ItemOption', line.options, (option) => [
        style.value('Index', option.Index),
        style.value('Name', option.Name),
        style.value('Value', option.Value),
        style.value('Price', option.Price),
      ]),
    );
  }
  if (wanted.has('Inscription')) {
    written.push(
      nested(style, 'Inscription', line.inscriptions, (text) => [
        style.value('Index', text.Index),
        style.value('Name', text.Name),
        style.value('Value', text.Value),
      ]),
    );
  }
  return written.length === 0 ? '' : style.wrap('Item', style.arrange(written));
}

/** Repeating children: one element each, or a single empty element when there are none. */
function nested<T>(
  style: XmlStyle,
  name: string,
  entries: readonly T[],
  write: (entry: T) => string[],
): string {
  if (entries.length === 0) return style.empty(name);
  return entries.map((entry) => style.wrap(name, style.arrange(write(entry)))).join('');
}
