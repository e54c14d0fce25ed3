import type { ConsentStatus } from '#shared/contract/shops.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { TerminalSessionRecord } from '../ports/store.ts';

const hour = 3_600_000;
/** Life of a consent whose every order call is validly signed (spec §2.1, yahoo §1.4). */
export const signedLifeMs = 28 * 24 * hour;
/** Life of a consent as soon as one call was not. */
export const unsignedLifeMs = 12 * hour;

/** The one X-SWS-Authorize-Status that means success (yahoo §2.3). */
export const acceptedVerdict = 'authorized';

/**
 * How a terminal's consent stands at `now`, why, and when it ends. Refreshing a token plays no part in it:
 * only a new consent restarts the time (spec §2.1).
 */
export function consentStatus(
  session: TerminalSessionRecord | null,
  now: Moment,
  consenting: boolean,
): ConsentStatus {
  const lastVerdict =
    session?.lastVerdict != null && session.lastVerdictAt !== null
      ? { value: session.lastVerdict, at: session.lastVerdictAt }
      : null;
  const consentedAt = session?.consentedAt ?? null;
  const status = (
    state: ConsentStatus['state'],
    reason: string,
    expiresAt: Moment | null,
  ): ConsentStatus => ({
    state,
    reason,
    consentedAt,
    expiresAt,
    lastVerdict,
  });
  if (consenting) return status('consenting', 'browser_open', null);
  if (session === null || consentedAt === null) return status('none', 'never', null);
  if (session.endedAt !== null) {
    const expired = session.endedReason === 'mall_session_expired';
    return status(
      expired ? 'expired' : 'withdrawn',
      expired ? 'mall_said_expired' : 'mall_refused_renewal',
      session.endedAt,
    );
  }
  const { signed, reason } = signing(session);
  const expiresAt = consentedAt + (signed ? signedLifeMs : unsignedLifeMs);
  if (now >= expiresAt) return status('expired', 'time', expiresAt);
  return status(signed ? 'signed' : 'unsigned', reason, expiresAt);
}

function signing(session: TerminalSessionRecord): { signed: boolean; reason: string } {
  if (session.key === null) return { signed: false, reason: 'no_key' };
  if (session.lastVerdict !== null && session.lastVerdict !== acceptedVerdict)
    return { signed: false, reason: 'verdict' };
  // One unsigned or refused call can bring the 12 hours onto the whole consent (yahoo §1.4, field report).
  if (session.unsignedSince !== null) return { signed: false, reason: 'unsigned_call' };
  return { signed: true, reason: session.lastVerdict === null ? 'not_yet_judged' : 'authorized' };
}
