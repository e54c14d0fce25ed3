import { z } from 'zod';

/** A moment: epoch milliseconds (UTC). */
export const momentSchema = z.int();
export type Moment = number;

/** A calendar day in Japan: `YYYY-MM-DD`. */
export const jstDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type JstDate = string;

export const dayMs = 86_400_000;

/** Japan is nine hours ahead of UTC the whole year: plain arithmetic, no time zone data to load. */
export const jstOffsetMs = 9 * 3_600_000;

/** The Japanese calendar day on which a moment falls. */
export function jstDateOf(moment: Moment): JstDate {
  return new Date(moment + jstOffsetMs).toISOString().slice(0, 10);
}

/** The moment at which a Japanese calendar day begins. */
export function startOfJstDate(date: JstDate): Moment {
  return Date.parse(`${date}T00:00:00Z`) - jstOffsetMs;
}

/** A moment as people read it in Japan: `2026/11/22 14:02`. */
export function formatJst(moment: Moment): string {
  return new Date(moment + jstOffsetMs).toISOString().slice(0, 16).replaceAll('-', '/').replace('T', ' ');
}
