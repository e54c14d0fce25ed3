import type { ConsentStatus } from '#shared/contract/shops.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { SessionRecord } from '../ports/records.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Life of a consent whose every order call is validly signed (spec §2.1, yahoo §1.4). */
export const signedLifeMs = 28 * day;
/** Life of a consent as soon as one call was not. */
export const unsignedLifeMs = 12 * hour;

/** So long before its end a consent counts as expiring: within these distances the warnings begin (spec §2.5). */
export const expiringBeforeMs = { signed: 3 * day, unsigned: 2 * hour } as const;

/** The one X-SWS-Authorize-Status that means success (yahoo §2.3). */
export const acceptedVerdict = 'authorized';

/**
 * How a scope's consent stands at `now`, why, and when it ends. Refreshing a token plays no part in it: only
 * a new consent restarts the time (spec §2.1). `consenting`: a new consent is under way, which shows only
 * where no old one still works.
 */
export function consentStatus(
  session: SessionRecord | null,
  now: Moment,
  consenting: boolean,
): ConsentStatus {
  const standing = standingOf(session, now);
  if (!consenting || isUsable(standing)) return standing;
  return { ...standing, state: 'consenting', reason: 'browser_open', life: null, expiresAt: null };
}

/** Whether calls may be made under a consent. */
export function isUsable(status: Pick<ConsentStatus, 'state'>): boolean {
  return status.state === 'signed' || status.state === 'unsigned' || status.state === 'expiring';
}

function standingOf(session: SessionRecord | null, now: Moment): ConsentStatus {
  const consentedAt = session?.consentedAt ?? null;
  const lastVerdict =
    session?.lastVerdict != null && session.lastVerdictAt !== null
      ? { value: session.lastVerdict, at: session.lastVerdictAt }
      : null;
  const facts = { consentedAt, lastVerdict };
  if (session === null || consentedAt === null) {
    return { ...facts, state: 'none', reason: 'never', life: null, expiresAt: null };
  }
  const { life, reason } = lifeOf(session);
  if (session.endedAt !== null) {
    const expired = session.endedReason === 'mall_session_expired';
    return {
      ...facts,
      state: expired ? 'expired' : 'withdrawn',
      reason: expired ? 'mall_said_expired' : 'mall_refused_renewal',
      life,
      expiresAt: session.endedAt,
    };
  }
  const expiresAt = consentedAt + (life === 'signed' ? signedLifeMs : unsignedLifeMs);
  if (now >= expiresAt) {
    return {
      ...facts,
      state: 'expired',
      reason: life === 'signed' ? 'time' : 'time_unsigned',
      life,
      expiresAt,
    };
  }
  const isExpiring = now >= expiresAt - expiringBeforeMs[life];
  return { ...facts, state: isExpiring ? 'expiring' : life, reason, life, expiresAt };
}

function lifeOf(session: SessionRecord): { life: 'signed' | 'unsigned'; reason: string } {
  if (session.key === null) return { life: 'unsigned', reason: 'no_key' };
  if (session.lastVerdict !== null && session.lastVerdict !== acceptedVerdict)
    return { life: 'unsigned', reason: 'verdict' };
  // One unsigned or refused call can bring the 12 hours onto the whole consent (yahoo §1.4, field report).
  if (session.unsignedSince !== null) return { life: 'unsigned', reason: 'unsigned_call' };
  return { life: 'signed', reason: session.lastVerdict === null ? 'not_yet_judged' : 'authorized' };
}
