import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MallOperation } from '#shared/domain/mall-operation.ts';
import { OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await OutboxWorld.start();
});
afterEach(() => world.close());

const cancel: MallOperation = { kind: 'cancel', reason: '210', detail: '' };
const path = 'orderStatusChange';
const fault = (rule: Parameters<OutboxWorld['simulator']['control']['addFault']>[0]) =>
  world.simulator.control.addFault({ path, ...rule });
const writes = () => world.simulator.control.acceptedWrites().length;
const calls = (api = path) => world.simulator.control.journal({ path: api }).length;

describe('what the mall surely did not do is tried again', () => {
  it.each([
    ['maintenance', { action: { kind: 'error', status: 503, code: 'ed-00002' } }],
    ['a system error', { action: { kind: 'error', status: 500, code: 'ed-00001' } }],
    ['server trouble about this order', { action: { kind: 'error', status: 500, code: 'od91001' } }],
    ['a mall that is busy', { action: { kind: 'error', status: 503, code: 'ed-00006' } }],
    [
      'too many requests',
      {
        action: {
          kind: 'error',
          status: 503,
          code: null,
          message: 'The number of requests exceeded the limit.',
        },
      },
    ],
  ] as const)('%s', async (_name, rule) => {
    const { id } = await world.order(1);
    fault({ ...rule, count: 2 });
    const entry = await world.enqueue(id, cancel);
    const waiting = await world.until(entry.id, 'waiting', ({ error }) => error !== null);
    expect(waiting.nextAt).not.toBeNull();
    const done = await world.until(entry.id, 'done');
    expect([done.error, done.attempts, writes(), calls()]).toEqual([null, 3, 1, 3]);
    expect(world.actions(id)).not.toContain('outbox_unknown');
  });

  it('fails at last when the mall never can', async () => {
    const { id } = await world.order(1);
    fault({ action: { kind: 'error', status: 500, code: 'od91001' }, count: null });
    const failed = await world.until((await world.enqueue(id, cancel)).id, 'failed');
    expect([failed.error?.code, calls()]).toEqual(['mall_server_error', 3]);
  });

  it('a reading that fails sends nothing', async () => {
    const { id } = await world.order(1);
    fault({ path: 'orderInfo', action: { kind: 'html', status: 503 }, count: 2 });
    const entry = await world.enqueue(id, cancel);
    await world.until(entry.id, 'done');
    expect([writes(), calls()]).toEqual([1, 1]);
  });

  it('an expired token is renewed and the request repeated', async () => {
    const { id } = await world.order(1);
    const realm = 'Bearer realm="yahooapis.jp", error="invalid_token", error_description="expired token"';
    fault({ action: { kind: 'error', status: 401, code: null, message: realm } });
    await world.until((await world.enqueue(id, cancel)).id, 'done');
    expect([writes(), calls()]).toEqual([1, 2]);
  });
});

describe('what only people can mend stops the shop', () => {
  it('the end of the session: nothing is sent until a new consent, and the outbox says so', async () => {
    const first = await world.order(1);
    const second = await world.order(2);
    const { counts } = world.core.operations.outbox;
    fault({ action: { kind: 'error', status: 401, code: 'px-04102' } });
    const sent = await world.enqueue(first.id, cancel);
    const waiting = await world.enqueue(second.id, cancel);
    const stopped = await world.until(sent.id, 'waiting', ({ error }) => error !== null);
    expect(stopped.error).toMatchObject({ code: 'mall_session_expired', details: { scope: 'terminal' } });
    expect(stopped.nextAt).toBeNull();
    // The consent has ended: what waits says so too, and not one more request leaves.
    const said = await world.until(waiting.id, 'waiting', ({ error }) => error !== null);
    expect(said.error?.code).toBe('mall_session_expired');
    expect((await counts({}, { actor: 'x' })).stopped).toMatchObject([
      { error: { code: 'mall_session_expired' } },
    ]);
    await world.retry(sent.id);

    world.consented();
    await world.until(waiting.id, 'done');
    await world.until(sent.id, 'done');
    expect([writes(), calls()]).toEqual([2, 3]);
    expect((await counts({}, { actor: 'x' })).stopped).toEqual([]);
  });

  it('a missing permission is looked at again after a while', async () => {
    const { id } = await world.order(1);
    fault({ action: { kind: 'error', status: 403, code: 'px-04306' } });
    const entry = await world.enqueue(id, cancel);
    const waiting = await world.until(entry.id, 'waiting', ({ error }) => error !== null);
    expect(waiting.error?.code).toBe('mall_ip_not_registered');
    const done = await world.until(entry.id, 'done');
    expect(done.updatedAt - waiting.updatedAt).toBeGreaterThanOrEqual(250);
  });
});

it('stops after the request in hand, and goes on', async () => {
  const first = await world.order(1);
  const second = await world.order(2);
  fault({ delayMs: 150, action: { kind: 'none' } });
  const sent = await world.enqueue(first.id, cancel);
  const waiting = await world.enqueue(second.id, cancel);
  await world.until(sent.id, 'sending');
  await world.restart(() => {
    expect(world.store.outbox.entry(sent.id)?.state).toBe('done');
    expect(world.store.outbox.entry(waiting.id)?.state).toBe('waiting');
  });
  await world.until(waiting.id, 'done');
  expect(writes()).toBe(2);
});
