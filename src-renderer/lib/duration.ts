import type { TFunction } from 'i18next';

/** An amount of time to the tenth of a second (below one second to the hundredth), without its sign: `0.12秒`, `9分 1秒`. */
export function formatAmount(t: TFunction, ms: number): string {
  const amount = Math.abs(ms);
  if (amount >= 59_950) return formatDuration(t, Math.round(amount / 1000) * 1000);
  return t('common.duration.seconds', { n: (amount / 1000).toFixed(amount < 995 ? 2 : 1) });
}

/** A span of ms in at most two units, largest first: `3日 4時間`, `2分 10秒`. */
export function formatDuration(t: TFunction, ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  if (days > 0) {
    return hours > 0
      ? t('common.duration.daysHours', { d: days, h: hours })
      : t('common.duration.days', { n: days });
  }
  if (hours > 0) {
    return minutes > 0
      ? t('common.duration.hoursMinutes', { h: hours, m: minutes })
      : t('common.duration.hours', { n: hours });
  }
  if (minutes >= 10) return t('common.duration.minutes', { n: minutes });
  if (minutes > 0) return t('common.duration.minutesSeconds', { m: minutes, s: seconds % 60 });
  return t('common.duration.seconds', { n: seconds });
}

/** An estimate of what is left, ms: whole minutes from one minute on, so that it stays still while it is read. */
export function formatEstimate(t: TFunction, ms: number): string {
  const minuteMs = 60_000;
  if (ms < minuteMs || ms >= 60 * minuteMs) return formatDuration(t, ms);
  return t('common.duration.minutes', { n: Math.ceil(ms / minuteMs) });
}
