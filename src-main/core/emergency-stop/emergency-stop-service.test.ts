import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EmergencyStopService } from './emergency-stop-service.ts';
import { ctx, instructed, StopWorld } from './testing/stop-world.ts';

let world: StopWorld;

beforeEach(() => {
  world = new StopWorld();
});
afterEach(() => world.close());

const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('stop', () => {
  it('is in force when it returns, and everybody was told', () => {
    const stop = world.stop();
    expect(stop).toMatchObject({ name: '山田', terminal: '受注PC', isInstructed: true, resumedAt: null });
    expect(world.loop).toMatchObject({ isRunning: false, told: 1 });
    expect(world.stops.current()).toEqual(stop);
    expect(() => world.stops.requireNone()).toThrow(refusal('emergency_stopped', { name: '山田' }));
  });

  it('without an instruction needs the typed words', () => {
    const uninstructed = { ...instructed, isInstructed: false };
    for (const confirmation of ['', '緊急', 'stop', '緊急停止する']) {
      expect(() => world.stops.stop({ ...uninstructed, confirmation }, ctx)).toThrow(
        refusal('stop_not_confirmed'),
      );
    }
    expect(world.loop.isRunning).toBe(true);
    expect(world.stops.journal(10)).toEqual([]);
    // A blank that an input method leaves behind does not count.
    expect(world.stops.stop({ ...uninstructed, confirmation: '緊急停止　' }, ctx).isInstructed).toBe(false);
  });

  it('names who was first to whoever is second, and tells the listeners once', () => {
    const first = world.stop();
    const second = { ...instructed, name: '佐藤', isInstructed: false };
    expect(() => world.stops.stop(second, ctx)).toThrow(
      refusal('stop_already', { name: '山田', at: first.stoppedAt }),
    );
    expect(world.loop.told).toBe(1);
    expect(world.stops.journal(10)).toHaveLength(1);
  });

  it('survives a restart', () => {
    const stop = world.stop();
    world.crash();
    expect(world.stops.current()).toEqual(stop);
    expect(world.loop.isRunning).toBe(false);
    expect(() => world.stops.requireNone()).toThrow(refusal('emergency_stopped'));
  });

  it('that another terminal wrote is obeyed here, too', () => {
    const { store, clock } = world;
    const other = new EmergencyStopService({
      store,
      clock,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      terminalName: () => '倉庫PC',
      newId: () => '00000000-0000-4000-8000-0000000000aa',
    });
    other.stop(instructed, ctx);
    expect(world.stops.current()).toMatchObject({ terminal: '倉庫PC' });
    expect(world.loop.isRunning).toBe(false);
    expect(() => world.stop()).toThrow(refusal('stop_already'));
    other.close();
  });

  it('reaches the others although one listener fails', () => {
    world.stops.onChange(() => {
      throw new Error('broken');
    });
    let last = false;
    world.stops.onChange((stop) => {
      last = stop !== null;
    });
    world.stop();
    expect(last).toBe(true);
  });
});

describe('the journal', () => {
  it('keeps each stop with how it ended, newest first', () => {
    world.stop();
    const ended = world.stops.end('佐藤', ctx);
    expect(ended).toMatchObject({ resumedBy: '佐藤', resumedTerminal: '受注PC' });
    expect(ended.resumedAt).not.toBeNull();
    expect(world.stops.current()).toBeNull();
    const { id } = world.stop();
    expect(world.stops.journal(10).map((stop) => stop.id)).toEqual([id, ended.id]);
  });

  it('knows no end without a stop', () => {
    expect(() => world.stops.end('佐藤', ctx)).toThrow(refusal('stop_none'));
    world.stop();
    const [stop] = world.stops.journal(1);
    world.stops.end('佐藤', ctx);
    const again = { kind: 'stop.end' as const, id: stop?.id ?? '', name: '鈴木' };
    expect(() => world.store.commit([again], { actor: '', terminal: '', at: 1 })).toThrow(
      refusal('stop_none'),
    );
  });
});
