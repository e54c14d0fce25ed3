import type { CsvCheckProgress } from '#shared/contract/csv.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { Clock } from '../ports/clock.ts';

/** Progress is told so often, ms: as often as an eye follows. */
const everyMs = 200;

/** Tells every window how far the check of a file is; the first step at once, then from time to time. */
export function checkProgressTeller(
  { clock, events }: { clock: Pick<Clock, 'now'>; events: Pick<EventHub, 'publish'> },
  fileId: string,
): (progress: CsvCheckProgress) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = clock.now();
    // A clock that was set back must not silence it.
    if (Math.abs(now - toldAt) < everyMs) return;
    toldAt = now;
    events.publish([{ type: 'csvCheckProgress', fileId, progress }]);
  };
}
