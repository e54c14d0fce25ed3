import type { Moment } from '#shared/domain/time.ts';

/** How this PC's clock compares with true time (spec §2.2). */
export interface ClockStatus {
  /** `good`, or why it is refused: `ahead`, `behind`, `unknown`, `sources_disagree`, `jumped`. */
  readonly verdict: string;
  /** Positive: this PC is ahead. null when nothing could be measured. */
  readonly offsetMs: number | null;
  readonly errorMs: number | null;
  readonly at: Moment;
}

/** Compares the clock with true time now. A bad clock is an answer, not an error. */
export interface ClockStatusPort {
  check(): Promise<ClockStatus>;
}
