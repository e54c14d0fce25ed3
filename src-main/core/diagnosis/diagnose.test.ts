import { describe, expect, it } from 'vitest';
import type { DiagnosisCheckId } from '#shared/contract/diagnosis.ts';
import { AppError, type ErrorCode } from '#shared/domain/errors.ts';
import { diagnosis as en } from '#shared/i18n/en/diagnosis.ts';
import { diagnosis as ja } from '#shared/i18n/ja/diagnosis.ts';
import { day, hour, noon, sessionWith } from '../expiry/testing/sessions.ts';
import { diagnose, isAllGood } from './diagnose.ts';
import type { DiagnosisFacts, LiveCall } from './diagnosis-facts.ts';

const facts = (patch: Partial<DiagnosisFacts> = {}): DiagnosisFacts => ({
  now: noon + hour,
  scope: 'terminal',
  terminal: '受注PC',
  session: sessionWith(),
  hasKey: true,
  hasVersion: true,
  otherScopeHasKey: false,
  certificate: null,
  clock: { verdict: 'good', offsetMs: -300, errorMs: 120, at: noon + hour },
  call: { kind: 'made', verdict: 'authorized', error: null },
  errorCode: null,
  globalIp: null,
  ...patch,
});

const verdictCall = (verdict: string): LiveCall => ({ kind: 'made', verdict, error: null });
const failed = (code: ErrorCode, mallCode = ''): LiveCall => ({
  kind: 'made',
  verdict: null,
  error: new AppError(code, 'refused', { details: { mallCode, mallMessage: 'Refused.' } }).toShape(),
});
const noCall: LiveCall = { kind: 'skipped', reason: 'no_consent' };

function check(id: DiagnosisCheckId, patch: Partial<DiagnosisFacts>) {
  const found = diagnose(facts(patch)).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
}

