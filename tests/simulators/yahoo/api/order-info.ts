import type { HttpAnswer } from '../http/exchange.ts';
import { ORDER_INFO_KEYS } from '../orders/fields.ts';
import { mixSeed, seedOfText } from '../random.ts';
import { orderInfoXml } from '../xml/order-info-xml.ts';
import { childOf, childText } from '../xml/request-xml.ts';
import { type ApiCall, orderNotFound, parameterError, xmlAnswer } from './context.ts';
import { requestedFields } from './fields.ts';

/** POST orderInfo: one order with the fields asked for (spec §3.3). Held orders can be read. */
export function orderInfo(call: ApiCall): HttpAnswer {
  const target = childOf(call.root ?? undefined, 'Target');
  const orderId = childText(target, 'OrderId');
  if (orderId === undefined || !/^[a-zA-Z0-9-]{1,50}$/.test(orderId)) throw parameterError('OrderId');
  const fields = requestedFields(childText(target, 'Field'), ORDER_INFO_KEYS);
  const order = call.shop.orders.get(orderId, call.world.now());
  if (!order) throw orderNotFound(orderId);
  const { roughness } = call.world.settings;
  // The form varies with the order's version too, so that reading a changed order meets another form.
  const seed = mixSeed(seedOfText(orderId), order.order.Version);
  return xmlAnswer(200, orderInfoXml(order, { fields, roughness, seed }));
}
