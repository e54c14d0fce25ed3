/** One answer of a time source: at some instant between sending and receiving, true time was in the range. */
export interface TimeReading {
  /** Monotonic ms just before the request left and just after the answer came. */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** True time at that instant, epoch ms: not before … not after. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Why a reading failed, as a short code: `timeout`, `unreachable`, `no_date`, `cached`, `kiss_of_death` … */
export class TimeSourceError extends Error {
  readonly reason: string;

  constructor(reason: string, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'TimeSourceError';
    this.reason = reason;
  }
}

/** Somebody who knows true time. */
export interface TimeSource {
  /** Host name, with the port where it is not the usual one. */
  readonly id: string;
  readonly kind: 'http' | 'sntp';
  /**
   * The grain of its answers in ms: 1000 for a Date header, which is worth reading again and again around
   * the edge of its second; 0 for answers finer than any round trip, for which one is enough.
   */
  readonly grainMs: number;
  /** Asks once. Throws TimeSourceError, or the signal's reason when aborted. */
  read(signal: AbortSignal): Promise<TimeReading>;
}
