import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '#main/db/open-store.ts';
import { seededRandom } from '#main/db/testing/sample-orders.ts';
import { silentLog } from '#main/db/testing/test-store.ts';
import { productionEndpoints } from '#main/malls/endpoints.ts';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { consentAtSimulator } from '../../support/consent-at-simulator.ts';

/** Orders of the import and how often its process is killed meanwhile; `npm run test:faults` asks for 200. */
const orders = 2_000;
const kills = Number(process.env.JUCHUBAN_KILLS ?? 15);
/** A kill falls at any moment of this long after the start of the import, in ms. */
const killWithinMs = 600;
/** The pace at which the kills are spread over most of the import. */
const requestsPerSecond = Math.ceil((orders * 0.7) / ((kills * killWithinMs) / 2_000));
const seed = 20_261_122;

let simulator: YahooSimulator;
const dataDir = mkdtempSync(join(tmpdir(), 'juchuban-kills-'));
const file = join(dataDir, 'juchuban.db');

beforeAll(async () => {
  simulator = await startYahooSimulator({
    seed,
    requestsPerSecond: null,
    shops: [{ sellerId: 'kill-store', orders: { count: orders } }],
  });
});
afterAll(async () => {
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it(`loses and doubles no order when the process is killed ${kills} times during an import`, {
  timeout: 900_000,
}, async () => {
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('The simulator makes the shop');
  const shopId = '6d3b8f0e-52a7-4a51-9f51-0f8f4f0d8a11';
  const store = openStore({ file, log: silentLog });
  store.commit(
    [
      {
        kind: 'shop.create',
        id: shopId,
        shop: {
          mall: 'yahoo',
          name: 'x',
          sellerId: account.sellerId,
          clientId: account.clientId,
          environment: 'production',
          redirectMethod: 'paste',
          redirectUri: account.redirectUri,
        },
      },
      {
        kind: 'session.set',
        session: {
          shopId,
          scope: 'terminal',
          consentedAt: Date.now(),
          endedAt: null,
          endedReason: null,
          lastVerdict: null,
          lastVerdictAt: null,
          unsignedSince: null,
          key: null,
          certificate: null,
        },
      },
    ],
    { actor: 'test', terminal: 'test', at: Date.now() },
  );
  store.close();
  const tokens = await consentAtSimulator(simulator.url, account);
  const input = JSON.stringify({
    file,
    endpoints: {
      ...productionEndpoints,
      ...simulator.endpoints,
      'yahoo.requestsPerSecond': requestsPerSecond,
    },
    secrets: {
      'client-secret': account.clientSecret,
      'refresh-token': tokens.refreshToken,
      'public-key': account.publicKeyPem,
      'public-key-version': account.publicKeyVersion,
    },
  });

  const random = seededRandom(seed);
  let killed = 0;
  let finished = false;
  while (!finished) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'import-child.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(input);
    const outcome = await killAfterStart(child, killed < kills ? Math.floor(random() * killWithinMs) : null);
    if (outcome === 'killed') killed += 1;
    else finished = true;
    if (finished) expect(outcome).toBe('run completed');
  }
  expect(killed).toBeGreaterThanOrEqual(kills * 0.9);

  const database = new BetterSqlite3(file, { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
  const after = openStore({ file, log: silentLog });
  const local: string[] = [];
  for (let offset = 0; ; offset += 500) {
    const { rows } = after.orderWindow({
      filter: {},
      search: '',
      sort: { column: 'mallOrderId', direction: 'asc' },
      offset,
      limit: 500,
    });
    if (rows.length === 0) break;
    local.push(...rows.map((row) => row.mallOrderId));
  }
  const total = after.orderCounts().phases.reduce((sum, phase) => sum + phase.count, 0);
  const histories = local.map(
    (_id, index) => after.orderHistory(index + 1).filter((entry) => entry.action === 'imported').length,
  );
  after.close();
  expect(local.toSorted()).toEqual(
    simulator.control
      .snapshot({ sellerId: account.sellerId })
      .map((order) => order.order.OrderId)
      .toSorted(),
  );
  expect(total).toBe(orders);
  expect(new Set(histories)).toEqual(new Set([1]));
});

/** Kills the child `ms` after it said that it started, or lets it end; says how it ended. */
async function killAfterStart(child: ChildProcess, ms: number | null): Promise<string> {
  if (child.stdout === null) throw new Error('The child writes to a pipe');
  let outcome = 'killed';
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'started' && ms !== null) setTimeout(() => child.kill('SIGKILL'), ms);
    if (line.startsWith('run ')) outcome = line;
  });
  await once(child, 'close');
  return outcome;
}
