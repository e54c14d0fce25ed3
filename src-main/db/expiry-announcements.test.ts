import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChangeEvent } from '#shared/contract/system.ts';
import type { Store } from '../core/ports/store.ts';
import { createTestStore, origin } from './testing/test-store.ts';

let store: Store;
let close: () => void;
beforeEach(() => {
  ({ store, close } = createTestStore(0));
});
afterEach(() => close());

const day = 86_400_000;
const announce = (dueAt: number, distanceMs: number, announcedAt: number) =>
  store.commit(
    [{ kind: 'expiry.announced', announcement: { itemId: 'key', dueAt, distanceMs, announcedAt } }],
    origin(announcedAt),
  );

it('keeps the latest warning of each end, put away until the next one, and tells of each change', () => {
  const heard: ChangeEvent[] = [];
  store.subscribe((events) => heard.push(...events));
  announce(100 * day, 30 * day, 70 * day);
  store.commit([{ kind: 'expiry.dismissed', itemId: 'key', dueAt: 100 * day }], origin());
  expect(store.expiryAnnouncements()).toEqual([
    { itemId: 'key', dueAt: 100 * day, distanceMs: 30 * day, announcedAt: 70 * day, dismissed: true },
  ]);
  announce(100 * day, 10 * day, 90 * day);
  expect(store.expiryAnnouncements()).toMatchObject([{ distanceMs: 10 * day, dismissed: false }]);
  expect(heard).toHaveLength(3);
  expect(heard).toContainEqual(expect.objectContaining({ entity: 'expiry', ids: ['key'] }));
});

it('says nothing when there is nothing to put away', () => {
  const before = store.revision();
  store.commit([{ kind: 'expiry.dismissed', itemId: 'key', dueAt: 1 }], origin());
  expect(store.revision()).toBe(before);
});

it('forgets ends long past once the thing was renewed, and only then', () => {
  announce(100 * day, 0, 100 * day);
  announce(100 * day, 0, 600 * day);
  expect(store.expiryAnnouncements()).toHaveLength(1);
  announce(700 * day, 0, 700 * day);
  expect(store.expiryAnnouncements()).toMatchObject([{ dueAt: 700 * day }]);
});
