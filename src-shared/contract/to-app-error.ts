import { ORPCError } from '@orpc/client';
import { AppError, type AppErrorShape, appErrorSchema } from '../domain/errors.ts';

/** What a call fails with when the host behind it is gone: worth repeating once there is a new one. */
export function hostGone(cause?: unknown): AppError {
  return new AppError('host_unavailable', 'The data host is not there', { retryable: true, cause });
}

/** HTTP answers that never reached an operation. */
function byStatus(error: ORPCError<string, unknown>): AppError {
  switch (error.status) {
    case 400:
    case 405:
    case 413:
      return new AppError('invalid_input', error.message);
    case 401:
    case 403:
      return new AppError('forbidden', error.message);
    case 404:
      return new AppError('unknown_operation', error.message);
    case 502:
    case 503:
    case 504:
      return hostGone(error);
    default:
      return new AppError('internal', error.message);
  }
}

/**
 * How a broken connection shows itself: a refused or cut fetch is a TypeError; oRPC's message port and
 * WebSocket clients (1.16) reject what waits in their queue, or refuse to send.
 */
function isBrokenConnection(error: Error): boolean {
  return (
    (error.name === 'TypeError' && /fetch|network|load failed|terminated/i.test(error.message)) ||
    error.message.startsWith('[AsyncIdQueue]') ||
    error.message.includes('WebSocket is not open')
  );
}

/** Any failure of a contract call, or one that came as data, as the coded error it stands for; never throws. */
export function toAppError(error: unknown): AppErrorShape {
  if (error instanceof AppError) return error.toShape();
  if (error instanceof ORPCError) {
    const coded = appErrorSchema.safeParse(error.data);
    return coded.success ? coded.data : byStatus(error).toShape();
  }
  if (error instanceof Error) {
    if (isBrokenConnection(error)) return hostGone(error).toShape();
    if (error.name === 'AbortError') return new AppError('cancelled', 'The call was cancelled').toShape();
    return new AppError('internal', error.message).toShape();
  }
  const coded = appErrorSchema.safeParse(error);
  return coded.success ? coded.data : new AppError('internal', 'Unknown failure').toShape();
}
