import type { HttpAnswer } from '../http/exchange.ts';
import { childOf, childText } from '../xml/request-xml.ts';
import { type ApiCall, parameterError } from './context.ts';
import { SHIPMENT_KEYS, shipChanges } from './shipment.ts';
import { applyWrite, onlyChildren, readWrite } from './write.ts';

/** POST orderShipStatusChange: ShipStatus and the shipment's data. */
export function orderShipStatusChange(call: ApiCall): HttpAnswer {
  const request = readWrite(call);
  const pointFix = childText(request.target, 'IsPointFix');
  if (pointFix !== 'true' && pointFix !== 'false') throw parameterError('IsPointFix');
  const ship = childOf(request.order, 'Ship');
  if (!ship || (childText(ship, 'ShipStatus') ?? '') === '') throw parameterError('ShipStatus');
  onlyChildren(ship, SHIPMENT_KEYS);
  const changes = shipChanges(call, ship, request.current.ship);
  return applyWrite(call, request, (order) => {
    Object.assign(order.ship, changes);
  });
}
