import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Sessions } from '#main/core/auth/sessions.ts';
import { VirtualTime } from '#main/core/clock/testing/virtual-time.ts';
import { EventHub } from '#main/core/events/event-hub.ts';
import { FraudGuard } from '#main/core/fraud/guard.ts';
import { OutboxService } from '#main/core/outbox/outbox-service.ts';
import { defaultOutboxTimes } from '#main/core/outbox/outbox-times.ts';
import { createTestStore, importChange, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import { blankOrder } from '#shared/domain/blank-order.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { ModelMall, type Outcome, outcomes } from './model-mall.ts';

const start = Date.UTC(2026, 5, 1);
const ctx = { actor: '山田' };
const secrets = memorySecrets();

interface Scenario {
  /** Which order each operation is about, in the order of queueing. */
  readonly operations: readonly number[];
  /** What becomes of requests and readings, in turn; all is well once they are used up. */
  readonly steps: readonly { outcome: Outcome; isRead: boolean; isTouched: boolean }[];
}

const scenarios: fc.Arbitrary<Scenario> = fc.record({
  operations: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 7 }),
  steps: fc.array(
    fc.record({
      outcome: fc.constantFrom(...outcomes),
      isRead: fc.boolean(),
      isTouched: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { maxLength: 30 },
  ),
});

/** Runs the outbox, with deaths and restarts, until everything is settled; answers with what the mall saw. */
async function play({ operations, steps }: Scenario) {
  const { store, close } = createTestStore();
  const time = new VirtualTime(start);
  let step = 0;
  const well = { outcome: 'accepted' as const, isRead: true, isTouched: false };
  const mall = new ModelMall(
    () => store,
    time,
    () => steps[step++] ?? well,
  );
  const guard = new FraudGuard(store);
  const sessions = new Sessions({
    store,
    secrets,
    vault: memoryVault(),
    events: new EventHub(),
    clockGuard: { requireNotRejected: async () => undefined },
    clock: time,
    log: silentLog,
    terminalName: () => 'x',
  });
  const begin = (): OutboxService => {
    const outbox = new OutboxService({
      store,
      sessions,
      mallOf: () => mall,
      guard,
      clock: time,
      log: silentLog,
      times: defaultOutboxTimes,
      terminalName: () => 'x',
    });
    outbox.markLost();
    outbox.start();
    return outbox;
  };
  const session = { kind: 'consented' as const, at: start };
  sessions.apply(shopId(), 'terminal', session);
  for (const number of [0, 1, 2]) {
    const order = {
      ...blankOrder(`o-${number}`, start),
      mallStatus: 'processing' as const,
      mallVersion: '1',
    };
    mall.orders.set(order.mallOrderId, order);
    store.commit([importChange(order)], origin(start));
  }

  let outbox = begin();
  const queued = operations.map((number, index) => ({
    mallOrderId: `o-${number}`,
    payDate: `2026-06-${String(index + 1).padStart(2, '0')}`,
    entry: outbox.enqueue(
      {
        orderId: number + 1,
        operation: {
          kind: 'pay',
          payStatus: 'paid',
          payDate: `2026-06-${String(index + 1).padStart(2, '0')}`,
        },
        phaseAfter: null,
      },
      ctx,
    ),
  }));
  let deaths = 0;
  mall.onDeath = () => {
    deaths += 1;
  };

  for (let handled = 0, hours = 0; hours < 200; hours++) {
    await time.pass(600_000);
    if (deaths > handled) {
      handled = deaths;
      // The dead one never hears its answer: it holds nothing and does nothing any more.
      outbox = begin();
    }
    const { entries } = outbox.list({ offset: 0, limit: 500 });
    for (const { id, state, error } of entries) {
      if (state === 'failed') outbox.withdraw(id, ctx);
      if (state === 'unknown' && error?.details.reason === 'ambiguous') outbox.retry(id, ctx);
    }
    if (entries.every(({ state }) => state === 'done' || state === 'withdrawn')) break;
  }
  const ends = queued.map(({ mallOrderId, payDate, entry }) => ({
    mallOrderId,
    payDate,
    state: store.outbox.entry(entry.id)?.state,
  }));
  const shown = store.orderWindow({
    filter: {},
    search: '',
    sort: { column: 'orderedAt', direction: 'asc' },
    offset: 0,
    limit: 10,
  });
  await time.run(outbox.stop());
  close();
  return { mall, ends, shown: shown.rows.map(({ outbox: state }) => state) };
}

it('whatever happens on the way, each operation is carried out once and in its turn, or not at all', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const { mall, ends, shown } = await play(scenario);
      expect(mall.outOfTurn).toEqual([]);
      expect(ends.filter(({ state }) => state !== 'done' && state !== 'withdrawn')).toEqual([]);
      expect(new Set(shown)).toEqual(new Set(['none']));
      for (const mallOrderId of ['o-0', 'o-1', 'o-2']) {
        const done = ends.filter((end) => end.mallOrderId === mallOrderId && end.state === 'done');
        expect(mall.carriedOut.get(mallOrderId) ?? []).toEqual(done.map(({ payDate }) => payDate));
      }
    }),
    { numRuns: Number(process.env.OUTBOX_RUNS ?? 40) },
  );
});
