import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpiryKind, ExpiryWarning } from '#shared/domain/expiry.ts';
import type { ExpiryAnnouncement } from '../ports/records.ts';
import { AnnouncementBook, dueWarnings, nextWarningAt } from './due-warnings.ts';
import { distancesOf, type ExpiringThing } from './expiring-thing.ts';
import { day, hour, noon, shop } from './testing/sessions.ts';

const thing = (patch: Partial<ExpiringThing> = {}): ExpiringThing => ({
  kind: 'public_key',
  shop,
  scope: 'terminal',
  since: noon - 365 * day,
  dueAt: noon,
  basis: 'one_year',
  ...patch,
});

/** Looks at each moment, keeping a record of what was announced as the store does. */
class Watcher {
  #records: ExpiryAnnouncement[] = [];

  look(things: readonly ExpiringThing[], now: number): ExpiryWarning[] {
    const warnings = dueWarnings(things, new AnnouncementBook(this.#records), now);
    for (const { item, distanceMs } of warnings) {
      const dueAt = item.expiresAt ?? 0;
      this.#records = this.#records.filter((old) => old.itemId !== item.id || old.dueAt !== dueAt);
      this.#records.push({ itemId: item.id, dueAt, distanceMs, announcedAt: now, dismissed: false });
    }
    return warnings;
  }
}

describe('warnings before an end', () => {
  it.each<[string, Partial<ExpiringThing>, number[]]>([
    ['a key', {}, [30 * day, 10 * day, 3 * day, day, 0]],
    [
      'an API key of another mall',
      { kind: 'api_key', since: noon - 90 * day },
      [30, 10, 3, 1, 0].map((n) => n * day),
    ],
    ['a signed consent', { kind: 'consent', since: noon - 28 * day }, [3 * day, day, 2 * hour, 0]],
    ['a consent of 12 hours', { kind: 'consent', since: noon - 12 * hour }, [2 * hour, 0]],
    ['a key with an unknown end', { dueAt: null, since: null }, []],
  ])('are given for %s', (_name, patch, distances) => {
    expect(distancesOf(thing(patch))).toEqual(distances);
  });

  it('come at the exact moment and not a millisecond before', () => {
    const watcher = new Watcher();
    expect(watcher.look([thing()], noon - 10 * day - 1)).toMatchObject([{ distanceMs: 30 * day }]);
    expect(watcher.look([thing()], noon - 10 * day)).toMatchObject([{ distanceMs: 10 * day }]);
    expect(watcher.look([thing()], noon - 10 * day)).toEqual([]);
  });

  const kinds = fc.constantFrom<ExpiryKind>('public_key', 'consent', 'certificate', 'api_key');
  const anyThing = fc.record({ kind: kinds, life: fc.integer({ min: hour, max: 400 * day }) });
  const steps = fc.array(fc.integer({ min: 1, max: 40 * day }), { minLength: 1, maxLength: 60 });

  it('are never given twice, and after any pause at most one per thing: the most urgent', () => {
    fc.assert(
      fc.property(anyThing, steps, ({ kind, life }, pauses) => {
        const it = thing({ kind, since: noon - life });
        const watcher = new Watcher();
        const given: number[] = [];
        let now = noon - 60 * day;
        for (const pause of pauses) {
          now += pause;
          const warnings = watcher.look([it], now);
          expect(warnings.length).toBeLessThanOrEqual(1);
          const passed = distancesOf(it).filter((distance) => now >= noon - distance);
          const [warning] = warnings;
          if (warning !== undefined) {
            expect(warning.distanceMs).toBe(passed.at(-1));
            given.push(warning.distanceMs);
          } else {
            expect(passed.at(-1)).toBe(given.at(-1));
          }
        }
        expect(new Set(given).size).toBe(given.length);
        expect(given).toEqual(given.toSorted((a, b) => b - a));
      }),
    );
  });

  it('are never skipped while the app runs: looking when asked to gives each once', () => {
    fc.assert(
      fc.property(anyThing, ({ kind, life }) => {
        const it = thing({ kind, since: noon - life });
        const watcher = new Watcher();
        const given: number[] = [];
        for (let now: number | null = noon - life; now !== null; now = nextWarningAt([it], now)) {
          given.push(...watcher.look([it], now).map((warning) => warning.distanceMs));
        }
        expect(given).toEqual(distancesOf(it));
      }),
    );
  });

  it('repeat nothing when the clock goes back, and start afresh after a renewal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40 * day, max: 5 * day }), { maxLength: 40 }), (moments) => {
        const watcher = new Watcher();
        const given = moments.flatMap((at) => watcher.look([thing()], noon + at));
        const distances = given.map((warning) => warning.distanceMs);
        expect(new Set(distances).size).toBe(distances.length);
        const renewed = thing({ since: noon, dueAt: noon + 365 * day });
        expect(watcher.look([renewed], noon + 5 * day)).toEqual([]);
        expect(watcher.look([renewed], noon + 336 * day)).toMatchObject([{ distanceMs: 30 * day }]);
      }),
    );
  });
});
