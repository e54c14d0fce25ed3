import { expect, it } from 'vitest';
import { silentLog } from '#main/db/testing/test-store.ts';
import type { OutboxRecord } from '../ports/outbox.ts';
import { defaultOutboxTimes } from './outbox-times.ts';
import { ShopSender, type ShopSenderDeps } from './shop-sender.ts';

const due = 1_000;

it('does what falls due between two looks at the clock', async () => {
  // A clock that moves on by a millisecond whenever it is looked at, and an operation that is due soon.
  let now = due - 2;
  const sent = Promise.withResolvers<void>();
  let isSent = false;
  const entry = { id: 1 } as OutboxRecord;
  const outbox = {
    unknownDue: () => null,
    sendable: (_shop: string, at: number) => (!isSent && at >= due ? entry : null),
    readDue: () => null,
    nextDueAt: (_shop: string, after: number) => (!isSent && due > after ? due : null),
  };
  const sender = new ShopSender(
    {
      store: { shop: () => ({}), outbox },
      worker: {
        send: async () => {
          isSent = true;
          sent.resolve();
        },
      },
      lines: { open: () => ({}), stamp: () => '' },
      clock: { now: () => now++, sleep: async () => undefined },
      log: silentLog,
      times: defaultOutboxTimes,
    } as unknown as ShopSenderDeps,
    'shop',
  );
  await sent.promise;
  await sender.stop();
  expect(isSent).toBe(true);
});
