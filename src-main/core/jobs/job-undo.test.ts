import { afterEach, describe, expect, it } from 'vitest';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { origin } from '../../db/testing/test-store.ts';
import { StoreJobRecorder } from './job-recorder.ts';
import { ctx, JobWorld } from './testing/job-world.ts';

let world: JobWorld;
afterEach(() => world.close());

describe('undo', () => {
  it('takes back a change of phase, and is taken back itself', async () => {
    world = new JobWorld();
    const orders = world.addOrders(12);
    const job = world.toPhase(orders, phaseIdOf.shipped);
    await world.ended(job.id);
    expect(world.jobs.undoable()?.id).toBe(job.id);

    const undo = world.jobs.undo(job.id, ctx);
    expect(undo.facts).toEqual({
      phaseId: phaseIdOf.shipped,
      undoes: job.id,
      undoneKind: 'phase',
      isRedo: false,
    });
    expect(await world.ended(undo.id)).toMatchObject({ state: 'completed', progress: { done: 12 } });
    expect(orders.every((id) => world.phaseOf(id) === phaseIdOf.new)).toBe(true);
    expect(world.jobs.get(job.id)).toMatchObject({ undoneBy: undo.id, canUndo: false });
    expect(world.jobs.undoable()).toBeNull();
    expect(() => world.jobs.undo(job.id, ctx)).toThrow(
      expect.objectContaining({ code: 'job_not_undoable', details: { reason: 'undone', kind: 'phase' } }),
    );

    const redo = world.jobs.undo(undo.id, ctx);
    expect(redo.facts).toMatchObject({ undoneKind: 'phase', isRedo: true });
    await world.ended(redo.id);
    expect(orders.every((id) => world.phaseOf(id) === phaseIdOf.shipped)).toBe(true);
    expect(world.jobs.undoable()?.id).toBe(redo.id);
  });

  it('refuses order by order what was changed again since, and what is held by now', async () => {
    world = new JobWorld();
    const [again = 0, held = 0, plain = 0] = world.addOrders(3);
    const job = world.toPhase([again, held, plain], phaseIdOf.shipped);
    await world.ended(job.id);
    await world.ended(world.toPhase([again], phaseIdOf.completed).id);
    const detail = world.store.order(held);
    if (detail?.order == null) throw new Error('The order has data');
    world.store.commit(
      [
        {
          kind: 'order.import',
          runId: null,
          shopId: detail.shopId,
          order: { ...detail.order, fraudHold: 'under_review' },
          raw: new Uint8Array(),
          phaseIfNew: phaseIdOf.new,
        },
      ],
      origin(),
    );
    const undo = await world.ended(world.jobs.undo(job.id, ctx).id);
    expect(undo.progress).toMatchObject({ done: 1, failed: 2 });
    const failed = world.jobs.rows(undo.id, { states: ['failed'], offset: 0, limit: 5 }).rows;
    expect(failed.map(({ orderId, error }) => [orderId, error?.code]).toSorted()).toEqual([
      [again, 'changed_since'],
      [held, 'fraud_held'],
    ]);
    expect([again, held, plain].map((id) => world.phaseOf(id))).toEqual([
      phaseIdOf.completed,
      phaseIdOf.shipped,
      phaseIdOf.new,
    ]);
  });

  it('gives fields their texts back', async () => {
    world = new JobWorld();
    const orders = world.addOrders(6);
    const notes = () => orders.map((id) => world.store.order(id)?.order?.notes);
    const before = notes();
    const job = world.jobs.start(
      { kind: 'orders', orderIds: orders },
      { kind: 'field', field: 'notes', value: '要確認' },
      ctx,
    );
    await world.ended(job.id);
    expect(new Set(notes())).toEqual(new Set(['要確認']));
    await world.ended(world.jobs.undo(job.id, ctx).id);
    expect(notes()).toEqual(before);
  });

  it('takes back a small change that was recorded with its commit, whatever fields it had', async () => {
    world = new JobWorld();
    const [id = 0] = world.addOrders(1);
    const { store, clock, planner } = world;
    const recorder = new StoreJobRecorder({
      store,
      clock,
      terminalName: () => '受注PC',
      newId: () => crypto.randomUUID(),
    });
    const notes = store.order(id)?.order?.notes;
    const edit = planner.fieldEdit([id], 'notes', 'x');
    const move = planner.phaseMove([id], phaseIdOf.shipped);
    const plan = { changes: [...edit.changes, ...move.changes], rows: [...edit.rows, ...move.rows] };
    const job = recorder.finishedJob('field', { field: 'notes', value: 'x' }, plan, ctx);
    expect(job).toMatchObject({ state: 'completed', canUndo: true, progress: { total: 2, done: 2 } });
    expect(store.order(id)).toMatchObject({ phaseId: phaseIdOf.shipped, order: { notes: 'x' } });
    expect(await world.ended(world.jobs.undo(job.id, ctx).id)).toMatchObject({ progress: { done: 2 } });
    expect(store.order(id)).toMatchObject({ phaseId: phaseIdOf.new, order: { notes } });
  });

  it('ends after a day, and knows this terminal only', async () => {
    world = new JobWorld();
    const orders = world.addOrders(2);
    const job = world.toPhase(orders, phaseIdOf.shipped);
    await world.ended(job.id);
    expect(world.store.undoableJob('別のPC', 0)).toBeNull();
    world.now += 24 * 60 * 60 * 1_000 + 1;
    expect(world.jobs.undoable()).toBeNull();
    expect(() => world.jobs.undo(job.id, ctx)).toThrow(
      expect.objectContaining({ details: { reason: 'too_old', kind: 'phase' } }),
    );
  });
});
