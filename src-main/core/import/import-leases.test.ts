import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleOrder } from '#main/db/testing/sample-orders.ts';
import { createTestStore, importChange, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import { VirtualTime } from '../clock/testing/virtual-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { ShopRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { defaultLeaseTimes, type HeldLease, ImportLeases } from './import-leases.ts';

const { ttlMs, beatMs } = defaultLeaseTimes;
const start = Date.UTC(2026, 5, 1);
const busy = expect.objectContaining({ code: 'import_busy' });

/** A process with leases: it may die, and its own wall clock may be wrong. */
class Terminal {
  aheadMs = 0;
  isDead = false;
  held: HeldLease | null = null;
  readonly leases: ImportLeases;

  readonly name: string;

  constructor(name: string, store: Store, time: VirtualTime) {
    this.name = name;
    // Nothing of a dead process ever goes on.
    const never = new Promise<void>(() => undefined);
    const clock: Clock = {
      now: () => time.now() + this.aheadMs,
      sleep: async (ms, signal) => {
        await time.sleep(ms, signal);
        if (this.isDead) await never;
      },
    };
    this.leases = new ImportLeases({
      store,
      clock,
      mono: time.mono,
      log: silentLog,
      times: defaultLeaseTimes,
      terminalName: () => name,
      newId: randomUUID,
    });
  }
}

let test: ReturnType<typeof createTestStore>;
let time: VirtualTime;
let shop: ShopRecord;
const open = (name: string) => new Terminal(name, test.store, time);
const stored = () => test.store.autoImport.leases();

beforeEach(() => {
  time = new VirtualTime(start);
  test = createTestStore(1, () => time.now());
  const found = test.store.shop(shopId());
  if (found === null) throw new Error('The shop exists');
  shop = found;
});
afterEach(() => test.close());

describe('the lease of a shop', () => {
  it('is one importer’s, and says whose it is and since when', async () => {
    const [a, b] = [open('受注PC-1'), open('受注PC-2')];
    const lease = a.leases.take(shop, 'auto');
    const shown = { terminal: '受注PC-1', purpose: 'auto', since: start, expiresAt: start + ttlMs };
    expect(b.leases.holder(shopId())).toMatchObject(shown);
    const details = { shopName: '店舗1', terminal: '受注PC-1', since: start, purpose: 'auto' };
    for (const { leases } of [a, b])
      expect(() => leases.take(shop, 'manual')).toThrowError(
        expect.objectContaining({ code: 'import_busy', retryable: true, details }),
      );
    lease.release();
    lease.release();
    expect(b.leases.holder(shopId())).toBeNull();
    b.leases.take(shop, 'manual').release();
  });

  it('of a living owner is kept for days, whatever the wall clocks do', async () => {
    const [a, b] = [open('受注PC-1'), open('受注PC-2')];
    const lease = a.leases.take(shop, 'auto');
    for (const [ofA, ofB] of [
      [0, 86_400_000],
      [-86_400_000, 86_400_000],
      [86_400_000, -86_400_000],
    ] as const) {
      [a.aheadMs, b.aheadMs] = [ofA, ofB];
      await time.pass(10 * ttlMs);
      expect(() => b.leases.take(shop, 'manual')).toThrowError(busy);
    }
    expect(lease.lost.aborted).toBe(false);
  });

  it('of a dead owner is free after its time, and not before', async () => {
    const [a, b] = [open('受注PC-1'), open('受注PC-2')];
    a.leases.take(shop, 'auto');
    expect(b.leases.holder(shopId())).not.toBeNull();
    await time.pass(12_000);
    a.isDead = true;
    // The last sign of life came after 10 s.
    await time.pass(17_000);
    expect(() => b.leases.take(shop, 'manual')).toThrowError(busy);
    await time.pass(beatMs + 1_000);
    expect(b.leases.holder(shopId())).toBeNull();
    b.leases.take(shop, 'manual').release();
  });

  it('is not robbed after a sleep in which a running monotonic clock saw nobody', async () => {
    const [a, b] = [open('受注PC-1'), open('受注PC-2')];
    a.leases.take(shop, 'auto');
    await time.pass(7_000);
    // Everybody slept: nobody had the time to give a sign of life, nor to miss one.
    time.truth += 8 * 3_600_000;
    expect(() => b.leases.take(shop, 'manual')).toThrowError(busy);
    await time.pass(2 * beatMs);
    expect(() => b.leases.take(shop, 'manual')).toThrowError(busy);
  });

  it('released and taken again between two looks is not mistaken for a dead one', async () => {
    const [a, b] = [open('受注PC-1'), open('受注PC-2')];
    let lease = a.leases.take(shop, 'auto');
    for (let turn = 0; turn < 6; turn += 1) {
      await time.pass(beatMs - 100);
      expect(() => b.leases.take(shop, 'manual')).toThrowError(busy);
      lease.release();
      lease = a.leases.take(shop, 'auto');
    }
    expect(stored()).toHaveLength(1);
  });

  it('that was taken over lets its old owner write nothing, and tells it', async () => {
    const [a, b] = [open('受注PC-1'), open('受注PC-2')];
    const old = a.leases.take(shop, 'auto');
    a.isDead = true;
    expect(b.leases.holder(shopId())).not.toBeNull();
    await time.pass(ttlMs + 2 * beatMs);
    const taken = b.leases.take(shop, 'manual');
    const write = (held: HeldLease, number: number) => () =>
      test.store.commit([held.hold, importChange(sampleOrder(1, number))], origin(time.now()));
    const { revision } = test.store;
    expect(write(old, 1)).toThrowError(expect.objectContaining({ code: 'import_lease_lost' }));
    expect(test.store.revision).toBe(revision);
    expect(test.store.orderStates(shopId(), [sampleOrder(1, 1).mallOrderId]).size).toBe(0);
    old.release();
    expect(stored()).toMatchObject([{ terminal: '受注PC-2' }]);
    write(taken, 2)();
    taken.release();
    expect(write(taken, 3)).toThrowError(expect.objectContaining({ code: 'import_lease_lost' }));
  });

  it('lost and taken again stays with the new hands when the old ones let go', async () => {
    const a = open('受注PC-1');
    const old = a.leases.take(shop, 'auto');
    // Another terminal found it dead, imported, and let go.
    test.store.commit(
      [{ kind: 'lease.release', shopId: shopId(), owner: stored()[0]?.owner ?? '' }],
      origin(),
    );
    const again = a.leases.take(shop, 'manual');
    old.release();
    await time.pass(3 * ttlMs);
    expect(a.leases.holder(shopId())).toMatchObject({ purpose: 'manual' });
    expect(again.lost.aborted).toBe(false);
    a.leases.close();
    expect(stored()).toEqual([]);
  });

  it('is told as lost to an owner that comes back to life', async () => {
    const [a, b] = [open('受注PC-1'), open('受注PC-2')];
    const old = a.leases.take(shop, 'auto');
    test.store.commit(
      [{ kind: 'lease.release', shopId: shopId(), owner: stored()[0]?.owner ?? '' }],
      origin(),
    );
    b.leases.take(shop, 'manual');
    await time.pass(beatMs + 1);
    expect(old.lost.reason).toMatchObject({ code: 'import_lease_lost' });
  });

  it('of a host that closes is given back', () => {
    const a = open('受注PC-1');
    a.leases.take(shop, 'auto');
    a.leases.close();
    expect(stored()).toEqual([]);
  });

  it('found free only when it is written is simply taken', () => {
    const a = open('受注PC-1');
    a.leases.take(shop, 'auto');
    const [{ beat, ...lease } = { beat: 0, owner: '' }] = stored();
    a.leases.close();
    const next = { ...stored()[0], ...lease, owner: 'next' } as Parameters<typeof takeInstead>[0];
    takeInstead(next, { owner: lease.owner, beat });
    expect(stored()).toMatchObject([{ owner: 'next' }]);
    expect(() => takeInstead(next, { owner: 'next', beat: 99 })).toThrowError(busy);
    expect(() => takeInstead(next, null)).toThrowError(busy);
  });
});

type LeaseTake = Extract<Parameters<Store['commit']>[0][number], { kind: 'lease.take' }>;
function takeInstead(lease: LeaseTake['lease'], instead: LeaseTake['instead']): void {
  test.store.commit([{ kind: 'lease.take', lease, instead }], origin(time.now()));
}

const who = fc.integer({ min: 0, max: 1 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('jump' as const),
      who,
      ms: fc.integer({ min: -9e7, max: 9e7 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: 9e6 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 2 * ttlMs }) }),
  },
);

