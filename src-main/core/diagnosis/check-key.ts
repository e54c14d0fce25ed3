import type { DiagnosisCheck, FixAction } from '#shared/contract/diagnosis.ts';
import { keyEndsAt } from '../expiry/yahoo-things.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';

/** Both or neither (spec §2.1), in the records and in the keychain alike. */
export function checkKeyPair({ hasKey, hasVersion, session }: DiagnosisFacts): DiagnosisCheck {
  const id = 'key_pair';
  const facts = { keyVersion: session.key?.keyVersion ?? null };
  if (hasKey === null || hasVersion === null) {
    return { id, result: 'unknown', evidence: 'unreadable', facts, fix: 'run_again' };
  }
  if (hasKey && hasVersion) return { id, result: 'ok', evidence: 'both', facts, fix: null };
  const evidence = hasKey ? 'version_missing' : hasVersion ? 'key_missing' : 'neither';
  return { id, result: 'bad', evidence, facts, fix: 'open_key' };
}

/** Manual import uses this PC's key, auto import the shared one: a key in the wrong place is no key. */
export function checkScopeUsed(given: DiagnosisFacts): DiagnosisCheck {
  const { scope, session, hasKey, otherScopeHasKey, terminal } = given;
  const facts = {
    terminal,
    keyVersion: session.key?.keyVersion ?? null,
    fingerprint: session.key?.fingerprint ?? null,
  };
  const id = 'scope_used';
  if (hasKey === true) return { id, result: 'ok', evidence: scope, facts, fix: null };
  const where = scope === 'terminal' ? 'only_shared' : 'only_terminal';
  if (otherScopeHasKey) return { id, result: 'bad', evidence: where, facts, fix: 'open_key' };
  return { id, result: 'unknown', evidence: 'no_key', facts, fix: 'open_key' };
}

/** What mends each refusal of the signature (yahoo §2.3). */
const verdictFixes: Readonly<Record<string, FixAction>> = {
  none: 'open_key',
  'invalid-key-version': 'open_key',
  'not-found-key-version': 'open_key',
  'expired-key-version': 'open_mall_keys',
  'invalid-key-status': 'open_mall_keys',
  'expired-timestamp': 'open_date_settings',
  'invalid-timestamp': 'open_date_settings',
  'invalid-sellerid': 'open_shop_settings',
  'invalid-authorize-value': 'open_key',
  unauthorized: 'open_mall_keys',
};

/** The mall's verdict on the key: of the call just made, or else the last one on record. */
export function checkVerdict({ call, session, now }: DiagnosisFacts): DiagnosisCheck {
  const id = 'verdict';
  const live = call.kind === 'made' ? call.verdict : null;
  const verdict = live ?? session.lastVerdict;
  if (verdict === null) {
    return { id, result: 'unknown', evidence: 'not_yet', facts: {}, fix: null };
  }
  const facts = { verdict, at: live === null ? session.lastVerdictAt : now };
  if (verdict === 'authorized') return { id, result: 'ok', evidence: verdict, facts, fix: null };
  const fix = verdictFixes[verdict];
  return fix === undefined
    ? { id, result: 'bad', evidence: 'other', facts, fix: 'open_mall_keys' }
    : { id, result: 'bad', evidence: verdict, facts, fix };
}

/** A key lasts one year from its issue date (yahoo §2.2). */
export function checkKeyAge({ session, now }: DiagnosisFacts): DiagnosisCheck {
  const id = 'key_age';
  const issuedOn = session.key?.issuedOn ?? '';
  if (session.key === null || issuedOn === '') {
    const evidence = session.key === null ? 'no_key' : 'no_date';
    return { id, result: 'unknown', evidence, facts: {}, fix: 'open_key' };
  }
  const expiresAt = keyEndsAt(issuedOn);
  const facts = { issuedOn, expiresAt };
  return now >= expiresAt
    ? { id, result: 'bad', evidence: 'over_a_year', facts, fix: 'open_mall_keys' }
    : { id, result: 'ok', evidence: 'within_a_year', facts, fix: null };
}

/**
 * At most two keys may be enabled at the mall (yahoo §2.2), which no API tells. A key the mall accepts right
 * now is enabled, and then the mall itself keeps the limit; otherwise it is a question to the operator.
 */
export function checkEnabledKeys({ call }: DiagnosisFacts): DiagnosisCheck {
  const id = 'enabled_keys';
  return call.kind === 'made' && call.verdict === 'authorized'
    ? { id, result: 'ok', evidence: 'accepted_now', facts: {}, fix: null }
    : { id, result: 'unknown', evidence: 'ask', facts: {}, fix: 'open_mall_keys' };
}
