/** Compares this PC's clock with true time before something that a wrong clock would spoil (spec §2.2). */
export interface ClockGuardPort {
  /** Throws the `clock_*` AppErrors unless the clock is good. */
  requireGoodClock(purpose: 'email_auth'): Promise<void>;
}
