import type { TimeSource } from '../ports/time-source.ts';
import type { OffsetInterval } from './offset-interval.ts';

/** What one source said in the end. */
export interface SourceMeasurement {
  readonly id: string;
  readonly kind: TimeSource['kind'];
  /** `inconsistent`: its own answers contradict each other. */
  readonly state: 'answered' | 'failed' | 'inconsistent';
  /** Why it failed. */
  readonly reason: string | null;
  /** null unless it answered consistently. */
  readonly interval: OffsetInterval | null;
  readonly readings: number;
  /** The shortest one. */
  readonly roundTripMs: number | null;
}
