import type { HttpAnswer } from '../http/exchange.ts';
import type { YahooOrder } from '../orders/model.ts';
import { isHeld } from '../orders/model.ts';
import { childOf, childText, type XmlElement } from '../xml/request-xml.ts';
import { type ApiCall, ApiRefusal, orderNotFound, parameterError, xmlAnswer } from './context.ts';

/** Something to know although the update is done. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly detail: string;
}

/** A write request taken apart. */
export interface WriteRequest {
  readonly orderId: string;
  readonly target: XmlElement;
  readonly order: XmlElement;
  /** The order as it is now. */
  readonly current: YahooOrder;
}

/**
 * Reads Target and Order and refuses what no write may do.
 * @param cancels a cancel is the only write a held order accepts
 * @throws ApiRefusal od90101, od91801, or the codes set for held and read-only orders
 */
export function readWrite(
  call: ApiCall,
  cancels: (order: XmlElement) => boolean = () => false,
): WriteRequest {
  const root = call.root ?? undefined;
  const target = childOf(root, 'Target');
  const orderId = childText(target, 'OrderId');
  if (!target || orderId === undefined || orderId === '') throw parameterError('OrderId');
  if ((childText(target, 'OperationUser') ?? '').length > 120) throw parameterError('OperationUser');
  const order = childOf(root, 'Order');
  if (!order) throw parameterError('Order');
  const current = call.shop.orders.get(orderId, call.world.now());
  if (!current) throw orderNotFound(orderId);
  const { fraudRefusalCode, readOnlyRefusalCode } = call.world.settings;
  if (isHeld(current.order.FraudHoldStatus) && !cancels(order))
    throw refused(fraudRefusalCode, 'FraudHoldStatus');
  if (current.order.IsReadOnly === 1) throw refused(readOnlyRefusalCode, 'IsReadOnly');
  return { orderId, target, order, current };
}

/** A refusal by the order's state. */
export function refused(code: string, what: string): ApiRefusal {
  return new ApiRefusal(400, { code, message: `Cannot Be Operated : ${what}` });
}

/** Applies the change, marks who did it and answers as all writing APIs do (spec §3.4). */
export function applyWrite(
  call: ApiCall,
  request: WriteRequest,
  change: (order: YahooOrder) => void,
  warnings: readonly Warning[] = [],
): HttpAnswer {
  const { world, shop } = call;
  shop.orders.update(request.orderId, world.now(), (order) => {
    change(order);
    order.order.IsSeen = true;
    order.order.OperationUser = childText(request.target, 'OperationUser') || call.userId;
  });
  world.writes.accept({
    at: world.now(),
    sellerId: shop.sellerId,
    orderId: request.orderId,
    api: call.request.path.split('/').at(-1) ?? '',
    change: textOf(request.order),
  });
  return acceptedAnswer(call, warnings);
}

/** What an Order element asks for, in one line. */
function textOf({ name, text, children }: XmlElement): string {
  return children.length === 0 ? `${name}=${text}` : `${name}(${children.map(textOf).join(' ')})`;
}

/** The answer of all writing APIs: done, perhaps with warnings (spec §3.4). */
export function acceptedAnswer(call: ApiCall, warnings: readonly Warning[]): HttpAnswer {
  const { style } = call;
  const written = warnings.map((warning) =>
    style.wrap(
      'Warning',
      style.value('Code', warning.code) +
        style.value('Message', warning.message) +
        style.value('Detail', warning.detail),
    ),
  );
  const result = style.wrap('Result', style.value('Status', 'OK') + written.join(''));
  const attributes = style.attributes([
    ['totalResultsAvailable', 1],
    ['totalResultsReturned', 1],
    ['ok', 1],
    ['ng', 0],
  ]);
  return xmlAnswer(200, `${style.declaration()}<ResultSet${attributes}>${result}</ResultSet>`);
}

/** An integer among the allowed ones; undefined when the element is missing or empty. @throws ApiRefusal od90101 */
export function numberChild(
  element: XmlElement | undefined,
  name: string,
  allowed: readonly number[],
): number | undefined {
  const text = childText(element, name);
  if (text === undefined || text === '') return undefined;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!allowed.includes(value)) throw parameterError(name);
  return value;
}

/** Every child has to be known. @throws ApiRefusal od90101 naming the first that is not */
export function onlyChildren(element: XmlElement | undefined, known: ReadonlySet<string>): void {
  for (const child of element?.children ?? []) if (!known.has(child.name)) throw parameterError(child.name);
}
