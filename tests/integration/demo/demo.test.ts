import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Core, createCore } from '#main/core/create-core.ts';
import { memoryFileStore } from '#main/core/csv/testing/memory-files.ts';
import { createTestStore, silentLog } from '#main/db/testing/test-store.ts';
import { HostDemoMall } from '#main/host/demo/host-demo-mall.ts';
import { OwnDemo } from '#main/host/demo/own-demo.ts';
import { loopbackReceiver } from '#main/host/loopback-receiver.ts';
import { systemClock } from '#main/host/system-clock.ts';
import { systemMono } from '#main/host/system-mono.ts';
import { type Endpoints, productionEndpoints } from '#main/malls/endpoints.ts';
import { createYahooMall, yahooAddresses } from '#main/malls/yahoo/index.ts';
import { MemorySecretStore } from '#main/secrets/memory-secret-store.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { noMail } from '../../support/unused-ports.ts';

const ctx = { actor: '山田', signal: new AbortController().signal };
let test: ReturnType<typeof createTestStore>;
let closers: (() => Promise<void>)[];

beforeEach(() => {
  test = createTestStore(0);
  closers = [];
});
afterEach(async () => {
  for (const close of closers.reverse()) await close();
  test.close();
});

/** One start of the product: each has a demo mall of its own, on another port and with other keys. */
function start(): Core {
  const demo = new OwnDemo();
  const demoMall = new HostDemoMall(demo);
  const mall = createYahooMall({
    endpointsFor: (environment) => {
      const running = demoMall.endpoints();
      return yahooAddresses(
        productionEndpoints,
        environment,
        running === null
          ? null
          : yahooAddresses({ ...productionEndpoints, ...running } as Endpoints, 'production'),
      );
    },
    clock: systemClock,
    log: silentLog,
  });
  const core = createCore({
    files: memoryFileStore(),
    store: test.store,
    secrets: new MemorySecretStore('test'),
    vault: memoryVault(),
    mailSender: noMail,
    malls: { yahoo: mall },
    loopback: loopbackReceiver,
    demoMall,
    clock: systemClock,
    mono: systemMono,
    timeSources: [],
    log: silentLog,
    terminalName: () => '受注PC',
    appVersion: '1',
    hostKind: 'in-process',
  });
  closers.push(async () => {
    await core.close();
    await mall.close();
    await demo.close();
  });
  return core;
}

/** Waits for what changes with the core's own events. */
async function until(core: Core, holds: () => boolean): Promise<void> {
  for await (const _event of await core.operations.system.events({}, ctx)) if (holds()) return;
}

it('the demo brings a month of orders, and its shop can be imported again after a restart', async () => {
  const first = start();
  const { run, shop } = await first.operations.demo.start({}, ctx);
  expect(shop).toMatchObject({ environment: 'demo', consent: { state: 'signed' } });
  await until(first, () => test.store.importRun(run.id)?.state === 'completed');
  const { found, counts } = test.store.importRun(run.id)?.progress ?? { found: 0, counts: { created: 0 } };
  expect(found).toBeGreaterThan(300);
  expect(counts.created).toBe(found);
  await closers.pop()?.();

  const second = start();
  const consentedAt = shop.consent.consentedAt ?? 0;
  await until(second, () => {
    const session = test.store.session(shop.id, 'terminal');
    return (session?.consentedAt ?? 0) > consentedAt && session?.lastVerdict === 'authorized';
  });
  const { runs } = await second.operations.imports.start(
    { shopIds: [shop.id], period: { kind: 'since_last' } },
    ctx,
  );
  await until(second, () => test.store.importRun(runs[0]?.id ?? '')?.state === 'completed');
  const again = test.store.importRun(runs[0]?.id ?? '')?.progress.counts;
  expect(again).toMatchObject({ updated: 0, failed: 0 });
  // One sold while the test ran may be among them.
  expect(again?.created).toBeLessThan(5);
});

it('the demo gives the shared consent, too, and switches auto import on once', async () => {
  const first = start();
  const { shop } = await first.operations.demo.start({}, ctx);
  await until(first, () => test.store.autoImport.settings(shop.id).version > 0);
  expect(test.store.autoImport.settings(shop.id)).toMatchObject({
    version: 1,
    settings: { isOn: true, intervalMinutes: 1, usesStaging: true },
  });
  expect(test.store.session(shop.id, 'shared')?.consentedAt).not.toBeNull();
  expect(await first.operations.emailAuth.latest({ shopId: shop.id }, ctx)).toMatchObject({
    emailAuth: { state: 'redeemed' },
  });
  const off = { isOn: false, intervalMinutes: 5, usesStaging: false, isPaused: false };
  test.store.commit([{ kind: 'autoImport.set', shopId: shop.id, expectedVersion: 1, settings: off }], {
    actor: '山田',
    terminal: '受注PC',
    at: Date.now(),
  });
  const consentedAt = test.store.session(shop.id, 'shared')?.consentedAt ?? 0;
  await closers.pop()?.();

  const second = start();
  await until(second, () => (test.store.session(shop.id, 'shared')?.consentedAt ?? 0) > consentedAt);
  await second.operations.demo.start({}, ctx);
  expect(test.store.autoImport.settings(shop.id).settings).toEqual(off);
});
