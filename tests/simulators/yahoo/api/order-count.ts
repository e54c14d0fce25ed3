import type { HttpAnswer } from '../http/exchange.ts';
import type { OrderSummary } from '../orders/store.ts';
import { isHiddenByHold } from '../orders/store.ts';
import { type ApiCall, xmlAnswer } from './context.ts';

/** What belongs to each counter, judged by the handy combinations of spec §3.2. */
const COUNTERS: readonly (readonly [string, (order: OrderSummary) => boolean])[] = [
  ['NewOrder', (order) => !order.seen && order.orderStatus === 2],
  ['NewReserve', (order) => !order.seen && order.orderStatus === 1],
  ['WaitPayment', (order) => order.orderStatus === 2 && order.payStatus === 0],
  ['WaitShipping', (order) => order.orderStatus === 2 && order.payStatus === 1 && order.shipStatus === 1],
  ['Shipping', (order) => order.orderStatus === 2 && order.shipStatus === 2],
  ['Reserve', (order) => order.seen && order.orderStatus === 1],
  ['Holding', (order) => order.orderStatus === 3],
  ['WaitDone', (order) => order.orderStatus === 2 && order.shipStatus >= 3],
  ['Suspect', (order) => order.suspect === 1],
  ...Array.from({ length: 10 }, (_, index): readonly [string, (order: OrderSummary) => boolean] => [
    `StoreStatus${index + 1}`,
    (order) => order.storeStatus === String(index + 1),
  ]),
];

/** Counters that are not simulated and always say 0: the sources do not state what belongs to them. */
const ALWAYS_ZERO = ['SettleError', 'Refund', 'AutoDone', 'AutoWorking', 'Release', 'NoPayNumber'];

/** GET orderCount: how many orders wait for what (spec §3.1). */
export function orderCount(call: ApiCall): HttpAnswer {
  const counts = COUNTERS.map(() => 0);
  for (const order of call.shop.orders.summaries(call.world.now())) {
    if (isHiddenByHold(order) || order.readOnly) continue;
    COUNTERS.forEach(([, belongs], index) => {
      if (belongs(order)) counts[index] = (counts[index] ?? 0) + 1;
    });
  }
  const { style } = call;
  const written = COUNTERS.map(([name], index) => style.value(name, counts[index] ?? 0));
  for (const name of ALWAYS_ZERO) written.push(style.value(name, 0));
  const result = style.wrap(
    'Result',
    style.value('Status', 'OK') + style.wrap('Count', style.arrange(written)),
  );
  const attributes = style.attributes([
    ['totalResultsAvailable', 1],
    ['totalResultsReturned', 1],
    ['firstResultPosition', 1],
  ]);
  return xmlAnswer(200, `${style.declaration()}<ResultSet${attributes}>${result}</ResultSet>`);
}