describe('a diagnosis', () => {
  it('finds nothing when nothing is wrong, and says so', () => {
    const checks = diagnose(facts());
    expect(checks.map(({ id, result }) => [id, result])).toEqual([
      ['mall_answer', 'ok'],
      ['key_pair', 'ok'],
      ['scope_used', 'ok'],
      ['verdict', 'ok'],
      ['key_age', 'ok'],
      ['consent_age', 'ok'],
      ['clock', 'ok'],
      ['enabled_keys', 'ok'],
      ['certificate', 'ok'],
    ]);
    expect(checks.every(({ fix }) => fix === null)).toBe(true);
    expect(isAllGood(checks)).toBe(true);
  });

  it.each([
    ['authorized', 'ok', 'authorized', null],
    ['none', 'bad', 'none', 'open_key'],
    ['invalid-key-version', 'bad', 'invalid-key-version', 'open_key'],
    ['not-found-key-version', 'bad', 'not-found-key-version', 'open_key'],
    ['expired-key-version', 'bad', 'expired-key-version', 'open_mall_keys'],
    ['invalid-key-status', 'bad', 'invalid-key-status', 'open_mall_keys'],
    ['expired-timestamp', 'bad', 'expired-timestamp', 'open_date_settings'],
    ['invalid-timestamp', 'bad', 'invalid-timestamp', 'open_date_settings'],
    ['invalid-sellerid', 'bad', 'invalid-sellerid', 'open_shop_settings'],
    ['invalid-authorize-value', 'bad', 'invalid-authorize-value', 'open_key'],
    ['unauthorized', 'bad', 'unauthorized', 'open_mall_keys'],
    ['something-new', 'bad', 'other', 'open_mall_keys'],
  ] as const)('reads the verdict %s, made now or on record', (verdict, result, evidence, fix) => {
    const expected = { result, evidence, fix };
    expect(check('verdict', { call: verdictCall(verdict) })).toMatchObject({
      ...expected,
      facts: { verdict, at: noon + hour },
    });
    const session = sessionWith({ lastVerdict: verdict, lastVerdictAt: noon + 7 });
    expect(check('verdict', { call: noCall, session })).toMatchObject({
      ...expected,
      facts: { verdict, at: noon + 7 },
    });
    expect(isAllGood(diagnose(facts({ call: verdictCall(verdict) })))).toBe(result === 'ok');
  });

  it.each<[string, Partial<DiagnosisFacts>, object]>([
    [
      'a key without version',
      { hasVersion: false },
      { result: 'bad', evidence: 'version_missing', fix: 'open_key' },
    ],
    ['a version without key', { hasKey: false }, { result: 'bad', evidence: 'key_missing', fix: 'open_key' }],
    [
      'neither',
      { hasKey: false, hasVersion: false },
      { result: 'bad', evidence: 'neither', fix: 'open_key' },
    ],
    ['a locked keychain', { hasKey: null }, { result: 'unknown', evidence: 'unreadable', fix: 'run_again' }],
  ])('sees %s', (_name, patch, expected) => {
    expect(check('key_pair', patch)).toMatchObject(expected);
  });

  it.each<[string, Partial<DiagnosisFacts>, object]>([
    ['this PC’s', {}, { result: 'ok', evidence: 'terminal' }],
    ['the shared one', { scope: 'shared' }, { result: 'ok', evidence: 'shared' }],
    [
      'the shared one only',
      { hasKey: false, otherScopeHasKey: true },
      { result: 'bad', evidence: 'only_shared', fix: 'open_key' },
    ],
    [
      'this PC’s only',
      { scope: 'shared', hasKey: false, otherScopeHasKey: true },
      { result: 'bad', evidence: 'only_terminal' },
    ],
    ['none', { hasKey: false }, { result: 'unknown', evidence: 'no_key' }],
  ])('tells which key is used: %s', (_name, patch, expected) => {
    expect(check('scope_used', patch)).toMatchObject(expected);
  });

  const key = sessionWith().key;
  it.each<[string, Partial<DiagnosisFacts>, object]>([
    ['on its last day', { now: Date.UTC(2027, 5, 9, 15) - 1 }, { result: 'ok', evidence: 'within_a_year' }],
    [
      'after a year',
      { now: Date.UTC(2027, 5, 9, 15) },
      { result: 'bad', evidence: 'over_a_year', fix: 'open_mall_keys' },
    ],
    [
      'without a date',
      { session: sessionWith({ key: key && { ...key, issuedOn: '' } }) },
      { result: 'unknown', evidence: 'no_date' },
    ],
    ['not there', { session: sessionWith({ key: null }) }, { result: 'unknown', evidence: 'no_key' }],
  ])('tells the age of a key %s', (_name, patch, expected) => {
    expect(check('key_age', patch)).toMatchObject(expected);
  });

  it.each<[string, number, Parameters<typeof sessionWith>[0], object]>([
    ['27 d 23 h old and signed', 28 * day - hour, {}, { result: 'ok', evidence: 'signed' }],
    ['28 d old', 28 * day, {}, { result: 'bad', evidence: 'expired_signed', fix: 'start_consent' }],
    [
      'young without a key',
      hour,
      { key: null, lastVerdict: null },
      { result: 'bad', evidence: 'unsigned_no_key', fix: 'open_key' },
    ],
    [
      'young and refused',
      hour,
      { lastVerdict: 'expired-timestamp' },
      { result: 'bad', evidence: 'unsigned_verdict', fix: 'start_consent' },
    ],
    [
      'young with one unsigned call',
      hour,
      { unsignedSince: noon },
      { result: 'bad', evidence: 'unsigned_unsigned_call' },
    ],
    [
      '12 h old without a key',
      12 * hour,
      { key: null, lastVerdict: null },
      { result: 'bad', evidence: 'expired_unsigned' },
    ],
    [
      'ended by the mall after 12 h',
      13 * hour,
      { endedAt: noon + 12 * hour, endedReason: 'mall_session_expired' },
      { result: 'bad', evidence: 'mall_ended_early' },
    ],
    [
      'ended by the mall after 28 d',
      29 * day,
      { endedAt: noon + 28 * day, endedReason: 'mall_session_expired' },
      { result: 'bad', evidence: 'mall_ended' },
    ],
    [
      'withdrawn',
      day,
      { endedAt: noon + hour, endedReason: 'consent_required' },
      { result: 'bad', evidence: 'withdrawn' },
    ],
    ['never given', hour, { consentedAt: null }, { result: 'bad', evidence: 'none' }],
  ])('tells the age of a consent %s', (_name, age, session, expected) => {
    expect(check('consent_age', { now: noon + age, session: sessionWith(session) })).toMatchObject(expected);
  });

  it.each([
    ['good', 'ok', 'good', null],
    ['ahead', 'bad', 'ahead', 'open_date_settings'],
    ['behind', 'bad', 'behind', 'open_date_settings'],
    ['jumped', 'unknown', 'jumped', 'run_again'],
    ['sources_disagree', 'unknown', 'sources_disagree', 'run_again'],
    ['unknown', 'unknown', 'unknown', 'run_again'],
  ] as const)('tells a clock that is %s', (verdict, result, evidence, fix) => {
    const clock = { verdict, offsetMs: 60_000, errorMs: 100, at: noon };
    expect(check('clock', { clock })).toMatchObject({ result, evidence, fix });
    expect(isAllGood(diagnose(facts({ clock })))).toBe(verdict === 'good');
  });

  it('asks about the clock where nobody can compare it', () => {
    expect(check('clock', { clock: null })).toMatchObject({ result: 'unknown', evidence: 'not_measured' });
  });

  it.each([
    ['px-04102', 'mall_session_expired', 'session_expired', 'start_consent'],
    ['px-14303', 'mall_not_permitted', 'permission_or_key_pair', 'open_key'],
    ['px-04306', 'mall_ip_not_registered', 'ip_not_registered', 'open_mall_applications'],
    ['px-04303', 'mall_app_not_registered', 'app_not_registered', 'open_mall_applications'],
    ['px-04307', 'mall_not_permitted', 'not_permitted', 'open_mall_applications'],
    ['px-14304', 'mall_seller_not_allowed', 'seller_not_allowed', 'start_consent'],
    ['px-04001', 'mall_seller_invalid', 'seller_invalid', 'open_shop_settings'],
    ['ed-00002', 'mall_maintenance', 'maintenance', 'run_again'],
    ['ed-00006', 'mall_busy', 'busy', 'run_again'],
    ['', 'mall_unreachable', 'network', 'run_again'],
    ['', 'consent_required', 'consent_gone', 'start_consent'],
    ['', 'auth_client_invalid', 'client_invalid', 'open_shop_settings'],
    ['', 'mall_scope_missing', 'scope_missing', 'open_mall_applications'],
    ['px-99999', 'mall_error_unknown', 'other', 'run_again'],
  ] as const)('explains %s (%s), met now or brought along', (mallCode, code, evidence, fix) => {
    const expected = { result: 'bad', evidence, fix };
    expect(check('mall_answer', { call: failed(code, mallCode) })).toMatchObject(expected);
    expect(check('mall_answer', { call: noCall, errorCode: mallCode || code })).toMatchObject(expected);
  });

  it('shows the address to register where it is known', () => {
    expect(
      check('mall_answer', { call: failed('mall_ip_not_registered', 'px-04306'), globalIp: '203.0.113.7' }),
    ).toMatchObject({
      evidence: 'ip_not_registered_known',
      facts: { globalIp: '203.0.113.7' },
    });
  });

  it('tells that an error brought along is over', () => {
    expect(check('mall_answer', { errorCode: 'px-04306' })).toMatchObject({
      result: 'ok',
      evidence: 'accepted_again',
      facts: { code: 'px-04306' },
    });
  });

  it('leaves the number of enabled keys as a question, which alone does not spoil "all good"', () => {
    const patch = { call: failed('mall_unreachable') };
    expect(check('enabled_keys', patch)).toMatchObject({
      result: 'unknown',
      evidence: 'ask',
      fix: 'open_mall_keys',
    });
    const good = diagnose(facts());
    const question = check('enabled_keys', patch);
    expect(isAllGood(good.map((one) => (one.id === 'enabled_keys' ? question : one)))).toBe(true);
  });

  it.each<[string, DiagnosisFacts['certificate'], object]>([
    ['missing', null, { result: 'ok', evidence: 'none' }],
    ['valid', { validFrom: noon - day, expiresAt: noon + day }, { result: 'ok', evidence: 'outdated' }],
    [
      'expired',
      { validFrom: noon - 2 * day, expiresAt: noon + hour },
      { result: 'bad', evidence: 'expired', fix: 'open_certificate' },
    ],
    [
      'of the future',
      { validFrom: noon + day, expiresAt: noon + 2 * day },
      { result: 'bad', evidence: 'not_yet_valid' },
    ],
  ])('judges a certificate that is %s', (_name, certificate, expected) => {
    expect(check('certificate', { certificate })).toMatchObject(expected);
  });

  it('has a text in both languages for every evidence', () => {
    const calls: LiveCall[] = [
      ...(['no_consent', 'bad_clock', 'unsigned', 'no_connection'] as const).map(
        (reason): LiveCall => ({ kind: 'skipped', reason }),
      ),
      failed('mall_error_unknown'),
    ];
    for (const call of calls) {
      for (const { id, evidence } of diagnose(facts({ call }))) {
        for (const texts of [ja, en]) {
          expect(texts.evidence[id as keyof typeof texts.evidence]).toHaveProperty([evidence]);
        }
      }
    }
  });
});
