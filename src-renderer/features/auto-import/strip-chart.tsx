import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, memo, type PointerEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StripRun } from '#shared/contract/auto-import.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { jstOffsetMs, type Moment } from '#shared/domain/time.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './auto-import.module.css';
import { MarkShapes, stripHeight, stripWidth } from './mark-shapes.tsx';
import { hourMs, nearestMark, stripMarks, stripPeriod } from './strip-marks.ts';
import { markText, stripText } from './strip-words.ts';

const none: readonly StripRun[] = [];
const hoursBetweenLabels = 3;

/** The shop's imports of the last 24 hours, moving on with the hour. */
export function ShopStrip({ shopId, shopName }: { shopId: ShopId; shopName: string }) {
  const { from, to } = stripPeriod(useNow(60_000));
  const strip = useQuery({
    ...hostQuery.autoImport.strip.queryOptions({ input: { shopId, from, to } }),
    placeholderData: (old: { runs: StripRun[] } | undefined) => old,
  });
  return <StripChart runs={strip.data?.runs ?? none} from={from} to={to} shopName={shopName} />;
}

/**
 * A mark per run: a tick where nothing was new, a bar as high as the orders it brought, a triangle for a failure, a
 * diamond for a comparison. Read with the pointer or with the arrow keys, as a slider from run to run.
 */
export const StripChart = memo(function StripChart({
  runs,
  from,
  to,
  shopName,
}: {
  runs: readonly StripRun[];
  from: Moment;
  to: Moment;
  shopName: string;
}) {
  const { t } = useTranslation();
  const marks = useMemo(() => stripMarks(runs, from, to), [runs, from, to]);
  const [pointed, setPointed] = useState(-1);
  const last = marks.length - 1;
  const place = Math.min(pointed, last);
  const mark = marks[place];
  const label = stripText(t, marks, shopName);
  const words = mark && markText(t, mark, to - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Partial<Record<string, number>> = {
      ArrowLeft: Math.max(0, (place < 0 ? last + 1 : place) - 1),
      ArrowRight: Math.min(last, place < 0 ? last : place + 1),
      Home: 0,
      End: last,
      Escape: -1,
    };
    const next = steps[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    setPointed(next);
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(nearestMark(marks, (event.clientX - left) / Math.max(1, width)));
  };

  return (
    <figure className={styles.strip}>
      <div
        role="slider"
        tabIndex={0}
        className={styles.stripField}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, place)}
        aria-valuetext={words ?? label}
        title={words === undefined ? t('autoImport.strip.keys') : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(-1)}
      >
        <svg
          className={styles.stripDrawing}
          viewBox={`0 0 ${stripWidth} ${stripHeight}`}
          aria-hidden
          onPointerMove={onPointerMove}
          onPointerLeave={() => setPointed(-1)}
        >
          <MarkShapes marks={marks} />
          {mark && (
            <line
              className={styles.cursor}
              x1={mark.x * stripWidth}
              x2={mark.x * stripWidth}
              y1={0}
              y2={stripHeight}
            />
          )}
        </svg>
        {words !== undefined && mark && (
          <span className={styles.tip} data-side={mark.x > 0.5 ? 'left' : 'right'} aria-hidden>
            {words}
          </span>
        )}
      </div>
      <HourLabels from={from} to={to} />
    </figure>
  );
});

/** Every third hour of Japan's day below the strip. */
function HourLabels({ from, to }: { from: Moment; to: Moment }) {
  const { t } = useTranslation();
  const hours = [];
  for (let at = from; at < to; at += hourMs) {
    const hour = new Date(at + jstOffsetMs).getUTCHours();
    if (hour % hoursBetweenLabels === 0 && to - at > hourMs) hours.push({ at, hour });
  }
  return (
    <figcaption className={styles.hours} aria-hidden>
      {hours.map(({ at, hour }) => (
        <span key={at} style={{ left: `${((at - from) / (to - from)) * 100}%` }} data-midnight={hour === 0}>
          {t('autoImport.strip.hour', { n: hour })}
        </span>
      ))}
    </figcaption>
  );
}
