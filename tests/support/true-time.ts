import type { TimeSource } from '#main/core/ports/time-source.ts';
import { systemMono } from '#main/host/system-mono.ts';

/** A time source that finds this PC's clock right, at once: for tests that are about something else. */
export const trueTime: TimeSource = {
  id: 'test',
  kind: 'sntp',
  grainMs: 0,
  read: async () => {
    const at = systemMono.now();
    const now = Date.now();
    return { sentAt: at, receivedAt: at, notBefore: now, notAfter: now };
  },
};
