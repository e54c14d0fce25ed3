import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../ports/records.ts';
import { consentStatus, expiringBeforeMs, signedLifeMs, unsignedLifeMs } from './consent-status.ts';

const start = Date.UTC(2026, 10, 1);
const key = { keyVersion: '1', bits: 2048, fingerprint: 'aa', issuedOn: '2026-11-01' };
const session = (patch: Partial<SessionRecord>): SessionRecord => ({
  shopId: '00000000-0000-4000-8000-000000000001',
  scope: 'terminal',
  consentedAt: start,
  endedAt: null,
  endedReason: null,
  lastVerdict: null,
  lastVerdictAt: null,
  unsignedSince: null,
  key,
  certificate: null,
  ...patch,
});
const judged = (value: string) => ({ lastVerdict: value, lastVerdictAt: start + 1 });

describe('a consent', () => {
  it('does not exist before the first one', () => {
    expect(consentStatus(null, start, false)).toMatchObject({
      state: 'none',
      reason: 'never',
      expiresAt: null,
    });
  });

  it.each([
    ['a key and accepted calls', judged('authorized'), 'signed', 'authorized', signedLifeMs],
    ['a key that no call has used yet', {}, 'signed', 'not_yet_judged', signedLifeMs],
    ['no key', { key: null, certificate: null }, 'unsigned', 'no_key', unsignedLifeMs],
    ['a refused signature', judged('expired-timestamp'), 'unsigned', 'verdict', unsignedLifeMs],
    [
      'one unsigned call among signed ones',
      { ...judged('authorized'), unsignedSince: start + 5 },
      'unsigned',
      'unsigned_call',
      unsignedLifeMs,
    ],
  ] as const)('with %s', (_name, patch, state, reason, life) => {
    const facts = { life: state, reason, expiresAt: start + life };
    const warnsAt = start + life - expiringBeforeMs[state];
    expect(consentStatus(session(patch), start + 1, false)).toMatchObject({ state, ...facts });
    expect(consentStatus(session(patch), warnsAt - 1, false)).toMatchObject({ state, ...facts });
    expect(consentStatus(session(patch), warnsAt, false)).toMatchObject({ state: 'expiring', ...facts });
    expect(consentStatus(session(patch), start + life - 1, false)).toMatchObject({
      state: 'expiring',
      ...facts,
    });
    expect(consentStatus(session(patch), start + life, false)).toMatchObject({
      state: 'expired',
      reason: state === 'signed' ? 'time' : 'time_unsigned',
    });
  });

  it('shows a new consent under way only where no old one still works', () => {
    expect(consentStatus(null, start, true)).toMatchObject({ state: 'consenting', reason: 'browser_open' });
    expect(consentStatus(session({}), start + signedLifeMs, true).state).toBe('consenting');
    expect(consentStatus(session({}), start + 1, true).state).toBe('signed');
  });

  it('ends at once when the mall says so', () => {
    const ended = session({
      ...judged('authorized'),
      endedAt: start + 9,
      endedReason: 'mall_session_expired',
    });
    expect(consentStatus(ended, start + 10, false)).toMatchObject({
      state: 'expired',
      reason: 'mall_said_expired',
    });
    expect(consentStatus({ ...ended, endedReason: 'consent_required' }, start + 10, false).state).toBe(
      'withdrawn',
    );
  });

  it('never lasts longer than 28 days, nor than 12 hours unsigned', () => {
    const anySession = fc.record({
      key: fc.constantFrom(null, key),
      lastVerdict: fc.constantFrom(null, 'authorized', 'none', 'invalid-key-status'),
      unsignedSince: fc.constantFrom(null, start + 3),
      age: fc.integer({ min: 0, max: 2 * signedLifeMs }),
    });
    fc.assert(
      fc.property(anySession, ({ age, ...patch }) => {
        const status = consentStatus(
          session({ ...patch, lastVerdictAt: patch.lastVerdict === null ? null : start }),
          start + age,
          false,
        );
        if (status.state === 'signed') expect(age).toBeLessThan(signedLifeMs);
        if (status.state === 'unsigned') expect(age).toBeLessThan(unsignedLifeMs);
        if (age >= signedLifeMs) expect(status.state).toBe('expired');
      }),
    );
  });
});
