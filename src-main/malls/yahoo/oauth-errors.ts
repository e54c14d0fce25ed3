import { ResponseBodyError } from 'oauth4webapi';
import { AppError, type ErrorCode, type ErrorDetails } from '#shared/domain/errors.ts';
import type { Redirected } from './redirected-address.ts';

/** Errors of the authorization and token endpoints that mean the same wherever they come (yahoo §1.3). */
const meanings: Readonly<Record<string, ErrorCode>> = {
  invalid_client: 'auth_client_invalid',
  unauthorized_client: 'auth_client_invalid',
  invalid_redirect_uri: 'consent_redirect_mismatch',
};

/** What the browser brought back instead of a code. */
export function redirectedError(redirected: Redirected & { kind: 'error' }): AppError {
  const { error, description, errorCode } = redirected;
  const code = error === 'access_denied' ? 'consent_denied' : (meanings[error] ?? 'auth_failed');
  return new AppError(code, `The mall refused the consent (${error})`, {
    details: facts(error, description, errorCode),
    retryable: false,
  });
}

/**
 * The coded error of a failed token request. `invalid_grant` means a used or expired code when redeeming and
 * an ended consent when refreshing. Errors of the connection pass through as they are.
 */
export function tokenError(cause: unknown, grant: 'code' | 'refresh'): AppError {
  if (cause instanceof AppError) return cause;
  if (!(cause instanceof ResponseBodyError)) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    return new AppError('auth_failed', `The answer to the token request cannot be used: ${reason}`, {
      details: { reason: reason.slice(0, 200) },
      cause,
    });
  }
  const description = cause.error_description ?? '';
  const details = facts(cause.error, description, String(cause.cause.error_code ?? ''));
  const fail = (code: ErrorCode, retryable = false): AppError =>
    new AppError(code, `The token request was refused: ${cause.error} ${description}`.trim(), {
      details: { ...details, httpStatus: cause.status },
      retryable,
      cause,
    });
  if (cause.error === 'invalid_grant') {
    if (grant === 'refresh') return fail('consent_required');
    return fail(codeRefusal(description));
  }
  return fail(meanings[cause.error] ?? 'auth_failed', cause.status >= 500 || cause.error === 'server_error');
}

/** Which refusal of a code it is, by the mall's words; without any a used code is the likeliest. */
function codeRefusal(description: string): ErrorCode {
  if (/redirect/i.test(description)) return 'consent_redirect_mismatch';
  if (/verifier/i.test(description)) return 'consent_code_mismatch';
  return /expired/i.test(description) ? 'consent_code_expired' : 'consent_code_used';
}

/** Facts for the texts; none of them is a secret. */
function facts(error: string, description: string, errorCode: string): ErrorDetails {
  return {
    oauthError: error.slice(0, 100),
    oauthDescription: description.slice(0, 300),
    oauthErrorCode: errorCode.slice(0, 50),
  };
}
