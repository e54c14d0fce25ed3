/** Conversions between epoch milliseconds and the mall's notations, all in Japan time (UTC+9, no summer time). */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const OFFSET = 9 * HOUR;

let lastDay = Number.NaN;
let lastDate = '';

/** The date text of a day number since 1970; the last one is kept, since neighbours ask for the same day. */
function dateText(day: number): string {
  if (day !== lastDay) {
    lastDate = new Date(day * DAY).toISOString().slice(0, 10);
    lastDay = day;
  }
  return lastDate;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `2026-06-01T12:34:56+09:00`, as orderList and orderInfo write times. */
export function toJapanTime(ms: number): string {
  const local = ms + OFFSET;
  const day = Math.floor(local / DAY);
  const second = Math.floor((local - day * DAY) / 1000);
  const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  return `${dateText(day)}T${clock}+09:00`;
}

/** `2026-06-01`. */
export function toJapanDate(ms: number): string {
  return dateText(Math.floor((ms + OFFSET) / DAY));
}

/** Epoch ms of `2026-06-01T12:34:56+09:00`; null for anything that is no time. */
export function fromJapanTime(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** Epoch ms of the 14 digits `YYYYMMDDHH24MISS` that conditions use; null unless it is a real date and time. */
export function fromFourteenDigits(text: string): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}+09:00`;
  const ms = fromJapanTime(iso);
  return ms !== null && toJapanTime(ms) === iso ? ms : null;
}

/** `YYYYMMDD` → `YYYY-MM-DD`; null unless it is a real date. */
export function fromEightDigits(text: string): string | null {
  const ms = /^\d{8}$/.test(text) ? fromFourteenDigits(`${text}000000`) : null;
  return ms === null ? null : toJapanDate(ms);
}
