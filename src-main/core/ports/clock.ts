/** Time as the core sees it: given, never taken, so that tests and simulations own it. */
export interface Clock {
  /** Now in epoch ms by this computer's clock. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
