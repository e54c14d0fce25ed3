import type { OrderDetail } from '#shared/contract/orders.ts';
import type { MallOperation, MallOperationKind } from '#shared/domain/mall-operation.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import {
  yahooCancelDetailLength,
  yahooJapanPost,
  yahooReasonWithDetail,
  yahooSlipEmptyReasons,
  yahooYamato,
} from '#shared/domain/yahoo-codes.ts';

/** What the operator has entered so far, for whichever kind of operation. */
export interface OperationDraft {
  readonly reason: string;
  readonly detail: string;
  readonly to: 'processing' | 'on_hold' | 'completed';
  readonly shipStatus: 'preparing' | 'shipped';
  readonly shipDate: string | null;
  readonly arrivalDate: string | null;
  readonly carrierCode: string;
  readonly slipChoice: 'number' | 'none' | 'keep';
  readonly slipNumber: string;
  readonly slipEmptyReason: string;
  readonly payStatus: 'paid' | 'unpaid';
  readonly payDate: string | null;
  readonly fields: readonly string[];
}

/** Reasons are keys of `outbox.dialog`. */
export interface DraftProblem {
  readonly field: 'detail' | 'slipNumber' | 'slipEmptyReason' | 'fields';
  readonly text:
    | 'detailTooShort'
    | 'detailTooLong'
    | 'detailRequired'
    | 'slipRequired'
    | 'slipTooLong'
    | 'slipAscii'
    | 'slipYamato'
    | 'slipJapanPost'
    | 'slipReasonRequired'
    | 'fieldsRequired';
}

/** A draft to begin with: what the order already says, else today and what is usual. */
export function startDraft(today: string, detail: OrderDetail | null, isBulk: boolean): OperationDraft {
  const shipping = detail?.order?.shipping;
  const slipEmptyReason = shipping?.slipEmptyReason ?? '';
  return {
    reason: '210',
    detail: '',
    to: 'processing',
    shipStatus: 'shipped',
    shipDate: shipping?.shipDate ?? today,
    arrivalDate: shipping?.arrivalDate ?? null,
    carrierCode: shipping?.carrierCode ?? '',
    slipChoice: isBulk ? 'keep' : slipEmptyReason !== '' ? 'none' : 'number',
    slipNumber: shipping?.slipNumber1 ?? '',
    slipEmptyReason,
    payStatus: 'paid',
    payDate: detail?.order?.payment.payDate ?? today,
    fields: detail ? sendableFields(detail) : [],
  };
}

/** Fields changed here that the mall can be told; the shop's own notes never leave this product. */
export function sendableFields(detail: OrderDetail): string[] {
  return detail.localEdits.map(({ field }) => field).filter((field) => field !== 'memo');
}

/** What the mall is known to refuse (yahoo §3.4, §3.6), before anything is sent. */
export function problemsOf(kind: MallOperationKind, draft: OperationDraft): DraftProblem[] {
  if (kind === 'cancel') return detailProblems(draft);
  if (kind === 'ship') return slipProblems(draft);
  if (kind === 'fields' && draft.fields.length === 0) return [{ field: 'fields', text: 'fieldsRequired' }];
  return [];
}

function detailProblems({ reason, detail }: OperationDraft): DraftProblem[] {
  const { length } = [...detail.trim()];
  if (length === 0) {
    return reason === yahooReasonWithDetail ? [{ field: 'detail', text: 'detailRequired' }] : [];
  }
  if (length < yahooCancelDetailLength.min) return [{ field: 'detail', text: 'detailTooShort' }];
  return length > yahooCancelDetailLength.max ? [{ field: 'detail', text: 'detailTooLong' }] : [];
}

function slipProblems(draft: OperationDraft): DraftProblem[] {
  if (draft.slipChoice === 'keep') return [];
  if (draft.slipChoice === 'none') {
    return yahooSlipEmptyReasons.some((known) => known === draft.slipEmptyReason)
      ? []
      : [{ field: 'slipEmptyReason', text: 'slipReasonRequired' }];
  }
  const text = slipNumberProblem(draft.carrierCode, draft.slipNumber.trim());
  return text === null ? [] : [{ field: 'slipNumber', text }];
}

function slipNumberProblem(carrierCode: string, number: string): DraftProblem['text'] | null {
  if (number === '') return 'slipRequired';
  if (!/^[\x21-\x7e]+$/.test(number)) return 'slipAscii';
  if (number.length > 30) return 'slipTooLong';
  if (carrierCode === yahooYamato && !/^[\d-]{1,14}$/.test(number)) return 'slipYamato';
  if (carrierCode === yahooJapanPost && !/^[^-]{11,13}$/.test(number)) return 'slipJapanPost';
  return null;
}

/** The operation a draft without problems stands for. */
export function operationOf(kind: MallOperationKind, draft: OperationDraft): MallOperation {
  switch (kind) {
    case 'cancel':
      return { kind, reason: draft.reason, detail: draft.detail.trim() };
    case 'status':
      return { kind, to: draft.to };
    case 'ship':
      return {
        kind,
        shipStatus: draft.shipStatus,
        shipDate: draft.shipDate,
        arrivalDate: draft.arrivalDate,
        carrierCode: draft.carrierCode,
        slipNumber: draft.slipChoice === 'number' ? draft.slipNumber.trim() : '',
        slipEmptyReason: draft.slipChoice === 'none' ? draft.slipEmptyReason : '',
      };
    case 'pay':
      return { kind, payStatus: draft.payStatus, payDate: draft.payStatus === 'paid' ? draft.payDate : null };
    case 'fields':
      return { kind, fields: [...draft.fields] };
    case 'seen':
      return { kind };
  }
}

/** The phase an order usually goes to once the mall has accepted; null leaves it where it is. */
export function usualPhaseAfter(kind: MallOperationKind, draft: OperationDraft): number | null {
  if (kind === 'cancel') return phaseIdOf.cancelled;
  if (kind === 'ship') return draft.shipStatus === 'shipped' ? phaseIdOf.shipped : null;
  if (kind === 'pay') return draft.payStatus === 'paid' ? phaseIdOf.awaitingShipment : null;
  if (kind === 'status') return draft.to === 'completed' ? phaseIdOf.completed : null;
  return null;
}
