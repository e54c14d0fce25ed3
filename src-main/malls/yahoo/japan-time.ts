import { dayMs, type JstDate, jstOffsetMs, type Moment } from '#shared/domain/time.ts';

const isoTime = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|([+-])(\d{2}):?(\d{2}))$/;
const compactTime = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;
const day = /^(\d{4})-(\d{2})-(\d{2})$|^(\d{4})(\d{2})(\d{2})$/;

/** UTC ms of calendar numbers, or null when there is no such day or time (no rolling over). */
function utcOf(y: number, mo: number, d: number, h: number, mi: number, s: number): number | null {
  if (mo < 1 || mo > 12 || d < 1 || h > 23 || mi > 59 || s > 59 || y < 1970) return null;
  const at = Date.UTC(y, mo - 1, d, h, mi, s);
  return new Date(at).getUTCDate() === d ? at : null;
}

/**
 * A time in an answer: `2018-12-07T01:27:04+09:00` (yahoo §3.3) or the 14 digits of the requests (JST).
 * null when it is neither or no such moment exists.
 */
export function parseMoment(text: string): Moment | null {
  const iso = isoTime.exec(text);
  if (iso !== null) {
    const at = utcOf(
      Number(iso[1]),
      Number(iso[2]),
      Number(iso[3]),
      Number(iso[4]),
      Number(iso[5]),
      Number(iso[6]),
    );
    if (at === null) return null;
    const [sign, hours, minutes] = [iso[7], Number(iso[8] ?? 0), Number(iso[9] ?? 0)];
    if (hours > 14 || minutes > 59) return null;
    return at - (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  }
  const c = compactTime.exec(text);
  if (c === null) return null;
  const at = utcOf(Number(c[1]), Number(c[2]), Number(c[3]), Number(c[4]), Number(c[5]), Number(c[6]));
  return at === null ? null : at - jstOffsetMs;
}

/** A day in an answer: `YYYY-MM-DD`, `YYYYMMDD`, or a whole time, of which the Japanese day is taken. */
export function parseDay(text: string): JstDate | null {
  const match = day.exec(text);
  if (match !== null) {
    const [y, m, d] = [match[1] ?? match[4], match[2] ?? match[5], match[3] ?? match[6]];
    return utcOf(Number(y), Number(m), Number(d), 0, 0, 0) === null ? null : `${y}-${m}-${d}`;
  }
  const moment = parseMoment(text);
  return moment === null ? null : new Date(moment + jstOffsetMs).toISOString().slice(0, 10);
}

/** The 14 digits a request wants: `YYYYMMDDHH24MISS` in Japan's time (yahoo §3.2); parts of a second are dropped. */
export function formatRequestTime(moment: Moment): string {
  const days = Math.floor((moment + jstOffsetMs) / dayMs);
  const rest = moment + jstOffsetMs - days * dayMs;
  return `${new Date(days * dayMs).toISOString().slice(0, 10)}${new Date(rest).toISOString().slice(11, 19)}`.replace(
    /[-:]/g,
    '',
  );
}
