import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { AutoImportWorld, ctx, hour, minute, on } from './auto-import-world.ts';

let world: AutoImportWorld;
afterEach(() => world.close());

const last = () => world.host.store.autoImport.lastReconciliation(world.shopId, 'any');
/** As after an import of everything up to now, though these orders were never listed. */
function moveCursorToNow(): void {
  const { shopId } = world;
  const at = world.now();
  const head = { id: randomUUID(), batchId: randomUUID(), shopId, trigger: 'auto', startedAt: at } as const;
  const run = { ...head, periodFrom: 0, periodTo: at };
  world.host.store.commit([{ kind: 'run.record', run, state: 'completed', at, error: null }], {
    actor: 'system',
    terminal: '受注PC',
    at,
  });
}

it('finds orders of a period that was never listed, imports them, and keeps it on record', async () => {
  world = await AutoImportWorld.start(12, 9);
  moveCursorToNow();
  await world.set(on);
  await world.runFor(2 * minute);
  expect(world.known()).toBe(12);
  const found = last();
  expect(found).toMatchObject({ reason: 'start', state: 'completed', listed: 12, gap: 0 });
  expect(found?.missing).toBeGreaterThanOrEqual(9);
  await world.runFor(70 * minute);
  expect(last()).toMatchObject({ reason: 'hourly', listed: 12, missing: 0, changed: 0, gap: 0 });
});

it('lets no request leave after an emergency stop, not even for a backlog, and closes the gap on the way back', async () => {
  world = await AutoImportWorld.start(40);
  const { emergencyStop } = world.host.core.operations;
  await world.set(on);
  await world.until(() => world.asked().length > 10);
  await emergencyStop.stop({ reason: '点検', name: '山田', isInstructed: true, confirmation: '' }, ctx);
  const mark = world.mark();
  await world.runFor(3 * hour);
  expect(world.asked(mark)).toEqual([]);
  expect(world.known()).toBeLessThan(40);
  expect((await world.monitor()).state.kind).toBe('stopped');

  await emergencyStop.beginResume({ name: '佐藤' }, ctx);
  await world.until(() => last()?.state === 'completed');
  expect(last()).toMatchObject({ reason: 'resume', listed: 40, gap: 0 });
  expect(world.known()).toBe(40);
  await emergencyStop.resume({ name: '佐藤' }, ctx);
  await world.runFor(minute);
  expect((await world.monitor()).state.kind).toBe('waiting');
  expect((await world.monitor()).today).toMatchObject({ created: 40, failed: 0 });
});

it('marks a comparison as interrupted that died with its process, and makes another', async () => {
  world = await AutoImportWorld.start(12, 9);
  moveCursorToNow();
  await world.set(on);
  await world.until(() => last()?.state === 'running' && (last()?.missing ?? 0) > 0);
  const died = last();
  await world.crash();
  expect(world.host.store.autoImport.reconciliation(died?.id ?? '')).toMatchObject({
    state: 'interrupted',
    gap: died?.missing,
    error: null,
  });
  await world.runFor(3 * minute);
  expect(last()).toMatchObject({ reason: 'start', state: 'completed', gap: 0 });
  expect(world.known()).toBe(12);
});
