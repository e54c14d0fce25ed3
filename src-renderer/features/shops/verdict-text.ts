import type { TFunction } from 'i18next';

/** The values of X-SWS-Authorize-Status that have texts of their own (yahoo §2.3). */
export const verdicts = [
  'authorized',
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

/** The mall's verdict on a key in plain words, and what to do; an unknown one as it came. */
export function verdictText(t: TFunction, value: string): { what: string; next: string } {
  const known = verdicts.find((candidate) => candidate === value) ?? 'other';
  return {
    what: t(`shops.consent.verdicts.${known}`, { value }),
    next: t(`shops.consent.verdictNext.${known}`),
  };
}
