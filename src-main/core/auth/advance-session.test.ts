import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../ports/records.ts';
import { advanceSession, type SessionEvent } from './advance-session.ts';
import { consentStatus, isUsable, signedLifeMs, unsignedLifeMs } from './consent-status.ts';
import { emptySession } from './sessions.ts';

const start = Date.UTC(2026, 10, 1);
const empty = emptySession('00000000-0000-4000-8000-000000000001', 'shared');
const key = { keyVersion: '1', bits: 2048, fingerprint: 'aa', issuedOn: '2026-11-01' };
const consented = advanceSession({ ...empty, key }, { kind: 'consented', at: start });
const verdict = (value: string, at = start + 1): SessionEvent => ({ kind: 'verdict', value, at });

/** The ten refusals of yahoo §2.3. */
const refusals = [
  'none',
  'invalid-key-version',
  'not-found-key-version',
  'expired-key-version',
  'invalid-key-status',
  'expired-timestamp',
  'invalid-timestamp',
  'invalid-sellerid',
  'invalid-authorize-value',
  'unauthorized',
] as const;

const eventsFrom = (at: number): fc.Arbitrary<SessionEvent> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('verdict' as const),
      value: fc.constantFrom('authorized', ...refusals, 'something-new'),
      at: fc.constant(at),
    }),
    fc.record({
      kind: fc.constant('ended' as const),
      reason: fc.constantFrom('mall_session_expired', 'consent_required'),
      at: fc.constant(at),
    }),
  );

describe('a session', () => {
  it('stays signed on `authorized`', () => {
    const session = advanceSession(consented, verdict('authorized'));
    expect(consentStatus(session, start + 2, false)).toMatchObject({ state: 'signed', reason: 'authorized' });
  });

  it.each(refusals)('has twelve hours from its consent on `%s`', (value) => {
    const session = advanceSession(advanceSession(consented, verdict('authorized')), verdict(value));
    expect(consentStatus(session, start + 2, false)).toMatchObject({
      state: 'unsigned',
      reason: 'verdict',
      expiresAt: start + unsignedLifeMs,
      lastVerdict: { value },
    });
  });

  it('is over at once when the key is refused on day 10', () => {
    const day10 = start + 10 * 24 * 3_600_000;
    const session = advanceSession(consented, verdict('expired-key-version', day10));
    expect(consentStatus(session, day10 - 1, false)).toMatchObject({ expiresAt: start + unsignedLifeMs });
    expect(consentStatus(session, day10, false)).toMatchObject({ state: 'expired', reason: 'time_unsigned' });
  });

  it('forgets the verdict on a key that was replaced, not the unsigned call', () => {
    const refused = advanceSession(consented, verdict('invalid-key-status'));
    const renewed = advanceSession(refused, { kind: 'keyChanged', key: { ...key, keyVersion: '2' } });
    expect(consentStatus(renewed, start + 2, false)).toMatchObject({
      state: 'unsigned',
      reason: 'unsigned_call',
      lastVerdict: null,
    });
    const again = advanceSession(renewed, { kind: 'consented', at: start + 5 });
    expect(consentStatus(again, start + 6, false)).toMatchObject({
      state: 'signed',
      expiresAt: start + 5 + signedLifeMs,
    });
  });

  it('writes nothing for a verdict that is no news', () => {
    const judged = advanceSession(consented, verdict('authorized'));
    expect(advanceSession(judged, verdict('authorized', start + 9))).toBe(judged);
  });

  it('never gains time without a new consent, and never comes back once it is over', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.nat(3 * 24 * 3_600_000).chain((gap) => eventsFrom(gap)),
          { maxLength: 12 },
        ),
        (steps) => {
          let session: SessionRecord = consented;
          let now = start;
          let before = consentStatus(session, now, false);
          for (const step of steps) {
            now += 'at' in step ? step.at : 0;
            session = advanceSession(session, { ...step, at: now } as SessionEvent);
            const after = consentStatus(session, now, false);
            const endOf = (status: typeof before) => status.expiresAt ?? 0;
            if (before.life === 'unsigned') expect(after.life).toBe('unsigned');
            if (!isUsable(before)) expect(isUsable(after)).toBe(false);
            if (isUsable(before) && isUsable(after)) expect(endOf(after)).toBeLessThanOrEqual(endOf(before));
            before = after;
          }
          const renewed = advanceSession(session, { kind: 'consented', at: now });
          expect(consentStatus(renewed, now, false).state).toBe('signed');
        },
      ),
    );
  });

  it('has a state, a reason and an end at every moment of every history', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000).chain(eventsFrom), { maxLength: 8 }),
        fc.integer({ min: 0, max: 2 * signedLifeMs }),
        fc.boolean(),
        (events, age, consenting) => {
          const session = events.reduce(
            (now: SessionRecord, event) =>
              advanceSession(now, 'at' in event ? { ...event, at: start + event.at } : event),
            consented,
          );
          const status = consentStatus(session, start + age, consenting);
          expect(status.reason).not.toBe('');
          if (isUsable(status)) {
            expect(status.expiresAt).toBeGreaterThan(start + age);
            expect(status.expiresAt).toBeLessThanOrEqual(
              start + (status.life === 'signed' ? signedLifeMs : unsignedLifeMs),
            );
          } else if (status.state !== 'consenting') {
            expect(status.expiresAt).toBeLessThanOrEqual(start + Math.max(age, 1_000));
          }
        },
      ),
    );
  });
});
