import type { StripRun } from '#shared/contract/auto-import.ts';
import type { Moment } from '#shared/domain/time.ts';

/** How a run is drawn. */
export type MarkKind = 'idle' | 'running' | 'orders' | 'failed' | 'partly' | 'reconciliation' | 'broken';

export interface StripMark {
  readonly run: StripRun;
  readonly kind: MarkKind;
  /** From the left edge, 0–1. */
  readonly x: number;
  /** Height of the bar for its orders, 0–1; 0 without orders. */
  readonly size: number;
}

export const hourMs = 3_600_000;
const hoursShown = 24;

/** The 24 hours shown: whole hours, the present one included. `now` in ms; Japan's hours are UTC's. */
export function stripPeriod(now: Moment): { readonly from: Moment; readonly to: Moment } {
  const to = (Math.floor(now / hourMs) + 1) * hourMs;
  return { from: to - hoursShown * hourMs, to };
}

/** One mark per run in [from, to), oldest first. Bars grow with the root of the number, so that one order still shows. */
export function stripMarks(runs: readonly StripRun[], from: Moment, to: Moment): StripMark[] {
  const most = Math.max(1, ...runs.map(ordersOf));
  return runs
    .filter(({ at }) => at >= from && at < to)
    .map((run) => ({
      run,
      kind: kindOf(run),
      x: (run.at - from) / (to - from),
      size: Math.sqrt(ordersOf(run) / most),
    }));
}

/** New and updated orders: what the run brought. */
function ordersOf({ created, updated }: StripRun): number {
  return created + updated;
}

function kindOf(run: StripRun): MarkKind {
  if (run.state === 'failed') return 'failed';
  if (run.state === 'running') return 'running';
  if (run.state !== 'completed') return 'broken';
  if (run.failed > 0) return 'partly';
  if (run.trigger === 'reconciliation') return 'reconciliation';
  return ordersOf(run) > 0 ? 'orders' : 'idle';
}

/** The mark nearest to a place; -1 without marks. */
export function nearestMark(marks: readonly StripMark[], x: number): number {
  let [low, high] = [0, marks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const before = marks[low - 1];
  const here = marks[low];
  if (here === undefined) return -1;
  return before !== undefined && x - before.x < here.x - x ? low - 1 : low;
}
