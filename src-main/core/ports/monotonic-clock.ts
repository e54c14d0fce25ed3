/**
 * Time that only moves forward, whatever is done to the computer's clock. Its zero means nothing. It may
 * stand still while the computer sleeps (Linux, macOS) or not (Windows).
 */
export interface MonotonicClock {
  /** Milliseconds, with fractions. */
  now(): number;
}
