/** The values of the answer header `X-SWS-Authorize-Status` (yahoo §2.3). Only `authorized` is good. */
export const yahooVerdicts = [
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
export type YahooVerdict = (typeof yahooVerdicts)[number];

export const verdictHeader = 'x-sws-authorize-status';

/** Whether the list of yahoo §2.3 has the value; an unknown one is kept as it came. */
export function isYahooVerdict(value: string): value is YahooVerdict {
  return (yahooVerdicts as readonly string[]).includes(value);
}

/** The verdict of an answer: null when it bears none; a known one in lower case, an unknown one as it came. */
export function verdictOf(header: string | null): string | null {
  const value = header?.trim() ?? '';
  if (value === '') return null;
  const lower = value.toLowerCase();
  return isYahooVerdict(lower) ? lower : value.slice(0, 100);
}
