import { AppError, type ErrorDetails } from '#shared/domain/errors.ts';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import type { MallOrder } from '#shared/domain/order.ts';
import type { MallStatus } from '#shared/domain/order-status.ts';
import type { JstDate, Moment } from '#shared/domain/time.ts';
import {
  yahooCancelDetailLength,
  yahooCancelReasons,
  yahooCarriers,
  yahooJapanPost,
  yahooReasonWithDetail,
  yahooSlipEmptyReasons,
  yahooYamato,
} from '#shared/domain/yahoo-codes.ts';
import { parseDay } from '../japan-time.ts';
import { fieldText, isDateField, sendableFieldOf } from './sendable-fields.ts';

/** For so long after ordering the buyer may cancel by himself and the shop may change nothing (yahoo §3.3 IsReadOnly). */
const buyerCancelMs = 10 * 60_000;

/** Why an operation cannot be sent; each has its text under `errorReasons.mall_operation_invalid`. */
export type InvalidReason =
  | 'cancel_reason'
  | 'cancel_detail_missing'
  | 'cancel_detail_length'
  | 'transition'
  | 'prank'
  | 'read_only'
  | 'carrier'
  | 'slip_too_long'
  | 'slip_yamato'
  | 'slip_japan_post'
  | 'slip_and_reason'
  | 'slip_reason'
  | 'slip_stored'
  | 'slip_reason_stored'
  | 'date'
  | 'field_not_sendable'
  | 'too_long';

/** Which statuses an order may go to; what stands under its own status is "already so" (yahoo §3.4). */
const transitions: Readonly<Record<MallStatus, readonly MallStatus[]>> = {
  reserved: ['cancelled', 'completed'],
  processing: ['on_hold', 'cancelled', 'completed'],
  on_hold: ['processing', 'cancelled', 'completed'],
  cancelled: [],
  completed: ['processing', 'cancelled'],
  // Whatever it is, the mall knows better.
  unknown: ['processing', 'on_hold', 'cancelled', 'completed'],
};

/** Note a of the table: refused for an order marked as a prank. */
const refusedForPranks = new Set(['on_hold→processing', 'completed→cancelled']);
const prank = '1';

/**
 * What the mall is known to refuse about an operation in the order's present state: `mall_operation_invalid` with
 * `field` and `reason`; null when there is nothing. A retryable error says that time alone mends it, at `until`.
 */
export function checkOperation(operation: MallOperation, order: MallOrder): AppError | null {
  return checkKind(operation, order) ?? checkReadOnly(order);
}

function checkKind(operation: MallOperation, order: MallOrder): AppError | null {
  switch (operation.kind) {
    case 'cancel':
      return checkCancel(operation) ?? checkTransition('cancelled', order);
    case 'status':
      return checkTransition(operation.to, order);
    case 'ship':
      return checkShip(operation, order);
    case 'pay':
      return operation.payStatus === 'paid' ? checkDate('payment.payDate', operation.payDate) : null;
    case 'fields':
      return checkFields(operation.fields, order);
    case 'seen':
      return null;
  }
}

function invalid(
  field: string,
  reason: InvalidReason,
  facts: ErrorDetails = {},
  retryable = false,
): AppError {
  return new AppError('mall_operation_invalid', `The mall would refuse this: ${reason} (${field})`, {
    details: { field, reason, ...facts },
    retryable,
  });
}

function checkReadOnly(order: MallOrder): AppError | null {
  if (!order.isReadOnly) return null;
  const until: Moment = order.orderedAt + buyerCancelMs;
  return invalid('isReadOnly', 'read_only', { until }, true);
}

function checkCancel({ reason, detail }: Extract<MallOperation, { kind: 'cancel' }>): AppError | null {
  if (!(yahooCancelReasons as readonly string[]).includes(reason))
    return invalid('cancelReason', 'cancel_reason');
  const { min, max } = yahooCancelDetailLength;
  const length = [...detail].length;
  if (length === 0) {
    return reason === yahooReasonWithDetail ? invalid('cancelReason', 'cancel_detail_missing') : null;
  }
  return length < min || length > max ? invalid('cancelReason', 'cancel_detail_length', { min, max }) : null;
}

