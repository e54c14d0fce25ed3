import { describe, expect, it } from 'vitest';
import type { ChangeEvent } from '#shared/contract/system.ts';
import { EventHub, foldEvents } from './event-hub.ts';

const changed = (revision: number, ids: number[]): ChangeEvent => ({
  type: 'changed',
  revision,
  entity: 'order',
  ids,
});

describe('the event hub', () => {
  it('tells each listener everything since its start, in order, beginning with `ready`', async () => {
    const hub = new EventHub();
    const stop = new AbortController();
    const early = hub.listen(1, stop.signal);
    expect((await early.next()).value).toEqual({ type: 'ready', revision: 1 });
    hub.publish([changed(2, [1])]);
    const late = hub.listen(2, stop.signal);
    await late.next();
    hub.publish([changed(3, [2]), changed(4, [3])]);
    expect([(await early.next()).value, (await early.next()).value, (await early.next()).value]).toEqual([
      changed(2, [1]),
      changed(3, [2]),
      changed(4, [3]),
    ]);
    expect((await late.next()).value).toEqual(changed(3, [2]));
    stop.abort();
  });

  it('ends a listener whose caller gave up, also while it waits', async () => {
    const hub = new EventHub();
    const stop = new AbortController();
    const listener = hub.listen(0, stop.signal);
    await listener.next();
    const waiting = listener.next();
    stop.abort();
    expect((await waiting).done).toBe(true);
  });

  it('ends all listeners when it closes', async () => {
    const hub = new EventHub();
    const listener = hub.listen(0);
    await listener.next();
    const waiting = listener.next();
    hub.close();
    expect((await waiting).done).toBe(true);
  });

  it('folds what a slow listener missed instead of growing', async () => {
    const hub = new EventHub();
    const listener = hub.listen(0);
    await listener.next();
    for (let revision = 1; revision <= 2_000; revision++) hub.publish([changed(revision, [revision])]);
    const first = (await listener.next()).value as Extract<ChangeEvent, { type: 'changed' }>;
    expect(first.ids).toEqual([]);
    expect(first.revision).toBeGreaterThan(500);
  });

  it('keeps the last progress of each run when folding', () => {
    const progress = (runId: string, done: number): ChangeEvent => ({
      type: 'importProgress',
      runId,
      progress: {
        stage: 'fetching',
        found: 9,
        done,
        counts: { created: done, updated: 0, unchanged: 0, failed: 0 },
        remainingMs: null,
      },
    });
    expect(foldEvents([progress('a', 1), progress('b', 1), progress('a', 2)])).toEqual([
      progress('a', 2),
      progress('b', 1),
    ]);
  });
});
