import { dayMs, jstOffsetMs } from '#shared/domain/time.ts';
import { currentLanguage, type Language } from './i18n.ts';

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** A moment (epoch ms) as operators read it: `2026/11/22(日) 14:02`, always Japan's time (no summer time). */
export function formatMoment(moment: number, language: Language = currentLanguage()): string {
  const date = new Date(moment + jstOffsetMs);
  return `${formatDayOf(date, language)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** The clock time of a moment in Japan: `14:02`, with its day when it is not `now`'s day. */
export function formatClock(moment: number, now: number): string {
  const date = new Date(moment + jstOffsetMs);
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  const sameDay = Math.floor((moment + jstOffsetMs) / dayMs) === Math.floor((now + jstOffsetMs) / dayMs);
  return sameDay ? clock : `${date.getUTCMonth() + 1}/${date.getUTCDate()} ${clock}`;
}

/** A calendar day `YYYY-MM-DD` as `2026/11/22(日)`. */
export function formatDay(day: string, language: Language = currentLanguage()): string {
  return formatDayOf(new Date(`${day}T00:00:00Z`), language);
}

function formatDayOf(date: Date, language: Language): string {
  const weekday = weekdays[language][date.getUTCDay()] ?? '';
  const gap = language === 'en' ? ' ' : '';
  return `${date.getUTCFullYear()}/${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}${gap}(${weekday})`;
}

/** `12300` → `12,300`. */
export function formatCount(n: number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
