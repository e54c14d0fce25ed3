import type { ExpiryWarning } from '#shared/domain/expiry.ts';
import type { Moment } from '#shared/domain/time.ts';
import type { ExpiryAnnouncement } from '../ports/records.ts';
import { distancesOf, type ExpiringThing, itemIdOf, toItem } from './expiring-thing.ts';

/** What was announced so far, found by thing and end. */
export class AnnouncementBook {
  readonly #records: ReadonlyMap<string, ExpiryAnnouncement>;

  constructor(records: readonly ExpiryAnnouncement[]) {
    this.#records = new Map(records.map((record) => [`${record.itemId}@${record.dueAt}`, record]));
  }

  /** The most urgent warning given for this end of the thing, or null. */
  of(thing: ExpiringThing): ExpiryAnnouncement | null {
    return this.#records.get(`${itemIdOf(thing)}@${thing.dueAt}`) ?? null;
  }
}

/**
 * The warnings due at `now`: for each thing the most urgent one reached, unless it or a more urgent one was
 * given for this end. So each distance is announced once, a pause ends with one warning instead of all that
 * were missed, a clock set back repeats nothing, and a renewal (another end) starts afresh.
 */
export function dueWarnings(
  things: readonly ExpiringThing[],
  book: AnnouncementBook,
  now: Moment,
): ExpiryWarning[] {
  return things.flatMap((thing) => {
    const distanceMs = reached(thing, now);
    const given = book.of(thing)?.distanceMs ?? Number.POSITIVE_INFINITY;
    return distanceMs === null || given <= distanceMs ? [] : [{ item: toItem(thing, now), distanceMs }];
  });
}

/** When the next warning will be due; null when none is ahead. */
export function nextWarningAt(things: readonly ExpiringThing[], now: Moment): Moment | null {
  const moments = things.flatMap((thing) => {
    const { dueAt } = thing;
    return dueAt === null ? [] : distancesOf(thing).map((distance) => dueAt - distance);
  });
  const ahead = moments.filter((moment) => moment > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** Warnings that were given and neither put away nor overtaken by a renewal: the banner. */
export function standingWarnings(
  things: readonly ExpiringThing[],
  book: AnnouncementBook,
  now: Moment,
): ExpiryWarning[] {
  return things.flatMap((thing) => {
    const given = book.of(thing);
    if (given === null || given.dismissed || reached(thing, now) === null) return [];
    return [{ item: toItem(thing, now), distanceMs: given.distanceMs }];
  });
}

function reached(thing: ExpiringThing, now: Moment): number | null {
  const { dueAt } = thing;
  if (dueAt === null) return null;
  const passed = distancesOf(thing).filter((distance) => now >= dueAt - distance);
  return passed.at(-1) ?? null;
}
