import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { MallStatus } from '#shared/domain/order-status.ts';
import { element } from '../xml/write-xml.ts';
import { fieldText, isDateField, sendableFieldOf } from './sendable-fields.ts';

/** The four APIs that change an order (yahoo §3.4–3.7). */
export type ChangeApi =
  | 'orderStatusChange'
  | 'orderPayStatusChange'
  | 'orderShipStatusChange'
  | 'orderChange';

export interface ChangeRequest {
  readonly api: ChangeApi;
  readonly body: string;
}

const statusCodes: Readonly<Partial<Record<MallStatus, string>>> = {
  processing: '2',
  on_hold: '3',
  cancelled: '4',
  completed: '5',
};

/** Longest OperationUser, characters (yahoo §3.4). */
const maxOperationUser = 120;

/** An operation as the mall wants it. `order` gives the values of the fields to send. */
export function changeRequest(
  operation: MallOperation,
  order: MallOrder,
  to: { readonly sellerId: string; readonly operationUser: string },
): ChangeRequest {
  switch (operation.kind) {
    case 'cancel':
      return request('orderStatusChange', order, to, cancelBody(operation), false);
    case 'status':
      return request(
        'orderStatusChange',
        order,
        to,
        element('OrderStatus', statusCodes[operation.to] ?? ''),
        operation.to === 'completed',
      );
    case 'ship':
      return request('orderShipStatusChange', order, to, shipBody(operation), false);
    case 'pay':
      return request('orderPayStatusChange', order, to, payBody(operation), null);
    case 'fields':
      return request('orderChange', order, to, fieldsBody(operation.fields, order), null);
    case 'seen':
      return request('orderChange', order, to, element('IsSeen', 'true'), null);
  }
}

/** @param pointFix null for the APIs without IsPointFix; must be true when an order is completed (yahoo §3.4) */
function request(
  api: ChangeApi,
  order: MallOrder,
  to: { readonly sellerId: string; readonly operationUser: string },
  body: string,
  pointFix: boolean | null,
): ChangeRequest {
  const user = [...to.operationUser].slice(0, maxOperationUser).join('');
  const target =
    element('OrderId', order.mallOrderId) +
    (pointFix === null ? '' : element('IsPointFix', String(pointFix))) +
    (user === '' ? '' : element('OperationUser', user));
  return {
    api,
    body: `<Req><Target>${target}</Target><Order>${body}</Order>${element('SellerId', to.sellerId)}</Req>`,
  };
}

function cancelBody({ reason, detail }: Extract<MallOperation, { kind: 'cancel' }>): string {
  return (
    element('OrderStatus', '4') +
    element('CancelReason', reason) +
    (detail === '' ? '' : element('CancelReasonDetail', detail))
  );
}

/** What is not given is left as it stands: an element that is sent empty would clear it. */
function shipBody(operation: Extract<MallOperation, { kind: 'ship' }>): string {
  const given = (name: string, text: string): string => (text === '' ? '' : element(name, text));
  const parts =
    element('ShipStatus', operation.shipStatus === 'shipped' ? '3' : '2') +
    given('ShipCompanyCode', operation.carrierCode) +
    given('ShipInvoiceNumber1', operation.slipNumber) +
    given('ShipInvoiceNumberEmptyReason', operation.slipEmptyReason) +
    given('ShipDate', eightDigits(operation.shipDate ?? '')) +
    given('ArrivalDate', eightDigits(operation.arrivalDate ?? ''));
  return `<Ship>${parts}</Ship>`;
}

function payBody({ payStatus, payDate }: Extract<MallOperation, { kind: 'pay' }>): string {
  const date = payStatus === 'paid' && payDate !== null ? element('PayDate', eightDigits(payDate)) : '';
  return `<Pay>${element('PayStatus', payStatus === 'paid' ? '1' : '0')}${date}</Pay>`;
}

/** Fields by the group they stand in; an empty value clears the field. */
function fieldsBody(ids: readonly string[], order: MallOrder): string {
  const groups: Record<'' | 'Pay' | 'Ship', string> = { '': '', Pay: '', Ship: '' };
  for (const id of new Set(ids)) {
    const sendable = sendableFieldOf(id);
    if (sendable === null) continue;
    const text = fieldText(order, id);
    groups[sendable.group] += element(sendable.element, isDateField(id) ? eightDigits(text) : text);
  }
  const wrap = (name: 'Pay' | 'Ship'): string =>
    groups[name] === '' ? '' : `<${name}>${groups[name]}</${name}>`;
  return groups[''] + wrap('Pay') + wrap('Ship');
}

/** `2026-06-02` as `20260602` (yahoo §3.5). */
const eightDigits = (date: string): string => date.replaceAll('-', '');
