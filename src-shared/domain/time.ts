import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { parse } from 'date-fns/parse';
import { z } from 'zod';

/** A moment: epoch milliseconds (UTC). */
export const momentSchema = z.int();
export type Moment = number;

/** A calendar day in Japan: `YYYY-MM-DD`. */
export const jstDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type JstDate = string;

export const jstZone = 'Asia/Tokyo';

/** The Japanese calendar day on which a moment falls. */
export function jstDateOf(moment: Moment): JstDate {
  return format(new TZDate(moment, jstZone), 'yyyy-MM-dd');
}

/** The moment at which a Japanese calendar day begins. */
export function startOfJstDate(date: JstDate): Moment {
  return parse(date, 'yyyy-MM-dd', new TZDate(0, jstZone)).getTime();
}

/** A moment as operators read it, for example `2026/11/22 14:02`, always in Japan's time. */
export function formatJst(moment: Moment): string {
  return format(new TZDate(moment, jstZone), 'yyyy/MM/dd HH:mm');
}
