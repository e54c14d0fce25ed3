import { describe, expect, it } from 'vitest';
import { blankOrder } from '#shared/domain/blank-order.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { editableOrderFields } from '#shared/domain/order-fields.ts';
import { changeRequest } from './change-request.ts';
import { fieldText, sendableFieldOf } from './sendable-fields.ts';

const order = blankOrder('teststore-1', 0);
const to = { sellerId: 'teststore', operationUser: '山田 <店長>' };
const user = '<OperationUser>山田 &lt;店長&gt;</OperationUser>';
const seller = '<SellerId>teststore</SellerId>';
const request = (operation: MallOperation, of = order) => changeRequest(operation, of, to);
const target = (pointFix?: boolean) =>
  `<Req><Target><OrderId>teststore-1</OrderId>${pointFix === undefined ? '' : `<IsPointFix>${pointFix}</IsPointFix>`}${user}</Target>`;

describe('requests as the mall wants them (yahoo §3.4–3.7)', () => {
  it.each([
    [
      'a cancel',
      { kind: 'cancel', reason: '230', detail: 'A & B が欠品のため' },
      'orderStatusChange',
      `${target(false)}<Order><OrderStatus>4</OrderStatus><CancelReason>230</CancelReason><CancelReasonDetail>A &amp; B が欠品のため</CancelReasonDetail></Order>`,
    ],
    [
      'a cancel without a text',
      { kind: 'cancel', reason: '210', detail: '' },
      'orderStatusChange',
      `${target(false)}<Order><OrderStatus>4</OrderStatus><CancelReason>210</CancelReason></Order>`,
    ],
    [
      'a completion fixes the points',
      { kind: 'status', to: 'completed' },
      'orderStatusChange',
      `${target(true)}<Order><OrderStatus>5</OrderStatus></Order>`,
    ],
    [
      'a hold',
      { kind: 'status', to: 'on_hold' },
      'orderStatusChange',
      `${target(false)}<Order><OrderStatus>3</OrderStatus></Order>`,
    ],
    [
      'a shipment, leaving alone what is not given',
      {
        kind: 'ship',
        shipStatus: 'shipped',
        shipDate: '2026-06-02',
        arrivalDate: null,
        carrierCode: '1001',
        slipNumber: '1234-5678',
        slipEmptyReason: '',
      },
      'orderShipStatusChange',
      `${target(false)}<Order><Ship><ShipStatus>3</ShipStatus><ShipCompanyCode>1001</ShipCompanyCode><ShipInvoiceNumber1>1234-5678</ShipInvoiceNumber1><ShipDate>20260602</ShipDate></Ship></Order>`,
    ],
    [
      'a payment',
      { kind: 'pay', payStatus: 'paid', payDate: '2026-06-01' },
      'orderPayStatusChange',
      `${target()}<Order><Pay><PayStatus>1</PayStatus><PayDate>20260601</PayDate></Pay></Order>`,
    ],
    [
      'a payment taken back',
      { kind: 'pay', payStatus: 'unpaid', payDate: '2026-06-01' },
      'orderPayStatusChange',
      `${target()}<Order><Pay><PayStatus>0</PayStatus></Pay></Order>`,
    ],
    ['seen', { kind: 'seen' }, 'orderChange', `${target()}<Order><IsSeen>true</IsSeen></Order>`],
  ] as const)('%s', (_name, operation, api, start) => {
    expect(request(operation)).toEqual({ api, body: `${start}${seller}</Req>` });
  });

  it('fields stand in their groups, once each; an empty one is cleared', () => {
    const edited = {
      ...order,
      notes: 'メモ\u0007',
      buyer: { ...order.buyer, firstNameKana: 'タロウ' },
      shipping: { ...order.shipping, requestDate: '2026-06-05', shipNotes: '' },
    };
    const ids = ['shipping.requestDate', 'notes', 'buyer.firstNameKana', 'shipping.shipNotes', 'notes'];
    expect(request({ kind: 'fields', fields: ids }, edited).body).toBe(
      `${target()}<Order><Notes>メモ</Notes><Pay><BillFirstnameKana>タロウ</BillFirstnameKana></Pay>` +
        `<Ship><ShipRequestDate>20260605</ShipRequestDate><ShipNotes></ShipNotes></Ship></Order>${seller}</Req>`,
    );
  });

  it('knows where every editable field goes, or that it stays here', () => {
    const kept = editableOrderFields.filter(({ id }) => sendableFieldOf(id) === null).map(({ id }) => id);
    expect(kept).toEqual(['recipient.mail', 'memo']);
    for (const { id } of editableOrderFields)
      if (sendableFieldOf(id) !== null) expect(typeof fieldText(order, id)).toBe('string');
  });

  it('cuts a name that is too long for the mall', () => {
    const { body } = changeRequest({ kind: 'seen' }, order, { ...to, operationUser: '名'.repeat(130) });
    expect(body).toContain(`<OperationUser>${'名'.repeat(120)}</OperationUser>`);
  });
});
