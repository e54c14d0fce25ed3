import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { emptySession } from '#main/core/auth/sessions.ts';
import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import type { Clock } from '#main/core/ports/clock.ts';
import type { Store } from '#main/core/ports/store.ts';
import { sampleOrder, seededRandom } from '#main/db/testing/sample-orders.ts';
import { createTestStore, origin, shopId, silentLog } from '#main/db/testing/test-store.ts';
import type { FetchedOrder, FindOrders, MallConnection, OrderRef } from '#main/malls/port.ts';
import { FakeMall } from '../../integration/import/fake-mall.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { noDemoMall, noLoopback, noMail } from '../../support/unused-ports.ts';
import { EventClock } from './event-clock.ts';
import { WorldTime } from './world-time.ts';

/** `npm run test:faults` asks for 1,000. */
const cycles = Number(process.env.LEASE_CYCLES ?? 200);
const start = Date.UTC(2026, 5, 1);
const minute = 60_000;
const seed = 20_261_128;

/** A core that may stand still for a while, as a frozen process does: nothing of it goes on, and then all of it. */
class Freezer {
  #thawed: Promise<void> = Promise.resolve();
  #thaw: () => void = () => undefined;
  isFrozen = false;

  freeze(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    [this.#thawed, this.#thaw, this.isFrozen] = [promise, resolve, true];
  }

  thaw(): void {
    this.isFrozen = false;
    this.#thaw();
  }

  get passed(): Promise<void> {
    return this.#thawed;
  }
}

/** Notes who is served at the same time, and what a core asks of the mall that did not hold the lease. */
class ServedTerminals {
  readonly violations: string[] = [];
  readonly calls = new Map<string, number>();
  readonly #underWay = new Map<string, number>();

  begin(terminal: string, holder: string | null): void {
    this.calls.set(terminal, (this.calls.get(terminal) ?? 0) + 1);
    this.#underWay.set(terminal, (this.#underWay.get(terminal) ?? 0) + 1);
    if (holder !== terminal)
      this.violations.push(`${terminal} calls while ${holder ?? 'nobody'} holds the lease`);
  }

  end(terminal: string): void {
    this.#underWay.set(terminal, (this.#underWay.get(terminal) ?? 0) - 1);
  }
}

interface TerminalMallParts {
  readonly terminal: string;
  readonly served: ServedTerminals;
  /** Stands still while the terminal is frozen. */
  readonly clock: Clock;
  readonly holder: () => string | null;
  readonly random: () => number;
}

/** The mall as one terminal reaches it: slow, and cut off while the terminal is frozen. */
class TerminalMall extends FakeMall {
  readonly #parts: TerminalMallParts;

  constructor(parts: TerminalMallParts) {
    super();
    this.#parts = parts;
  }

  override async *findOrders(
    connection: MallConnection,
    find: FindOrders,
  ): AsyncIterable<readonly OrderRef[]> {
    await this.#answered();
    yield* super.findOrders(connection, find);
  }

  override async fetchOrders(
    connection: MallConnection,
    ids: readonly string[],
  ): Promise<readonly FetchedOrder[]> {
    await this.#answered();
    return super.fetchOrders(connection, ids);
  }

  async #answered(): Promise<void> {
    const { terminal, served, clock, random, holder } = this.#parts;
    served.begin(terminal, holder());
    await clock.sleep(50 + random() * 8_000);
    served.end(terminal);
  }
}

interface Terminal {
  readonly name: string;
  readonly core: Core;
  readonly mall: TerminalMall;
  readonly freezer: Freezer;
}

const folder = mkdtempSync(join(tmpdir(), 'juchuban-lease-'));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

it(`lets one of two terminals import a shop at a time over ${cycles} cycles`, {
  timeout: 300_000,
}, async () => {
  const random = seededRandom(seed);
  const time = new WorldTime(join(folder, 'time'), start);
  const clock = new EventClock(time, 0);
  const { store, close } = createTestStore(1, () => clock.now());
  ends.push(close);
  prepare(store);
  const served = new ServedTerminals();
  const terminals = ['受注PC-1', '受注PC-2'].map((name) =>
    openTerminal(name, { store, clock, served, random }),
  );
  const overlaps: string[] = [];
  let runs = 0;
  let running = 0;
  store.subscribe(() => {
    const now = store.runningImportRuns().length;
    if (now > 1) overlaps.push(`${now} runs at ${new Date(clock.now()).toISOString()}`);
    if (now > running) runs += 1;
    running = now;
  });
  for (const { core } of terminals) core.start();
  await terminals[0]?.core.operations.autoImport.saveShop(
    {
      shopId: shopId(),
      version: 0,
      settings: { isOn: true, intervalMinutes: 1, usesStaging: false, isPaused: false },
    },
    { actor: '山田' },
  );

  for (let number = 1; runs < cycles; number += 1) {
    if (clock.now() > start + 20 * 24 * 60 * minute) throw new Error(`Only ${runs} cycles`);
    for (const { mall } of terminals) mall.put(sampleOrder(seed, number));
    await clock.runTo(clock.now() + 20_000 + random() * minute);
    const terminal = terminals[random() < 0.5 ? 0 : 1];
    if (terminal === undefined || random() > 0.2) continue;
    // Longer than any lease lasts, now and then, in whatever the terminal was doing.
    terminal.freezer.freeze();
    await clock.runTo(clock.now() + random() * 10 * minute);
    terminal.freezer.thaw();
  }

  expect(served.violations).toEqual([]);
  expect(overlaps).toEqual([]);
  for (const { name } of terminals) expect(served.calls.get(name)).toBeGreaterThan(cycles / 10);
});

function prepare(store: Store): void {
  const key = { keyVersion: '1', bits: 2048, fingerprint: 'x', issuedOn: '2026-06-01' };
  store.commit(
    [{ kind: 'session.set', session: { ...emptySession(shopId(), 'shared'), consentedAt: start, key } }],
    origin(start),
  );
}

function openTerminal(
  name: string,
  world: { store: Store; clock: EventClock; served: ServedTerminals; random: () => number },
): Terminal {
  const freezer = new Freezer();
  const clock: Clock = {
    now: () => world.clock.now(),
    sleep: async (ms, signal) => {
      await world.clock.sleep(ms, signal);
      while (freezer.isFrozen) await freezer.passed;
      signal?.throwIfAborted();
    },
  };
  const mono = world.clock.mono;
  const holder = (): string | null => world.store.autoImport.leases()[0]?.terminal ?? null;
  const mall = new TerminalMall({ ...world, terminal: name, clock, holder });
  const core = createCore({
    files: memoryFileStore(),
    store: world.store,
    clock,
    mono,
    timeSources: [
      {
        id: 'test',
        kind: 'sntp',
        grainMs: 0,
        read: async () => {
          const at = mono.now();
          return { sentAt: at, receivedAt: at, notBefore: clock.now(), notAfter: clock.now() };
        },
      },
    ],
    log: silentLog,
    malls: { yahoo: mall },
    terminalName: () => name,
    appVersion: '1',
    hostKind: 'in-process',
    secrets: memorySecrets(),
    vault: memoryVault(),
    mailSender: noMail,
    loopback: noLoopback,
    demoMall: noDemoMall,
  });
  ends.push(async () => {
    freezer.thaw();
    const closed = core.close();
    await world.clock.runTo(world.clock.now() + minute);
    await closed;
  });
  return { name, core, mall, freezer };
}
