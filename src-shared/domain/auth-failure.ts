import type { AppErrorShape, ErrorCode } from './errors.ts';
import { type SessionScope, sessionScopeSchema } from './session-scope.ts';

/** What the mall answers to every order call once the session is over (yahoo §1.5 a). */
export const sessionExpiredCode = 'px-04102';
export const sessionExpiredMessage =
  'AccessToken has been expired. This API session is shorter than another API.';

/** Failures that only a new consent mends. */
const authFailures: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'consent_required',
  'mall_session_expired',
  'mall_token_expired',
  'mall_token_invalid',
]);

export function isAuthFailure(code: ErrorCode): boolean {
  return authFailures.has(code);
}

/** What the headline of an authentication failure is made of (spec §2.3). */
export interface AuthHeadline {
  readonly scope: SessionScope;
  /** The mall's own code and English text; '' when it gave none. */
  readonly mallCode: string;
  readonly mallMessage: string;
}

/** null for errors that are no authentication failure, or whose scope is not known. */
export function authHeadline(error: Pick<AppErrorShape, 'code' | 'details'>): AuthHeadline | null {
  const scope = sessionScopeSchema.safeParse(error.details.scope);
  if (!isAuthFailure(error.code) || !scope.success) return null;
  const { mallCode, mallMessage, oauthError, oauthDescription } = error.details;
  return {
    scope: scope.data,
    mallCode: String(mallCode || oauthError || ''),
    mallMessage: String(mallMessage || oauthDescription || ''),
  };
}
