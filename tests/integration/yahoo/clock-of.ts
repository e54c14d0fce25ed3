import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#main/core/ports/clock.ts';

/** Real waiting; `now` as given, so that a test's mall and client agree on the time. */
export function clockOf(now: () => number = Date.now): Clock {
  return {
    now,
    sleep: async (ms, signal) => {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    },
  };
}
