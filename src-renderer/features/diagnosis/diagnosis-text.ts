import type { TFunction } from 'i18next';
import type { Diagnosis, DiagnosisCheck } from '#shared/contract/diagnosis.ts';
import { formatDay, formatMoment } from '../../lib/format.ts';

/** A difference of clocks, without its sign: the sentence says the direction. */
function spanText(t: TFunction, ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 60) return t('diagnosis.seconds', { n: seconds.toFixed(seconds < 10 ? 1 : 0) });
  return t('diagnosis.minutesSeconds', {
    m: Math.floor(seconds / 60),
    s: Math.floor(seconds % 60),
  });
}

const moments: ReadonlySet<string> = new Set(['at', 'consentedAt', 'endedAt', 'expiresAt', 'validFrom']);

/** What was found, in words: the facts of a check formatted into its sentence. */
export function evidenceText(t: TFunction, check: DiagnosisCheck): string {
  const facts: Record<string, string> = {};
  for (const [name, value] of Object.entries(check.facts)) {
    if (value === null) facts[name] = '';
    else if (moments.has(name) && typeof value === 'number') facts[name] = formatMoment(value);
    else if (name === 'issuedOn') facts[name] = formatDay(String(value));
    else facts[name] = String(value);
  }
  const { offsetMs, errorMs } = check.facts;
  if (typeof offsetMs === 'number') facts.offset = spanText(t, offsetMs);
  if (typeof errorMs === 'number') facts.error = spanText(t, errorMs);
  // The core's codes and these texts are held together by a test beside `diagnose`.
  return t(`diagnosis.evidence.${check.id}.${check.evidence}` as 'diagnosis.evidence.key_pair.both', facts);
}

const marks = { ok: '✓', bad: '✗', unknown: '?' } as const;

/** The whole result as plain text for support: what the screen shows, so no secret can be in it. */
export function diagnosisText(t: TFunction, diagnosis: Diagnosis): string {
  const head = [
    t('diagnosis.report.heading'),
    t('diagnosis.report.shop', { name: diagnosis.shopName, sellerId: diagnosis.sellerId }),
    t('diagnosis.report.scope', { scope: t(`diagnosis.scope.${diagnosis.scope}`) }),
    t('diagnosis.report.terminal', { terminal: diagnosis.terminal, version: diagnosis.appVersion }),
    t('diagnosis.report.at', { at: formatMoment(diagnosis.at) }),
  ];
  const lines = diagnosis.checks.map(
    (check) => `${marks[check.result]} ${t(`diagnosis.check.${check.id}`)}: ${evidenceText(t, check)}`,
  );
  return [...head, '', ...lines].join('\n');
}
