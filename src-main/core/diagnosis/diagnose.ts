import type { DiagnosisCheck } from '#shared/contract/diagnosis.ts';
import { checkCertificate, checkClock, checkConsentAge, checkMallAnswer } from './check-connection.ts';
import { checkEnabledKeys, checkKeyAge, checkKeyPair, checkScopeUsed, checkVerdict } from './check-key.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';

/** Every check of spec §2.3 on the same facts, in the order shown. */
export function diagnose(facts: DiagnosisFacts): DiagnosisCheck[] {
  return [
    checkMallAnswer(facts),
    checkKeyPair(facts),
    checkScopeUsed(facts),
    checkVerdict(facts),
    checkKeyAge(facts),
    checkConsentAge(facts),
    checkClock(facts),
    checkEnabledKeys(facts),
    checkCertificate(facts),
  ];
}

/** Nothing is bad, and only the one question that no API answers may be open. */
export function isAllGood(checks: readonly DiagnosisCheck[]): boolean {
  return checks.every(({ id, result }) => result === 'ok' || (id === 'enabled_keys' && result !== 'bad'));
}
