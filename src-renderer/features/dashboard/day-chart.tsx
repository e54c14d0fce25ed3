import { useTranslation } from 'react-i18next';
import type { Dashboard } from '#shared/contract/dashboard.ts';
import { formatYen } from '#shared/domain/money.ts';
import { formatCount, formatDay } from '../../lib/format.ts';
import styles from './dashboard.module.css';

/** Units of the drawing; the width of the card stretches it. */
const [width, height] = [600, 120];

/** One bar per day, the latest at the right; each says its numbers to the pointer and to a screen reader. */
export function DayChart({ days, unit }: { days: Dashboard['days']; unit: 'orders' | 'yen' }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...days.map((day) => day[unit]));
  const step = width / Math.max(1, days.length);
  const sum = (of: 'orders' | 'yen') => days.reduce((total, day) => total + day[of], 0);
  const first = days[0]?.date ?? '';
  const last = days.at(-1)?.date ?? '';
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('dashboard.chartLabel', {
          from: formatDay(first),
          to: formatDay(last),
          orders: formatCount(sum('orders')),
          yen: formatYen(sum('yen')),
        })}
      >
        {days.map((day, index) => {
          const tall = (day[unit] / most) * (height - 4);
          return (
            <g key={day.date} className={styles.day}>
              <title>
                {t('dashboard.dayLabel', {
                  date: formatDay(day.date),
                  orders: formatCount(day.orders),
                  yen: formatYen(day.yen),
                })}
              </title>
              <rect className={styles.dayArea} x={index * step} y={0} width={step} height={height} />
              <rect
                className={index === days.length - 1 ? styles.barToday : styles.bar}
                x={index * step + step * 0.15}
                y={height - tall}
                width={step * 0.7}
                height={tall}
              />
            </g>
          );
        })}
      </svg>
      <figcaption className={styles.axis} aria-hidden>
        <span>{shortDay(first)}</span>
        <span>
          {t('dashboard.most', {
            n: unit === 'yen' ? formatYen(most) : t('dashboard.orders', { n: formatCount(most) }),
          })}
        </span>
        <span>{shortDay(last)}</span>
      </figcaption>
    </figure>
  );
}

/** `2026-11-22` → `11/22`. */
const shortDay = (date: string): string => `${Number(date.slice(5, 7))}/${Number(date.slice(8, 10))}`;
