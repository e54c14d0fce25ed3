import { randomUUID } from 'node:crypto';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CallOptions, createContractClient } from '#shared/contract/client.ts';
import { csvChunkBytes } from '#shared/contract/csv.ts';
import { type HostContract, hostContract } from '#shared/contract/index.ts';
import { toAppError } from '#shared/contract/to-app-error.ts';
import type { AppErrorShape } from '#shared/domain/errors.ts';
import { canary, orderRow, shopId } from './support/fake-core.ts';
import { type OpenTransport, transports } from './support/transports.ts';

type Client = ContractRouterClient<HostContract, CallOptions>;

/** What a failing call says, in full: also everything a caller could dig out of the error. */
async function failure(call: Promise<unknown>): Promise<{ error: AppErrorShape; everything: string }> {
  try {
    await call;
  } catch (error) {
    const own = Object.getOwnPropertyNames(error).filter((name) => name !== 'stack');
    return { error: toAppError(error), everything: JSON.stringify(error, own) + JSON.stringify(error) };
  }
  throw new Error('The call should have failed');
}

describe.each(Object.entries(transports))('contract over %s', (_name, open) => {
  let transport: OpenTransport;
  let client: Client;
  const newView = {
    name: '本日分',
    filter: {},
    search: '',
    sort: { column: 'orderedAt', direction: 'desc' },
  } as const;
  const counters = async () => (await client.system.info({})).appVersion;

  beforeAll(async () => {
    transport = await open();
    client = createContractClient(hostContract, transport.link, randomUUID);
  });
  afterAll(() => transport.close());

  it('answers a call', async () => {
    const answer = await client.shops.checkKey({ shopId, publicKey: '鍵' });
    expect(answer).toEqual({ bits: 2048, fingerprint: 'ab:cd', repairs: ['blanks'], sameKeyShops: [] });
  });

  it('brings a window of 500 rows unchanged', async () => {
    const sort = { column: 'orderedAt', direction: 'desc' } as const;
    const { rows, total } = await client.orders.window({
      filter: {},
      search: '',
      sort,
      offset: 900_000,
      limit: 500,
    });
    expect(total).toBe(1_000_000);
    expect(rows).toEqual(Array.from({ length: 500 }, (_, index) => orderRow(900_001 + index)));
  });

  it('applies the defaults of the schema before the operation runs', async () => {
    const { rows } = await client.orders.window({ filter: {}, offset: 0, limit: 1 });
    expect(rows).toHaveLength(1);
  });

  it('takes the largest piece of a file', async () => {
    const bytes = Buffer.alloc(csvChunkBytes, 'a').toString('base64');
    expect(await client.csv.append({ fileId: randomUUID(), offset: 0, bytes })).toEqual({ ok: true });
  });

  it('refuses bad input with the field and the rule, never the value', async () => {
    const publicKey = `${canary}${'x'.repeat(20_001)}`;
    const { error, everything } = await failure(client.shops.checkKey({ shopId, publicKey }));
    expect(error).toMatchObject({
      code: 'invalid_input',
      retryable: false,
      details: { field: 'publicKey', rule: 'too_big', issues: 1 },
    });
    expect(everything).not.toContain(canary);
  });

  it.each([null, 'text', 42, [], { limit: 'many' }])('refuses the input %j', async (input) => {
    const { error } = await failure(transport.link.call(['imports', 'list'], input, { context: {} }));
    expect(error.code).toBe('invalid_input');
  });

  it.each([
    [['orders', 'nothing']],
    [['nothing']],
    [['orders']],
    [['orders', 'window', 'more']],
    [['__proto__', 'x']],
  ])('answers the unknown operation %j with a code', async (path) => {
    const { error } = await failure(transport.link.call(path, {}, { context: {} }));
    expect(error.code).toBe('unknown_operation');
  });

  it('brings an AppError across as it is', async () => {
    const { error } = await failure(client.orders.get({ orderId: 5 }));
    expect(error).toEqual({
      code: 'not_found',
      message: 'Not part of this test',
      details: { entity: 'fake' },
      retryable: false,
    });
  });

  it('hides the inside of an unexpected failure', async () => {
    const { error, everything } = await failure(client.shops.list({}));
    expect(error).toMatchObject({
      code: 'internal',
      message: 'Internal error',
      details: { operation: 'shops.list' },
    });
    expect(error.details.reference).toMatch(/^[0-9a-f]{8}$/);
    expect(everything).not.toContain(canary);
    expect(everything).not.toMatch(/at .*\.ts:\d+/);
  });

  it('does not let out an answer that breaks the contract', async () => {
    const { error, everything } = await failure(client.imports.plan({ shopIds: [shopId] }));
    expect(error).toMatchObject({ code: 'internal', details: { operation: 'imports.plan' } });
    expect(everything).not.toContain(canary);
  });

  it('streams events until the caller leaves', async () => {
    const stream = await client.system.events({});
    const seen: number[] = [];
    for await (const event of stream) {
      if (event.type === 'ready' || event.type === 'changed') seen.push(event.revision);
      if (seen.length === 4) break;
    }
    expect(seen).toEqual([7, 8, 9, 10]);
    await vi.waitFor(async () => expect(await counters()).toContain('streams=0'));
  });

  it('ends a silent stream when its signal is aborted', async () => {
    const leave = new AbortController();
    const stream = await client.system.events({}, { signal: leave.signal });
    for (let count = 0; count < 4; count += 1) await stream.next();
    const next = stream.next();
    expect(await counters()).toContain('streams=1');
    leave.abort();
    // The caller's own abort shows either way, by transport: an end, or an AbortError.
    await next.then(
      (step) => expect(step.done).toBe(true),
      (error: unknown) => expect(toAppError(error).code).toBe('cancelled'),
    );
    await vi.waitFor(async () => expect(await counters()).toContain('streams=0'));
  });

  it('cancels a query when its signal is aborted', async () => {
    const leave = new AbortController();
    const waiting = failure(client.imports.list({ limit: 199 }, { signal: leave.signal }));
    await counters();
    leave.abort();
    expect((await waiting).error.code).toBe('cancelled');
  });

  it('runs a repeated command once and gives its first answer again', async () => {
    const context = { idempotencyKey: randomUUID() };
    const first = await client.views.save(newView, { context });
    const again = await client.views.save(newView, { context });
    expect(again).toEqual(first);
    expect((await client.views.save(newView)).id).not.toBe(first.id);
  });

  it('shares one execution among concurrent repeats', async () => {
    const context = { idempotencyKey: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.views.save(newView, { context })),
    );
    expect(new Set(answers.map((view) => view.id)).size).toBe(1);
  });

  it('refuses one key for two operations', async () => {
    const context = { idempotencyKey: randomUUID() };
    await client.views.remove({ viewId: 'view-1' }, { context });
    const before = await counters();
    const { error } = await failure(client.views.save(newView, { context }));
    expect(error).toMatchObject({ code: 'invalid_input', details: { rule: 'reused' } });
    expect(await counters()).toBe(before);
  });

  it('keeps 200 calls apart', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => index + 1);
    const answers = await Promise.all(ids.map((orderId) => client.orders.history({ orderId })));
    expect(answers.map((answer) => answer.entries[0]?.id)).toEqual(ids);
  });
});
