import type { MallOrder } from '#shared/domain/order.ts';
import { expectOk, expectRoot } from './answer-errors.ts';
import { brokenAnswer } from './broken-answer.ts';
import { mapOrder } from './map-order.ts';
import { orderInfoFields } from './order-info-fields.ts';
import { element } from './xml/write-xml.ts';
import { onlyGroup } from './xml/xml-group.ts';

const fieldList = orderInfoFields.join(',');

/** The body that asks for one order with every field (yahoo §3.3). */
export function orderInfoRequest(sellerId: string, mallOrderId: string): string {
  const target = element('OrderId', mallOrderId) + element('Field', fieldList);
  return `<Req><Target>${target}</Target>${element('SellerId', sellerId)}</Req>`;
}

/**
 * One orderInfo answer as an order: all of it or nothing. Throws AppError `mall_answer_broken` with the
 * reason and the element, or the coded error the mall reported inside the answer.
 */
export function parseOrderInfo(raw: Uint8Array): MallOrder {
  const result = onlyGroup(expectRoot(raw, 'ResultSet'), 'Result');
  expectOk(result);
  return mapOrder(onlyGroup(result, 'OrderInfo'));
}

/** As `parseOrderInfo`, and refuses another order than the one asked for. */
export function parseOrderInfoOf(raw: Uint8Array, mallOrderId: string): MallOrder {
  const order = parseOrderInfo(raw);
  if (order.mallOrderId !== mallOrderId) throw brokenAnswer('other_order', { field: 'OrderId' });
  return order;
}
