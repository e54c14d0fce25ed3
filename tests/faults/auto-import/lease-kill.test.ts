import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { productionEndpoints } from '#main/malls/endpoints.ts';
import { startYahooSimulator } from '#simulators/yahoo/index.ts';
import { SoakHost } from './soak-host.ts';
import { WorldTime } from './world-time.ts';

const start = Date.UTC(2026, 5, 1);
const minute = 60_000;
const day = 24 * 60 * minute;
const orders = 120;

const folder = mkdtempSync(join(tmpdir(), 'juchuban-lease-'));
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  rmSync(folder, { recursive: true, force: true });
});

it('does not import for a process killed in the middle of a run before its lease is over, and then does', {
  timeout: 120_000,
}, async () => {
  const time = new WorldTime(join(folder, 'time'), start);
  const simulator = await startYahooSimulator({
    now: () => time.now(),
    shops: [{ sellerId: 'lease-store', orders: { count: orders, from: start - 2 * day, to: start } }],
  });
  ends.push(() => simulator.close());
  const databaseFile = join(folder, 'juchuban.db');
  const input = {
    databaseFile,
    worldTimeFile: join(folder, 'time'),
    endpoints: { ...productionEndpoints, ...simulator.endpoints },
    vaultKey: `${randomBytes(6).toString('hex')}.${randomBytes(32).toString('base64url')}`,
    clockAheadMs: 0,
  };
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('The simulator makes the shop');
  const first = await SoakHost.start(input, time);
  const shopId = await first.connect(null, account);
  await first.call('autoImport.saveShop', {
    shopId,
    version: 0,
    settings: { isOn: true, intervalMinutes: 10, usesStaging: false, isPaused: false },
  });
  const fetched = (): number => simulator.control.journal({ path: 'orderInfo' }).length;
  while (fetched() < orders / 4) await first.runTo(time.now() + 1_000);
  await first.kill();
  const { sequence } = simulator.control.journal().at(-1) ?? { sequence: 0 };
  const database = new BetterSqlite3(databaseFile, { readonly: true });
  const lease = database.prepare<[], { expires_at: number }>('SELECT expires_at FROM import_leases').get();
  database.close();
  if (lease === undefined) throw new Error('The killed process held the lease');

  time.set(time.now() + 1_000);
  const second = await SoakHost.start(input, time);
  ends.push(() => second.kill());
  const asked = () => simulator.control.journal({ path: 'ShoppingWebService', after: sequence });
  while (asked().length === 0) await second.runTo(time.now() + 1_000);
  const [next] = asked();
  expect(next?.at).toBeGreaterThanOrEqual(lease.expires_at);
  expect(next?.at).toBeLessThan(lease.expires_at + 5 * minute);
  await second.runTo(time.now() + 5 * minute);
  const { phases } = await second.call<{ phases: { count: number }[] }>('orders.counts', {});
  expect(phases.reduce((sum, { count }) => sum + count, 0)).toBe(orders);
});
