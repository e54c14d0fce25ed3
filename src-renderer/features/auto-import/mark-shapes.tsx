import { memo } from 'react';
import styles from './auto-import.module.css';
import type { MarkKind, StripMark } from './strip-marks.ts';

/** Units of the drawing; the strip's width stretches both alike. */
export const stripWidth = 480;
export const stripHeight = 36;

const ground = stripHeight - 1;
const idleHeight = 3;
const leastBar = 6;
const mostBar = stripHeight - 10;

/** One path per kind however many runs there are: a day at one cycle a minute has 1,440. */
export const MarkShapes = memo(function MarkShapes({ marks }: { marks: readonly StripMark[] }) {
  const path = (of: (mark: StripMark) => string) => marks.map(of).join('');
  const only = (kinds: readonly MarkKind[], draw: (mark: StripMark) => string) =>
    path((mark) => (kinds.includes(mark.kind) ? draw(mark) : ''));
  return (
    <>
      <path className={styles.ground} d={`M0 ${ground + 0.5}H${stripWidth}`} />
      <path className={styles.idle} d={only(['idle'], (mark) => tick(mark, idleHeight))} />
      <path className={styles.bars} d={path((mark) => (mark.size > 0 ? bar(mark) : ''))} />
      <path className={styles.running} d={only(['running'], (mark) => tick(mark, leastBar))} />
      <path className={styles.compared} d={only(['reconciliation'], diamond)} />
      <path className={styles.broken} d={only(['broken'], square)} />
      <path className={styles.failed} d={only(['failed', 'partly'], triangle)} />
    </>
  );
});

const left = ({ x }: StripMark): number => Math.round(x * stripWidth * 10) / 10;

const tick = (mark: StripMark, height: number): string => `M${left(mark)} ${ground}v${-height}`;

const bar = (mark: StripMark): string => tick(mark, Math.round(leastBar + mark.size * (mostBar - leastBar)));

const diamond = (mark: StripMark): string => `M${left(mark) - 3.5} 4l3.5 -3.5 3.5 3.5 -3.5 3.5z`;

const square = (mark: StripMark): string => `M${left(mark) - 2.5} 2h5v5h-5z`;

const triangle = (mark: StripMark): string => `M${left(mark) - 4} 1h8l-4 7z`;

/** The signs as the strip draws them, each by itself. */
const signs = {
  orders: { className: styles.bars, d: 'M3.5 12v-6M7 12v-10' },
  idle: { className: styles.idle, d: 'M2.5 12v-3M5 12v-3M7.5 12v-3' },
  failed: { className: styles.failed, d: 'M1 3h8l-4 7z' },
  reconciliation: { className: styles.compared, d: 'M1.5 6.5l3.5 -3.5 3.5 3.5 -3.5 3.5z' },
  broken: { className: styles.broken, d: 'M2.5 4h5v5h-5z' },
} as const;

/** The sign of a kind, for the legend. */
export function LegendSign({ kind }: { kind: keyof typeof signs }) {
  return (
    <svg className={styles.legendSign} viewBox="0 0 10 13" aria-hidden>
      <path {...signs[kind]} />
    </svg>
  );
}
