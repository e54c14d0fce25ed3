import type { Moment } from '#shared/domain/time.ts';
import type { SessionRecord } from '../ports/records.ts';
import { acceptedVerdict } from './consent-status.ts';

/** What can happen to a session. A refreshed token is not among them: it changes nothing (spec §2.1). */
export type SessionEvent =
  | { readonly kind: 'consented'; readonly at: Moment }
  /** X-SWS-Authorize-Status of an answer (yahoo §2.3). */
  | { readonly kind: 'verdict'; readonly value: string; readonly at: Moment }
  /** The mall ended the session (px-04102) or refused to renew its token; `reason` is the error code. */
  | { readonly kind: 'ended'; readonly reason: string; readonly at: Moment }
  /** A key was registered, replaced or removed. */
  | { readonly kind: 'keyChanged'; readonly key: SessionRecord['key'] }
  /** This terminal's API certificate was registered or removed; it plays no part in how long a consent lasts. */
  | { readonly kind: 'certificateChanged'; readonly certificate: SessionRecord['certificate'] };

/**
 * The session after an event. What one consent has lost – its end, its first unsigned call – only a new
 * consent brings back. Returns the same object when nothing changes.
 */
export function advanceSession(session: SessionRecord, event: SessionEvent): SessionRecord {
  switch (event.kind) {
    case 'consented':
      return {
        ...session,
        consentedAt: event.at,
        endedAt: null,
        endedReason: null,
        lastVerdict: null,
        lastVerdictAt: null,
        unsignedSince: null,
      };
    case 'ended':
      return session.endedAt === null
        ? { ...session, endedAt: event.at, endedReason: event.reason }
        : session;
    case 'keyChanged':
      // The verdict was on the key before.
      return { ...session, key: event.key, lastVerdict: null, lastVerdictAt: null };
    case 'certificateChanged':
      return { ...session, certificate: event.certificate };
    case 'verdict': {
      const unsignedSince =
        event.value === acceptedVerdict ? session.unsignedSince : (session.unsignedSince ?? event.at);
      // Thousands of calls carry the same verdict: only a changed one is news.
      if (session.lastVerdict === event.value && session.unsignedSince === unsignedSince) return session;
      return { ...session, lastVerdict: event.value, lastVerdictAt: event.at, unsignedSince };
    }
  }
}
