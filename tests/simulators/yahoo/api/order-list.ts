import type { HttpAnswer } from '../http/exchange.ts';
import { ORDER_LIST_KEYS } from '../orders/fields.ts';
import type { YahooOrder } from '../orders/model.ts';
import type { OrderSummary } from '../orders/store.ts';
import { childOf, childText } from '../xml/request-xml.ts';
import { compileConditions, type Search } from './conditions.ts';
import { type ApiCall, parameterError, xmlAnswer } from './context.ts';
import { requestedFields } from './fields.ts';

const MAX_RESULT = 2000;
const DEFAULT_RESULT = 10;

/** POST orderList: searches, sorts and pages (spec §3.2). */
export function orderList(call: ApiCall): HttpAnswer {
  const search = childOf(call.root ?? undefined, 'Search');
  if (!search) throw parameterError('Search');
  const limit = countOf('Result', childText(search, 'Result'), DEFAULT_RESULT, 0, MAX_RESULT);
  const start = countOf('Start', childText(search, 'Start'), 1, 1, Number.MAX_SAFE_INTEGER);
  const sort = childText(search, 'Sort') ?? '-order_time';
  if (sort !== '+order_time' && sort !== '-order_time') throw parameterError('Sort');
  const fields = requestedFields(childText(search, 'Field'), ORDER_LIST_KEYS);
  const conditions = compileConditions(
    childOf(search, 'Condition'),
    call.world.settings.defaultFraudHoldDisplayType,
  );

  const hits = findOrders(call, conditions);
  const direction = sort === '+order_time' ? 1 : -1;
  hits.sort((a, b) => direction * (a.time - b.time || a.number - b.number));
  const page = hits.slice(start - 1, start - 1 + limit);

  const { style } = call;
  const children = [style.value('TotalCount', hits.length)];
  page.forEach((hit, offset) => {
    const order = call.shop.orders.get(hit.orderId, call.world.now());
    if (order) children.push(entry(call, order, start + offset, fields));
  });
  // The mall's way to say "nothing on this page": one empty element that has no OrderId.
  if (hits.length > 0 && page.length === 0) children.push(style.empty('OrderInfo'));
  const body = style.value('Status', 'OK') + style.wrap('Search', children.join(''));
  return xmlAnswer(200, `${style.declaration()}${style.wrap('Result', body)}`);
}

/** All orders of the shop that meet a search, unsorted. */
function findOrders(call: ApiCall, search: Search): OrderSummary[] {
  const now = call.world.now();
  const store = call.shop.orders;
  const hits: OrderSummary[] = [];
  for (const summary of candidates(call, search)) {
    if (!search.onSummary.every((test) => test(summary))) continue;
    if (search.onOrder.length > 0) {
      const order = store.get(summary.orderId, now);
      if (!order || !search.onOrder.every((test) => test(order))) continue;
    }
    hits.push(summary);
  }
  return hits;
}

function* candidates(call: ApiCall, search: Search): Generator<OrderSummary> {
  const now = call.world.now();
  if (search.orderId === null) {
    yield* call.shop.orders.summaries(now, search.from, search.to);
    return;
  }
  const summary = call.shop.orders.summary(search.orderId, now);
  if (summary && summary.time >= search.from && summary.time <= search.to) yield summary;
}

function entry(call: ApiCall, order: YahooOrder, index: number, fields: ReadonlySet<string>): string {
  const { style } = call;
  const written = [style.value('Index', index)];
  for (const key of fields) written.push(style.value(key, listValue(order, key)));
  return style.wrap('OrderInfo', style.arrange(written));
}

/** The value of one orderList field; line fields describe line 1 only. */
function listValue(order: YahooOrder, key: string): string | number | boolean {
  const { order: head, pay, ship, seller, buyer, detail, lines } = order;
  switch (key) {
    case 'PrintSlipFlag':
    case 'PrintDeliveryFlag':
    case 'PrintBillFlag':
      return (head[key.replace('Flag', 'Time')] ?? '') !== '';
    case 'BuyerCommentsFlag':
      return (head.BuyerComments ?? '') !== '';
    case 'NeedGiftWrapMessage':
      return (ship.GiftWrapMessage ?? '') !== '';
    case 'OriginalOrderId':
      return head.ParentOrderId ?? '';
    default:
      return (
        head[key] ??
        pay[key] ??
        ship[key] ??
        detail[key] ??
        seller[key] ??
        buyer[key] ??
        lines[0]?.fields[key] ??
        ''
      );
  }
}

function countOf(
  name: string,
  text: string | undefined,
  otherwise: number,
  low: number,
  high: number,
): number {
  if (text === undefined || text === '') return otherwise;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= low && value <= high)) throw parameterError(name);
  return value;
}
