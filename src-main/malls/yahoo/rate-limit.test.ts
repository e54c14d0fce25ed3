import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

/** A clock that moves only when told; sleepers wake in the order of their times. */
class ManualClock {
  #now = 0;
  #sleepers: { at: number; wake: () => void }[] = [];
  now = (): number => this.#now;
  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.#sleepers.sort((a, b) => a.at - b.at);
      if (next === undefined || next.at > until) break;
      this.#sleepers.shift();
      this.#now = next.at;
      next.wake();
    }
    this.#now = until;
  }
}

/** A limit that has been there for longer than any pause. */
async function settled(clock: ManualClock): Promise<RateLimit> {
  const limit = new RateLimit(clock);
  await clock.advance(1_000);
  return limit;
}

describe('the pace of calls', () => {
  it('keeps the pause to a call that an earlier process may have made just before it was killed', async () => {
    const clock = new ManualClock();
    const limit = new RateLimit(clock);
    const starts: string[] = [];
    const call = (key: string, perSecond: number) =>
      limit.run(key, perSecond, null, async () => void starts.push(`${key}@${clock.now()}`));
    const early = [call('a', 1), call('b', 10)];
    await clock.advance(600);
    const late = [call('c', 1), call('d', 10)];
    await clock.advance(2_000);
    await Promise.all([...early, ...late]);
    expect(starts).toEqual(['b@100', 'd@600', 'a@1000', 'c@1000']);
  });

  it('leaves a full pause after each answer, per key, in the order asked', async () => {
    const clock = new ManualClock();
    const limit = await settled(clock);
    const starts: string[] = [];
    const call = (key: string, name: string, lastsMs: number) =>
      limit.run(key, 1, null, async () => {
        starts.push(`${name}@${clock.now()}`);
        if (lastsMs > 0) await clock.sleep(lastsMs);
      });
    const calls = [call('a', 'a1', 500), call('a', 'a2', 0), call('a', 'a3', 0), call('b', 'b1', 0)];
    await clock.advance(10_000);
    await Promise.all(calls);
    expect(starts).toEqual(['a1@1000', 'b1@1000', 'a2@2500', 'a3@3500']);
  });

  it('does not let one slow answer hold the others for long', async () => {
    const clock = new ManualClock();
    const limit = await settled(clock);
    const starts: number[] = [];
    const slow = limit.run('a', 1, null, () => clock.sleep(60_000));
    const next = limit.run('a', 1, null, async () => void starts.push(clock.now()));
    await clock.advance(70_000);
    await Promise.all([slow, next]);
    expect(starts).toEqual([5_000]);
  });

  it('goes on after a failed call and after one that left the queue', async () => {
    const clock = new ManualClock();
    const limit = await settled(clock);
    const failed = limit.run('a', 1, null, () => Promise.reject(new Error('no')));
    const abort = new AbortController();
    const left = limit.run('a', 1, abort.signal, async () => 'never');
    const last = limit.run('a', 1, null, async () => clock.now());
    abort.abort();
    await expect(left).rejects.toMatchObject({ code: 'cancelled' });
    await expect(failed).rejects.toThrow('no');
    await clock.advance(5_000);
    expect(await last).toBe(2_000);
  });
});
