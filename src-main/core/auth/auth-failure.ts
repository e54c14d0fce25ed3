import { isAuthFailure } from '#shared/domain/auth-failure.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import type { ShopRecord } from '../ports/records.ts';

/** Adds whose consent it was, which decides the headline and the way out (spec §2.3); other errors stay as they are. */
export function inScope(error: AppError, shop: ShopRecord, scope: SessionScope): AppError {
  if (!isAuthFailure(error.code)) return error;
  return new AppError(error.code, error.message, {
    details: { ...error.details, scope, shopName: shop.name },
    retryable: error.retryable,
    cause: error,
  });
}
