import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import { appErrorDefinition } from '#shared/contract/base.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import type { Logger } from '../core/ports/logger.ts';

interface Issue {
  readonly path?: readonly unknown[];
  readonly code?: unknown;
}

/** Turns what oRPC says of a request into the product's own error; null for what is not the caller's doing. */
function callerError(error: ORPCError<string, unknown>): AppError | null {
  if (error.code === 'BAD_REQUEST') {
    // Field names and rule names only: the values given may be secret.
    const issues = (error.data as { issues?: readonly Issue[] } | undefined)?.issues ?? [];
    const field = (issues[0]?.path ?? []).map((part) => String(part)).join('.');
    const rule = typeof issues[0]?.code === 'string' ? issues[0].code : 'malformed';
    return new AppError('invalid_input', `Input refused: ${field === '' ? 'whole input' : field}, ${rule}`, {
      details: { field, rule, issues: issues.length },
    });
  }
  if (error.code === 'METHOD_NOT_SUPPORTED') {
    return new AppError('invalid_input', 'Operations are called by POST', { details: { rule: 'method' } });
  }
  if (error.code === 'PAYLOAD_TOO_LARGE') {
    return new AppError('invalid_input', 'The input is too large', { details: { rule: 'too_large' } });
  }
  return null;
}

/** Status by code where HTTP has a fitting one; 422 otherwise. */
const statusByCode: Partial<Record<ErrorCode, number>> = {
  internal: 500,
  invalid_input: 400,
  unknown_operation: 404,
  host_unavailable: 503,
};

function statusOf(error: AppError): number {
  if (error.details.rule === 'too_large') return 413;
  return statusByCode[error.code] ?? appErrorDefinition.APP_ERROR.status;
}

function toOrpcError(error: AppError): ORPCError<'APP_ERROR', unknown> {
  return new ORPCError('APP_ERROR', {
    defined: true,
    status: statusOf(error),
    message: error.message,
    data: error.toShape(),
  });
}

/**
 * The one place where a failure becomes what may leave the host: AppErrors cross as they are, refused input
 * becomes `invalid_input`, a call ended by its caller `cancelled`, and anything else `internal` with a
 * reference number under which the log holds the stack.
 */
export function toWireError(
  error: unknown,
  call: { operation: string; signal: AbortSignal | undefined; log: Logger },
): ORPCError<'APP_ERROR', unknown> {
  if (error instanceof AppError) return toOrpcError(error);
  if (error instanceof ORPCError) {
    if (error.code === 'APP_ERROR') return error as ORPCError<'APP_ERROR', unknown>;
    const refused = callerError(error);
    if (refused !== null) return toOrpcError(refused);
  }
  if (call.signal?.aborted === true) return toOrpcError(new AppError('cancelled', 'The call was cancelled'));
  const reference = randomUUID().slice(0, 8);
  call.log.error('operation failed unexpectedly', {
    operation: call.operation,
    reference,
    err: error,
    // The field that broke an answer's schema, without its value.
    ...(error instanceof ORPCError ? { issues: issuePaths(error.cause) } : {}),
  });
  return toOrpcError(
    new AppError('internal', 'Internal error', { details: { operation: call.operation, reference } }),
  );
}

function issuePaths(cause: unknown): string[] {
  const issues = (cause as { issues?: readonly Issue[] } | undefined)?.issues ?? [];
  return issues
    .slice(0, 5)
    .map((issue) => `${(issue.path ?? []).map(String).join('.')}: ${String(issue.code)}`);
}

/** For a path that names no operation. */
export function unknownOperationError(path: string): ORPCError<'APP_ERROR', unknown> {
  const operation = path.slice(0, 100);
  return toOrpcError(
    new AppError('unknown_operation', `There is no operation ${operation}`, { details: { operation } }),
  );
}
