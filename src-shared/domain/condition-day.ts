import type { JstDate } from './time.ts';
import { dayMs } from './time.ts';

const relative = /^today(?:([+-])(\d{1,4}))?$/;
const absolute = /^\d{4}-\d{2}-\d{2}$/;

const shifted = (date: JstDate, days: number): JstDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Whether a condition's value names a day: a real date, or one relative to today. */
export function isDay(value: string): boolean {
  if (relative.test(value)) return true;
  return absolute.test(value) && !Number.isNaN(Date.parse(value)) && shifted(value, 0) === value;
}

/** The day a value names: `today-3` counted from `today`, a date as it is. Call for values that pass `isDay`. */
export function dayOf(value: string, today: JstDate): JstDate {
  const parts = relative.exec(value);
  if (parts === null) return value;
  const days = Number(parts[2] ?? 0);
  return shifted(today, parts[1] === '-' ? -days : days);
}
