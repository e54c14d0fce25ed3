import type { MonotonicClock } from '../../core/ports/monotonic-clock.ts';
import type { TimeSource } from '../../core/ports/time-source.ts';
import type { Endpoints } from '../endpoints.ts';
import { httpDateSource } from './http-date-source.ts';
import { sntpSource } from './sntp-source.ts';

/** The sources of true time, the authorization host first: its clock is the one that judges our signatures. */
export function timeSources(
  endpoints: Pick<Endpoints, 'time.http' | 'time.sntp'>,
  mono: MonotonicClock,
): readonly TimeSource[] {
  return [
    ...endpoints['time.http'].map((url) => httpDateSource(url, { mono })),
    ...endpoints['time.sntp'].map((address) => sntpSource(address, { mono })),
  ];
}
