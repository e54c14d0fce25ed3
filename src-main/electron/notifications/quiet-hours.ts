import type { NoticeSettings } from '#shared/contract/shell.ts';
import { dayMs, jstOffsetMs, type Moment } from '#shared/domain/time.ts';

type QuietHours = NoticeSettings['quietHours'];

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** ms since the Japanese day began. */
const sinceMidnight = (moment: Moment): number => (((moment + jstOffsetMs) % dayMs) + dayMs) % dayMs;

/**
 * When the quiet hours that hold at this moment end; null when none do. They hold from their first minute up to their
 * last, which is not theirs any more, over midnight when they end earlier in the day than they begin. From and to at the
 * same minute: there are none, so that nobody is silenced for whole days by a slip.
 */
export function quietUntil({ isOn, from, to }: QuietHours, moment: Moment): Moment | null {
  if (!isOn || from === to) return null;
  const begun = (sinceMidnight(moment) - from * minuteMs + dayMs) % dayMs;
  const lasts = ((to - from + dayMinutes) % dayMinutes) * minuteMs;
  return begun < lasts ? moment + lasts - begun : null;
}
