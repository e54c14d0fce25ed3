import { setTimeout as wait } from 'node:timers/promises';
import { eventIterator } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, emptySchema, okSchema, query, stream } from '#shared/contract/base.ts';
import { type CallOptions, createContractClient } from '#shared/contract/client.ts';
import type { Services } from '#shared/contract/services.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { CallContext } from '../core/context.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { CommandLog } from '../core/ports/store.ts';
import { CallGate } from './call-gate.ts';
import { createRouter } from './router.ts';
import { inProcessLink } from './transports/in-process.ts';

const contract = {
  group: {
    read: query.input(z.object({ ms: z.int() })).output(okSchema),
    act: command.input(emptySchema).output(z.object({ count: z.int() })),
    watch: stream
      .input(z.object({ end: z.enum(['coded', 'bug', 'bad event', 'finish', 'deaf']) }))
      .output(eventIterator(z.object({ n: z.int() }))),
  },
};

class Service {
  count = 0;
  fail: Error | null = null;
  release: Promise<void> = Promise.resolve();
  seen: CallContext | null = null;

  readonly group: Services<typeof contract, CallContext>['group'] = {
    read: async ({ ms }) => {
      await wait(ms);
      return { ok: true };
    },
    act: async (_input, context) => {
      this.seen = context;
      await this.release;
      this.count += 1;
      if (this.fail !== null) throw this.fail;
      return { count: this.count };
    },
    watch: async function* ({ end }) {
      yield { n: 1 };
      if (end === 'coded') throw new AppError('mall_busy', 'later', { retryable: true });
      if (end === 'bug') throw new Error('inside');
      if (end === 'bad event') yield { n: 0.5 };
      if (end === 'deaf') await new Promise(() => undefined);
    },
  };
}

function setUp() {
  const lines: { level: string; message: string; facts: Record<string, unknown> }[] = [];
  const at =
    (level: string) =>
    (message: string, facts: Record<string, unknown> = {}) => {
      lines.push({ level, message, facts });
    };
  const log: Logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const kept = new Map<string, { operation: string; answer: unknown; at: number }>();
  const commands: CommandLog = {
    find: (key) => kept.get(key) ?? null,
    keep: (key, operation, answer, at) => kept.set(key, { operation, answer, at }),
  };
  const service = new Service();
  const gate = new CallGate();
  const router = createRouter(contract, service, { log, clock: { now: () => 42 }, commands, gate });
  const link = inProcessLink(router, { log, actor: 'operator' });
  let keys = 0;
  const client = createContractClient(contract, link, () => `key-${++keys}`);
  return { client, lines, kept, service, gate };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no failure',
    (error: unknown) => toAppError(error).code,
  );

describe('createRouter', () => {
  it('refuses a contract whose service is missing an operation', () => {
    const incomplete = { group: { read: () => ({ ok: true }) } } as unknown as Services<
      typeof contract,
      CallContext
    >;
    const options = { log: console, clock: { now: () => 0 }, gate: new CallGate() };
    const commands = { find: () => null, keep: () => undefined };
    expect(() => createRouter(contract, incomplete, { ...options, commands })).toThrow('group.act');
  });

  it('logs name, time and outcome of each call at debug, slow ones at warn', async () => {
    const { client, lines } = setUp();
    await client.group.read({ ms: 0 });
    await client.group.read({ ms: 120 });
    expect(lines).toMatchObject([
      { level: 'debug', message: 'operation', facts: { operation: 'group.read', outcome: 'ok' } },
      { level: 'warn', message: 'slow operation', facts: { operation: 'group.read', outcome: 'ok' } },
    ]);
    expect(lines[1]?.facts.ms).toBeGreaterThan(100);
  });

  it('keeps the stack of an unexpected failure in the log, under the reference the caller got', async () => {
    const { client, lines, service } = setUp();
    service.fail = new Error('inside');
    const failure: unknown = await client.group.act({}).catch((error: unknown) => error);
    const { details } = toAppError(failure);
    const line = lines.find(({ level }) => level === 'error');
    expect(line?.facts).toMatchObject({
      operation: 'group.act',
      reference: details.reference,
      err: service.fail,
    });
  });

  it('gives one key to each logical command and none to a query', async () => {
    const { client, kept } = setUp();
    await client.group.read({ ms: 0 });
    await client.group.act({});
    await client.group.act({});
    expect([...kept]).toEqual([
      ['key-1', { operation: 'group.act', answer: { count: 1 }, at: 42 }],
      ['key-2', { operation: 'group.act', answer: { count: 2 }, at: 42 }],
    ]);
  });

  it('keeps nothing of a failed command, so that repeating it tries again', async () => {
    const { client, kept, service } = setUp();
    const context: CallOptions = { idempotencyKey: 'mine' };
    service.fail = new AppError('mall_timeout', 'no answer', { retryable: true });
    expect(await codeOf(client.group.act({}, { context }))).toBe('mall_timeout');
    expect(kept.size).toBe(0);
    service.fail = null;
    expect(await client.group.act({}, { context })).toEqual({ count: 2 });
  });

  it('does not end a command when its caller leaves', async () => {
    const { client, service } = setUp();
    const leave = new AbortController();
    const go = Promise.withResolvers<void>();
    service.release = go.promise;
    const call = codeOf(client.group.act({}, { signal: leave.signal, context: { idempotencyKey: 'mine' } }));
    await expect.poll(() => service.seen).not.toBeNull();
    leave.abort();
    expect(service.seen?.signal?.aborted).toBe(false);
    go.resolve();
    await call;
    expect(await client.group.act({}, { context: { idempotencyKey: 'mine' } })).toEqual({ count: 1 });
  });

  it.each([
    ['coded', 'mall_busy'],
    ['bug', 'internal'],
    ['bad event', 'internal'],
  ] as const)('ends a stream that fails (%s) with a coded error', async (end, code) => {
    const { client } = setUp();
    const events = await client.group.watch({ end });
    expect(await events.next()).toEqual({ done: false, value: { n: 1 } });
    expect(await codeOf(events.next())).toBe(code);
  });

  it('lets a stream finish by itself', async () => {
    const { client, lines } = setUp();
    const seen: number[] = [];
    for await (const { n } of await client.group.watch({ end: 'finish' })) seen.push(n);
    expect(seen).toEqual([1]);
    expect(lines).toMatchObject([{ facts: { operation: 'group.watch', outcome: 'ended' } }]);
  });

  it('ends a stream whose service does not listen to the signal', async () => {
    const { client, lines } = setUp();
    const leave = new AbortController();
    const events = await client.group.watch({ end: 'deaf' }, { signal: leave.signal });
    await events.next();
    const next = events.next();
    leave.abort();
    expect((await next).done).toBe(true);
    expect(lines).toMatchObject([{ facts: { operation: 'group.watch', outcome: 'ended' } }]);
  });

  it('refuses new calls once it stops, and waits for commands under way', async () => {
    const { client, service, gate } = setUp();
    const go = Promise.withResolvers<void>();
    service.release = go.promise;
    const running = client.group.act({});
    await expect.poll(() => service.seen).not.toBeNull();
    let isStopped = false;
    const stopped = gate.stop().then(() => {
      isStopped = true;
    });
    expect(service.seen?.signal?.aborted).toBe(true);
    expect(await codeOf(client.group.read({ ms: 0 }))).toBe('host_unavailable');
    expect(await codeOf(client.group.act({}))).toBe('host_unavailable');
    expect(isStopped).toBe(false);
    go.resolve();
    expect(await running).toEqual({ count: 1 });
    await stopped;
  });
});
