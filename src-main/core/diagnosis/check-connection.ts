import type { DiagnosisCheck } from '#shared/contract/diagnosis.ts';
import { consentStatus, signedLifeMs, unsignedLifeMs } from '../auth/consent-status.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';
import { codeOfError, troubleOfCode } from './mall-trouble.ts';

const hour = 3_600_000;

/** What the mall answers now; where it cannot be asked, what it answered when the operator met the error. */
export function checkMallAnswer({ call, errorCode, globalIp }: DiagnosisFacts): DiagnosisCheck {
  const id = 'mall_answer';
  if (call.kind === 'made' && call.error === null) {
    const evidence = errorCode === null ? 'accepted' : 'accepted_again';
    return { id, result: 'ok', evidence, facts: { code: errorCode }, fix: null };
  }
  const code = call.kind === 'made' && call.error !== null ? codeOfError(call.error) : errorCode;
  if (code === null) {
    const reason = call.kind === 'skipped' ? call.reason : 'no_connection';
    return { id, result: 'unknown', evidence: `skipped_${reason}`, facts: {}, fix: null };
  }
  const { evidence, fix } = troubleOfCode(code);
  const message = call.kind === 'made' ? String(call.error?.details.mallMessage ?? '') : '';
  const isAddressKnown = evidence === 'ip_not_registered' && globalIp !== null;
  return {
    id,
    result: 'bad',
    evidence: isAddressKnown ? 'ip_not_registered_known' : evidence,
    facts: { code, message, globalIp },
    fix,
  };
}

/** Which of 28 days and 12 hours applies, why, and how old the consent is (spec §2.1). */
export function checkConsentAge({ session, now }: DiagnosisFacts): DiagnosisCheck {
  const id = 'consent_age';
  const { consentedAt, endedAt, endedReason } = session;
  if (consentedAt === null) {
    return { id, result: 'bad', evidence: 'none', facts: {}, fix: 'start_consent' };
  }
  if (endedAt !== null) {
    const lasted = endedAt - consentedAt;
    const facts = { consentedAt, endedAt };
    if (endedReason !== 'mall_session_expired') {
      return { id, result: 'bad', evidence: 'withdrawn', facts, fix: 'start_consent' };
    }
    // Ended well before 28 days: the mall counted 12 hours, so one call at least was not validly signed.
    const evidence = lasted < signedLifeMs - hour ? 'mall_ended_early' : 'mall_ended';
    return { id, result: 'bad', evidence, facts, fix: 'start_consent' };
  }
  // As of the consent itself: what applies, whether or not it is over by now.
  const rule = consentStatus(session, consentedAt, false);
  const isUnsigned = rule.state === 'unsigned';
  const expiresAt = consentedAt + (isUnsigned ? unsignedLifeMs : signedLifeMs);
  const facts = { consentedAt, expiresAt };
  if (now >= expiresAt) {
    const evidence = isUnsigned ? 'expired_unsigned' : 'expired_signed';
    return { id, result: 'bad', evidence, facts, fix: 'start_consent' };
  }
  if (!isUnsigned) return { id, result: 'ok', evidence: 'signed', facts, fix: null };
  const fix = rule.reason === 'no_key' ? 'open_key' : 'start_consent';
  return { id, result: 'bad', evidence: `unsigned_${rule.reason}`, facts, fix };
}

/** A clock ahead, or nine minutes behind, makes the mall refuse every signature (spec §2.2). */
export function checkClock({ clock, terminal }: DiagnosisFacts): DiagnosisCheck {
  const id = 'clock';
  if (clock === null) {
    return {
      id,
      result: 'unknown',
      evidence: 'not_measured',
      facts: { terminal },
      fix: 'open_date_settings',
    };
  }
  const { verdict, offsetMs, errorMs, at } = clock;
  const facts = { terminal, offsetMs, errorMs, at };
  switch (verdict) {
    case 'good':
      return { id, result: 'ok', evidence: 'good', facts, fix: null };
    case 'ahead':
    case 'behind':
      return { id, result: 'bad', evidence: verdict, facts, fix: 'open_date_settings' };
    case 'jumped':
    case 'sources_disagree':
      return { id, result: 'unknown', evidence: verdict, facts, fix: 'run_again' };
    default:
      return { id, result: 'unknown', evidence: 'unknown', facts, fix: 'run_again' };
  }
}

/** Abolished at the mall in 2023 (yahoo §2.6), but kept by shops; an expired one can only do harm. */
export function checkCertificate({ certificate, now }: DiagnosisFacts): DiagnosisCheck {
  const id = 'certificate';
  if (certificate === null) return { id, result: 'ok', evidence: 'none', facts: {}, fix: null };
  const facts = { validFrom: certificate.validFrom, expiresAt: certificate.expiresAt };
  if (now >= certificate.expiresAt) {
    return { id, result: 'bad', evidence: 'expired', facts, fix: 'open_certificate' };
  }
  if (now < certificate.validFrom) {
    return { id, result: 'bad', evidence: 'not_yet_valid', facts, fix: 'open_certificate' };
  }
  return { id, result: 'ok', evidence: 'outdated', facts, fix: null };
}