it('never has two holders, robs no living one, and frees a dead one’s within its time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      time = new VirtualTime(start);
      const terminals = [open('受注PC-1'), open('受注PC-2')];
      /** When the holder died; it gave its last sign of life a beat before at most. */
      let diedAt: number | null = null;
      const mono = () => time.mono.now();
      for (const taken of steps) {
        if (taken.kind === 'pass') await time.pass(taken.ms);
        if (taken.kind === 'sleep') time.truth += taken.ms;
        if (!('who' in taken)) continue;
        const terminal = terminals[taken.who];
        const other = terminals[1 - taken.who];
        if (terminal === undefined || other === undefined) throw new Error('There are two');
        if (taken.kind === 'jump') terminal.aheadMs = taken.ms;
        if (taken.kind === 'release') {
          terminal.held?.release();
          terminal.held = null;
        }
        if (taken.kind === 'die') {
          // Another process starts in its place, with nothing in hand.
          if (terminal.held !== null) diedAt = mono();
          terminal.isDead = true;
          terminals[taken.who] = open(terminal.name);
        }
        if (taken.kind !== 'take') continue;
        try {
          const lease = terminal.leases.take(shop, 'auto');
          expect(terminal.held).toBeNull();
          expect(other.held).toBeNull();
          if (diedAt !== null) expect(mono() - diedAt).toBeGreaterThanOrEqual(ttlMs - beatMs);
          diedAt = null;
          terminal.held = lease;
        } catch (error) {
          expect(error).toMatchObject({ code: 'import_busy' });
          expect(terminal.held !== null || other.held !== null || diedAt !== null).toBe(true);
        }
      }
      for (const terminal of terminals) expect(terminal.held?.lost.aborted ?? false).toBe(false);
      for (const terminal of terminals) terminal.held?.release();
      const [survivor] = terminals;
      survivor?.leases.holder(shopId());
      await time.pass(ttlMs + 2 * beatMs);
      survivor?.leases.take(shop, 'auto').release();
      for (const { leases } of terminals) leases.close();
    }),
    { numRuns: 100 },
  );
}, 60_000);
