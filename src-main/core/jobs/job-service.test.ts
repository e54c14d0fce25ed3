import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import type { JobRunner } from './job-runner.ts';
import { ctx, everyOrder, JobWorld } from './testing/job-world.ts';

let world: JobWorld;
afterEach(() => world.close());

const states = (jobId: string) => world.rowsOf(jobId).map(({ state }) => state);

describe('a bulk action', () => {
  it('changes each order once, in slices, and tells how each fared', async () => {
    world = new JobWorld();
    const free = world.addOrders(12);
    const [held = 0] = world.addOrders(1, 'under_review');
    const [there = 0] = world.addOrders(1);
    await world.ended(world.toPhase([there], phaseIdOf.shipped).id);

    const job = world.toPhase([...free, held, there, 999_999], phaseIdOf.shipped);
    expect(job).toMatchObject({ kind: 'phase', state: 'running', facts: { phaseId: phaseIdOf.shipped } });
    const ended = await world.ended(job.id);
    expect(ended).toMatchObject({
      state: 'completed',
      progress: { total: 15, done: 12, unchanged: 1, failed: 2 },
    });
    expect(free.map((id) => [world.phaseOf(id), world.moves(id)])).toEqual(
      free.map(() => [phaseIdOf.shipped, 1]),
    );
    expect(world.phaseOf(held)).toBe(phaseIdOf.new);
    const failed = world.jobs.rows(job.id, { states: ['failed'], offset: 0, limit: 10 });
    expect(failed.total).toBe(2);
    expect(failed.rows.map(({ orderId, error }) => [orderId, error?.code])).toEqual([
      [held, 'fraud_held'],
      [999_999, 'not_found'],
    ]);
    expect(world.rowsOf(job.id)[0]).toMatchObject({
      orderId: free[0],
      mallOrderId: world.store.order(free[0] ?? 0)?.mallOrderId,
      before: String(phaseIdOf.new),
      after: String(phaseIdOf.shipped),
    });
    expect(world.told.filter(({ type }) => type === 'jobProgress').at(-1)).toMatchObject({
      jobId: job.id,
      progress: { done: 12 },
    });
  });

  it('takes all that match, except some, and fixes them when it begins', async () => {
    world = new JobWorld();
    const orders = world.addOrders(20);
    const [first = 0, ...rest] = orders;
    const job = world.jobs.start(
      { kind: 'query', query: everyOrder, except: [first], total: 19 },
      { kind: 'phase', phaseId: phaseIdOf.completed },
      ctx,
    );
    const later = world.addOrders(3);
    expect(await world.ended(job.id)).toMatchObject({ progress: { total: 19, done: 19 } });
    expect(rest.every((id) => world.phaseOf(id) === phaseIdOf.completed)).toBe(true);
    expect([first, ...later].every((id) => world.phaseOf(id) === phaseIdOf.new)).toBe(true);
  });

  it('asks again when far more match than were confirmed', () => {
    world = new JobWorld();
    world.addOrders(30);
    const start = (total: number) =>
      world.jobs.start(
        { kind: 'query', query: everyOrder, except: [], total },
        { kind: 'phase', phaseId: phaseIdOf.completed },
        ctx,
      );
    expect(() => start(19)).toThrow(
      expect.objectContaining({ code: 'job_total_changed', details: { confirmed: 19, total: 30 } }),
    );
    expect(world.jobs.list(10)).toEqual([]);
    expect(start(20).progress.total).toBe(30);
  });

  it('is refused before anything begins when it cannot be', () => {
    world = new JobWorld();
    const orderIds = world.addOrders(1);
    const start = (action: Parameters<typeof world.jobs.start>[1]) => () =>
      world.jobs.start({ kind: 'orders', orderIds }, action, ctx);
    expect(start({ kind: 'phase', phaseId: 99 })).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(start({ kind: 'field', field: 'money.totalYen', value: '1' })).toThrow(
      expect.objectContaining({ code: 'field_invalid' }),
    );
    expect(world.jobs.list(10)).toEqual([]);
  });

  it('waits for the one before it and says so', async () => {
    world = new JobWorld();
    const orders = world.addOrders(20);
    const first = world.toPhase(orders, phaseIdOf.shipped);
    const second = world.toPhase(orders, phaseIdOf.completed);
    const third = world.toPhase(orders, phaseIdOf.new);
    expect(second.progress.queuedBehind).toBe(1);
    expect(third.progress.queuedBehind).toBe(2);
    await world.jobs.cancel(third.id, ctx);
    const early: number[] = [];
    world.onBreath = () => {
      if (world.jobs.get(first.id).state === 'running') early.push(world.jobs.get(second.id).progress.done);
    };
    await world.ended(first.id);
    expect(new Set(early)).toEqual(new Set([0]));
    await world.ended(second.id);
    expect(orders.every((id) => world.phaseOf(id) === phaseIdOf.completed && world.moves(id) === 2)).toBe(
      true,
    );
    expect(world.jobs.get(third.id)).toMatchObject({ state: 'cancelled', progress: { done: 0 } });
  });

  it('stops on cancel after any slice: what is done stays, the rest is untouched', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 9 }),
        async (count, after) => {
          world = new JobWorld();
          try {
            const orders = world.addOrders(count);
            const job = world.toPhase(orders, phaseIdOf.shipped);
            let breaths = 0;
            let cancelling: Promise<unknown> | null = null;
            world.onBreath = () => {
              if (breaths++ === after) cancelling = world.jobs.cancel(job.id, ctx);
            };
            if (after === 0) await world.jobs.cancel(job.id, ctx);
            await world.ended(job.id);
            await cancelling;
            const { progress, state } = world.jobs.get(job.id);
            const moved = orders.filter((id) => world.phaseOf(id) === phaseIdOf.shipped);
            expect(moved).toHaveLength(progress.done);
            expect(state).toBe(progress.done === count && after * 5 >= count ? 'completed' : state);
            if (state !== 'completed') expect(state).toBe('cancelled');
            expect(orders.every((id) => world.moves(id) === (moved.includes(id) ? 1 : 0))).toBe(true);
            expect(states(job.id).filter((row) => row === 'waiting')).toHaveLength(count - progress.done);
          } finally {
            await world.close();
          }
        },
      ),
      { numRuns: 25 },
    );
    world = new JobWorld();
  });

  it('goes on after the host was closed, and after it died', async () => {
    world = new JobWorld();
    const orders = world.addOrders(30);
    const job = world.toPhase(orders, phaseIdOf.shipped);
    let breaths = 0;
    const stopped = new Promise<void>((resolve) => {
      world.onBreath = () => {
        if (++breaths === 2) resolve(world.jobs.close());
      };
    });
    await stopped;
    expect(world.store.job(job.id)).toMatchObject({ state: 'interrupted', done: 10 });

    world.onBreath = () => undefined;
    world.jobs = world.engine();
    world.jobs.markInterrupted();
    world.jobs.resume();
    expect(await world.ended(job.id)).toMatchObject({ state: 'completed', progress: { done: 30 } });
    expect(orders.map((id) => world.moves(id))).toEqual(orders.map(() => 1));
  });

  it('fails as a whole when its work throws, and keeps what was done', async () => {
    let slices = 0;
    const breaking: JobRunner = {
      kind: 'reimport',
      lane: 'network',
      sliceRows: 1,
      inListOrder: true,
      canUndo: false,
      specSchema: { parse: (value: unknown) => value } as JobRunner['specSchema'],
      prepare: () => ({ facts: {}, spec: {} }),
      runSlice: async ({ rows }) => {
        if (++slices > 1) throw new AppError('db_disk_full', 'No room');
        return {
          changes: [],
          rows: rows.map(({ seq }) => ({
            seq,
            state: 'done' as const,
            before: '',
            after: '',
            what: '',
            error: null,
          })),
        };
      },
    };
    world = new JobWorld(() => [breaking]);
    const orderIds = world.addOrders(8);
    const job = world.jobs.start({ kind: 'orders', orderIds }, { kind: 'reimport' }, ctx);
    expect(await world.ended(job.id)).toMatchObject({
      state: 'failed',
      error: { code: 'db_disk_full' },
      progress: { done: 5, total: 8 },
    });
  });

  it('is forgotten after a month, with its rows', async () => {
    world = new JobWorld();
    const orders = world.addOrders(7);
    const old = world.toPhase(orders, phaseIdOf.shipped);
    await world.ended(old.id);
    world.now += 31 * 24 * 60 * 60 * 1_000;
    const young = world.toPhase(orders, phaseIdOf.completed);
    await world.ended(young.id);
    while (world.store.job(old.id) !== null) await new Promise((resolve) => setImmediate(resolve));
    expect(world.jobs.list(10).map(({ id }) => id)).toEqual([young.id]);
    expect(world.store.jobRows(old.id, { offset: 0, limit: 10 })).toEqual({ rows: [], total: 0 });
  });
});
