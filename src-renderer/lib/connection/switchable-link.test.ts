import type { ClientLink } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from '#shared/contract/client.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Channel } from './channel.ts';
import { SwitchableLink } from './switchable-link.ts';

type Call = ClientLink<CallOptions>['call'];

function channel(call: Call): { channel: Channel; end: () => void } {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { channel: { link: { call }, ended }, end };
}

const never: Call = () => new Promise(() => {});
const answering =
  (answer: string): Call =>
  () =>
    Promise.resolve(answer);
const options = { context: {} };

describe('SwitchableLink', () => {
  it('lets calls wait until there is a channel', async () => {
    const link = new SwitchableLink({ patienceMs: 1_000 });
    const call = link.call(['a'], {}, options);
    link.attach(channel(answering('here')).channel);
    expect(await call).toBe('here');
  });

  it('repeats a call whose channel ended before the answer, with the same context', async () => {
    const link = new SwitchableLink({ patienceMs: 1_000 });
    const first = channel(never);
    link.attach(first.channel);
    const contexts: unknown[] = [];
    const call = link.call(['a'], {}, { context: { idempotencyKey: 'k' } });
    first.end();
    link.attach(
      channel((_path, _input, given) => {
        contexts.push(given.context);
        return Promise.resolve('second');
      }).channel,
    );
    expect(await call).toBe('second');
    expect(contexts).toEqual([{ idempotencyKey: 'k' }]);
  });

  it('repeats a call that failed because its channel was closing', async () => {
    const link = new SwitchableLink({ patienceMs: 1_000 });
    const first = channel(() => {
      first.end();
      return Promise.reject(new Error('socket closed'));
    });
    link.attach(first.channel);
    const call = link.call(['a'], {}, options);
    link.attach(channel(answering('second')).channel);
    expect(await call).toBe('second');
  });

  it('hands a failure of the operation on', async () => {
    const link = new SwitchableLink({ patienceMs: 1_000 });
    const refusal = new AppError('conflict', 'someone was first');
    link.attach(channel(() => Promise.reject(refusal)).channel);
    await expect(link.call(['a'], {}, options)).rejects.toBe(refusal);
  });

  it('fails with host_unavailable when no channel comes', async () => {
    const link = new SwitchableLink({ patienceMs: 5 });
    await expect(link.call(['a'], {}, options)).rejects.toMatchObject({ code: 'host_unavailable' });
  });

  it('tells whether it is connected', async () => {
    const link = new SwitchableLink({ patienceMs: 1_000 });
    const seen: string[] = [];
    link.subscribe(() => seen.push(link.status));
    const first = channel(never);
    link.attach(first.channel);
    first.end();
    await first.channel.ended;
    await Promise.resolve();
    link.attach(channel(never).channel);
    expect(seen).toEqual(['connected', 'reconnecting', 'connected']);
  });

  it('ends a waiting call when its caller gives up', async () => {
    const link = new SwitchableLink({ patienceMs: 1_000 });
    const caller = new AbortController();
    const call = link.call(['a'], {}, { ...options, signal: caller.signal });
    caller.abort(new Error('left the screen'));
    await expect(call).rejects.toThrow('left the screen');
  });
});