function checkTransition(to: MallStatus, order: MallOrder): AppError | null {
  const from = order.mallStatus;
  if (from === to) return null;
  if (!transitions[from].includes(to)) return invalid('mallStatus', 'transition', { from, to });
  const isPrank = order.suspect === prank;
  if (isPrank && (to === 'completed' || refusedForPranks.has(`${from}→${to}`)))
    return invalid('mallStatus', 'prank', { from, to });
  return null;
}

function checkShip(operation: Extract<MallOperation, { kind: 'ship' }>, order: MallOrder): AppError | null {
  const { shipDate, arrivalDate, carrierCode, slipNumber, slipEmptyReason } = operation;
  const { shipping } = order;
  return (
    checkDate('shipping.shipDate', shipDate) ??
    checkDate('shipping.arrivalDate', arrivalDate) ??
    checkCarrier(carrierCode) ??
    checkSlipForm('shipping.slipNumber1', slipNumber, carrierCode || shipping.carrierCode) ??
    checkEmptyReason(slipEmptyReason) ??
    checkExclusive(operation, order)
  );
}

/** Slip number and reason for none exclude each other, the stored ones too (yahoo §3.6). */
function checkExclusive(
  { slipNumber, slipEmptyReason }: Extract<MallOperation, { kind: 'ship' }>,
  { shipping }: MallOrder,
): AppError | null {
  if (slipNumber !== '' && slipEmptyReason !== '')
    return invalid('shipping.slipEmptyReason', 'slip_and_reason');
  if (slipNumber !== '' && shipping.slipEmptyReason !== '')
    return invalid('shipping.slipNumber1', 'slip_reason_stored');
  if (slipEmptyReason !== '' && (shipping.slipNumber1 !== '' || shipping.slipNumber2 !== ''))
    return invalid('shipping.slipEmptyReason', 'slip_stored');
  return null;
}

function checkCarrier(code: string): AppError | null {
  return code === '' || yahooCarriers.includes(code) ? null : invalid('shipping.carrierCode', 'carrier');
}

function checkEmptyReason(reason: string): AppError | null {
  return reason === '' || (yahooSlipEmptyReasons as readonly string[]).includes(reason)
    ? null
    : invalid('shipping.slipEmptyReason', 'slip_reason');
}

function checkSlipForm(field: string, slipNumber: string, carrierCode: string): AppError | null {
  if (slipNumber === '') return null;
  if (Buffer.byteLength(slipNumber) > 30) return invalid(field, 'slip_too_long');
  if (carrierCode === yahooYamato && !/^[\d-]{1,14}$/.test(slipNumber)) return invalid(field, 'slip_yamato');
  if (carrierCode === yahooJapanPost && !/^[A-Za-z0-9]{11,13}$/.test(slipNumber))
    return invalid(field, 'slip_japan_post');
  return null;
}

/** A shape that looks like a date may still be no day: 2026-02-30. */
function checkDate(field: string, date: JstDate | null): AppError | null {
  return date === null || parseDay(date) !== null ? null : invalid(field, 'date');
}

function checkFields(ids: readonly string[], order: MallOrder): AppError | null {
  for (const id of ids) {
    const error = checkField(id, order);
    if (error !== null) return error;
  }
  const { slipNumber1, slipNumber2, slipEmptyReason } = order.shipping;
  const touchesSlip = ids.some((id) => id.startsWith('shipping.slip'));
  if (touchesSlip && slipEmptyReason !== '' && (slipNumber1 !== '' || slipNumber2 !== ''))
    return invalid('shipping.slipEmptyReason', 'slip_and_reason');
  return null;
}

function checkField(id: string, order: MallOrder): AppError | null {
  const sendable = sendableFieldOf(id);
  if (sendable === null) return invalid(id, 'field_not_sendable');
  const text = fieldText(order, id);
  if (isDateField(id)) return checkDate(id, text === '' ? null : text);
  if (id === 'shipping.carrierCode') return checkCarrier(text);
  if (id === 'shipping.slipEmptyReason') return checkEmptyReason(text);
  if (id.startsWith('shipping.slipNumber')) return checkSlipForm(id, text, order.shipping.carrierCode);
  if (sendable.maxBytes !== null && Buffer.byteLength(text) > sendable.maxBytes)
    return invalid(id, 'too_long', { maxBytes: sendable.maxBytes });
  return null;
}
