import { addYears } from 'date-fns/addYears';
import { format } from 'date-fns/format';
import { parseISO } from 'date-fns/parseISO';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { type JstDate, type Moment, startOfJstDate } from '#shared/domain/time.ts';
import { consentStatus } from '../auth/consent-status.ts';
import type { SessionRecord, ShopRecord } from '../ports/records.ts';
import type { ExpiringThing } from './expiring-thing.ts';

/** What the records say of a shop's API certificate; null or left out: there is none. */
export interface CertificateDates {
  readonly validFrom: Moment;
  readonly expiresAt: Moment;
}

/** A shop's key, consent and certificate in one scope. */
export interface ScopedSession {
  readonly shop: ShopRecord;
  readonly scope: SessionScope;
  readonly session: SessionRecord;
  readonly certificate: CertificateDates | null;
}

/** When a key issued on this day ends: the same day of the next year begins (spec §2.1: 1 year). */
export function keyEndsAt(issuedOn: JstDate): Moment {
  return startOfJstDate(format(addYears(parseISO(issuedOn), 1), 'yyyy-MM-dd'));
}

/** Everything of a Yahoo shop that expires, in one scope; what was never set does not. */
export function yahooThings(given: ScopedSession, now: Moment): ExpiringThing[] {
  const { shop, scope, session, certificate } = given;
  const things: ExpiringThing[] = [];
  const status = consentStatus(session, now, false);
  if (status.expiresAt !== null) {
    things.push({
      kind: 'consent',
      shop,
      scope,
      since: status.consentedAt,
      dueAt: status.expiresAt,
      basis: basisOf(session),
    });
  }
  if (session.key !== null) {
    const { issuedOn } = session.key;
    const isDated = issuedOn !== '';
    things.push({
      kind: 'public_key',
      shop,
      scope,
      since: isDated ? startOfJstDate(issuedOn) : null,
      dueAt: isDated ? keyEndsAt(issuedOn) : null,
      basis: 'one_year',
    });
  }
  if (certificate !== null) {
    things.push({
      kind: 'certificate',
      shop,
      scope,
      since: certificate.validFrom,
      dueAt: certificate.expiresAt,
      basis: 'dated',
    });
  }
  return things;
}

function basisOf(session: SessionRecord): string {
  if (session.endedAt !== null) {
    return session.endedReason === 'mall_session_expired' ? 'mall_ended' : 'withdrawn';
  }
  // Asked as of the consent itself: an expired one, too, had one of the two lives.
  const { state } = consentStatus(session, session.consentedAt ?? 0, false);
  return state === 'unsigned' ? 'unsigned' : 'signed';
}
