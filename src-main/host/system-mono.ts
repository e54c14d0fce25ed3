import type { MonotonicClock } from '../core/ports/monotonic-clock.ts';

/** This process's monotonic time. */
export const systemMono: MonotonicClock = { now: () => performance.now() };
