import { AppError } from '#shared/domain/errors.ts';
import { isGenuineMallPermit, type MallPermit } from '../../../core/ports/fraud-permit.ts';
import type { MallConnection, SendOperation, SendResult } from '../../port.ts';
import { concernsOneOrder } from '../mall-errors.ts';
import type { OrderApi } from '../order-api.ts';
import { parseChangeAnswer } from './change-answer.ts';
import { changeRequest } from './change-request.ts';

/**
 * Sends one operation (port: `MallPort.send`). The permit says which one; a forged permit sends nothing and answers
 * `forbidden`.
 */
export async function sendChange(
  api: OrderApi,
  connection: MallConnection,
  permit: MallPermit,
  { order, operationUser }: SendOperation,
  signal: AbortSignal,
): Promise<SendResult> {
  if (!isGenuineMallPermit(permit))
    throw new AppError('forbidden', 'Nothing is told to a mall without a permit of the fraud guard');
  const { sellerId } = connection.shop;
  const { api: name, body } = changeRequest(permit.operation, order, { sellerId, operationUser });
  let isOnWay = false;
  try {
    const result = await api.call(connection, {
      api: name,
      body,
      read: parseChangeAnswer,
      signal,
      onWay: (value) => {
        isOnWay = value;
      },
    });
    return result.ok ? { kind: 'accepted', ...result.value } : judgeRefusal(result.error);
  } catch (error) {
    const cause =
      error instanceof AppError ? error : new AppError('internal', 'The call failed', { cause: error });
    if (!isOnWay || cause.details.notSent === true) throw cause;
    return { kind: 'unknown', error: lostAnswer(cause) };
  }
}

/**
 * What an answer that is no acceptance means. Errors the mall documents say that nothing was done; an answer nobody
 * can read, or a bare 5xx of something in between, says nothing about it (yahoo §3.9).
 */
function judgeRefusal(error: AppError): SendResult {
  if (!isDocumented(error)) return { kind: 'unknown', error: lostAnswer(error) };
  if (concernsOperation(error)) return { kind: 'refused', error };
  throw error;
}

/** A refused parameter is the operation's own: other operations have others. */
function concernsOperation(error: AppError): boolean {
  return error.code === 'mall_request_rejected' || concernsOneOrder(error);
}

function isDocumented(error: AppError): boolean {
  if (error.code === 'mall_answer_broken') return false;
  const { mallCode, httpStatus } = error.details;
  if (mallCode !== '' && mallCode !== undefined) return true;
  // The one-second block has no code, only words (yahoo §3.11).
  return error.code === 'mall_rate_limited' || (typeof httpStatus === 'number' && httpStatus < 500);
}

/** What the operator reads: nobody knows whether it arrived. The cause stays in the details. */
function lostAnswer(cause: AppError): AppError {
  return new AppError('outbox_answer_lost', `No usable answer of the mall: ${cause.message}`, {
    details: { ...cause.details, cause: cause.code },
    cause,
  });
}
