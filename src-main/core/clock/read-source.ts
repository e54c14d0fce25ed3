import type { Clock } from '../ports/clock.ts';
import type { MonotonicClock } from '../ports/monotonic-clock.ts';
import { type TimeSource, TimeSourceError } from '../ports/time-source.ts';
import { isSettled } from './judge-clock.ts';
import { agreement, centre, type OffsetInterval, offsetOf, sourceToleranceMs } from './offset-interval.ts';
import type { SourceMeasurement } from './source-measurement.ts';

/** After the first answer, this many more, this far apart: together they see the whole second. */
const spreadReadings = 5;
const spreadMs = 200;
/** Bounds of one source's share of a check: readings, failures, and when the last reading may begin. */
const maxReadings = 14;
const maxFailures = 2;
const lastStartMs = 7_000;
/** A further reading is worth its wait only if it can narrow the interval by at least this much. */
const worthwhileMs = 40;

export interface ReadingDeps {
  readonly clock: Clock;
  readonly mono: MonotonicClock;
  /** The computer's clock minus the monotonic one when the check began. */
  readonly anchor: number;
  readonly signal: AbortSignal;
}

/**
 * Asks one source as often as needed: answers with a coarse grain are spread over the grain first, then aimed
 * at the edge of the grain until the judgement is settled or nothing more can be learned.
 * Throws only the signal's reason.
 */
export async function readSource(source: TimeSource, deps: ReadingDeps): Promise<SourceMeasurement> {
  const readings = new Readings(source, deps);
  const startedAt = deps.mono.now();
  await readings.take();
  if (source.grainMs > 0) {
    const spreadFrom = deps.mono.now();
    const mayGoOn = () => readings.mayGoOn() && deps.mono.now() - startedAt < lastStartMs;
    for (let step = 1; step <= spreadReadings && mayGoOn(); step++) {
      await until(spreadFrom + step * spreadMs, deps);
      await readings.take();
    }
    for (let aim = readings.nextAim(); aim !== null && mayGoOn(); aim = readings.nextAim()) {
      await until(aim, deps);
      await readings.take();
    }
  }
  return readings.result();
}

class Readings {
  readonly #source: TimeSource;
  readonly #deps: ReadingDeps;
  readonly #intervals: OffsetInterval[] = [];
  #failures = 0;
  #reason: string | null = null;
  #roundTripMs = Number.POSITIVE_INFINITY;

  constructor(source: TimeSource, deps: ReadingDeps) {
    this.#source = source;
    this.#deps = deps;
  }

  async take(): Promise<void> {
    try {
      const reading = await this.#source.read(this.#deps.signal);
      this.#intervals.push(offsetOf(reading, this.#deps.anchor));
      this.#roundTripMs = Math.min(this.#roundTripMs, reading.receivedAt - reading.sentAt);
    } catch (error) {
      this.#deps.signal.throwIfAborted();
      if (!(error instanceof TimeSourceError)) throw error;
      this.#failures += 1;
      this.#reason = error.reason;
    }
  }

  mayGoOn(): boolean {
    return this.#failures < maxFailures && this.#intervals.length < maxReadings;
  }

  /**
   * When to send the next request (monotonic ms) so that it arrives where the edge of the source's second most
   * probably is: whichever side it falls on, about half of the uncertainty goes. null: enough is known.
   */
  nextAim(): number | null {
    const known = agreement(this.#intervals);
    if (known === null || isSettled(known)) return null;
    if (known.hi - known.lo < this.#roundTripMs + 2 * sourceToleranceMs + worthwhileMs) return null;
    const { grainMs } = this.#source;
    const edge = centre(known).offsetMs - this.#deps.anchor - this.#roundTripMs / 2;
    const now = this.#deps.mono.now();
    return edge + Math.ceil((now - edge) / grainMs) * grainMs;
  }

  result(): SourceMeasurement {
    const { id, kind } = this.#source;
    const interval = agreement(this.#intervals);
    const readings = this.#intervals.length;
    if (readings === 0)
      return { id, kind, state: 'failed', reason: this.#reason, interval, readings, roundTripMs: null };
    const state = interval === null ? 'inconsistent' : 'answered';
    return { id, kind, state, reason: null, interval, readings, roundTripMs: this.#roundTripMs };
  }
}

async function until(at: number, { clock, mono, signal }: ReadingDeps): Promise<void> {
  const wait = at - mono.now();
  if (wait > 0) await clock.sleep(wait, signal);
}
