import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startYahooSimulator } from '#simulators/yahoo/index.ts';
import { HeadlessProcess } from '../../e2e/support/headless-process.ts';
import { fillDatabase } from '../../support/filled-database.ts';
import { connectStoredShop, type HostClient, hostClient } from '../../support/host-client.ts';
import { giveWay } from '../give-way.ts';

const dayMs = 86_400_000;
const shopId = '00000000-0000-4000-8000-000000000001';

/** A window with a long list, and a shop whose mall holds more orders to import. */
export interface BusyList {
  readonly page: Page;
  readonly client: HostClient;
  /** Imports the mall's orders; resolves with their number once the run has ended. */
  importAll(): Promise<number>;
  close(): Promise<void>;
}

/** `stored` orders are in the database when the window opens, `atMall` more wait at the simulated mall. */
export async function openBusyList(
  browser: Browser,
  sizes: { readonly stored: number; readonly atMall: number },
): Promise<BusyList> {
  const folder = await mkdtemp(join(tmpdir(), 'juchuban-perf-'));
  const dataDir = join(folder, 'data');
  const now = Date.now();
  const simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [{ sellerId: 'perf-store', orders: { count: sizes.atMall, from: now - 20 * dayMs, to: now } }],
  });
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('the simulated mall has no shop');
  fillDatabase(
    dataDir,
    { id: shopId, name: '計測店', account },
    { count: sizes.stored, seed: 3, firstNumber: 20_000_001, from: now - 200 * dayMs, to: now },
  );
  const endpointsFile = join(folder, 'endpoints.json');
  await writeFile(
    endpointsFile,
    JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }),
  );
  const host = await HeadlessProcess.start({ dataDir, endpointsFile });
  const client = hostClient(host.signInUrl);
  await connectStoredShop(client, account);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ja-JP' });
  const page = await context.newPage();
  await page.goto(host.signInUrl);
  await page.locator('.ag-row:not(.row-loading)').first().waitFor();
  return {
    page,
    client,
    importAll: async () => {
      const takeBack = giveWay();
      const { runs } = await client.imports.start({
        shopIds: [shopId],
        period: { kind: 'range', from: now - 20 * dayMs, to: now },
      });
      return untilEnded(client, runs[0]?.id ?? '').finally(takeBack);
    },
    close: async () => {
      await context.close();
      await host.stop();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilEnded(client: HostClient, runId: string): Promise<number> {
  for (;;) {
    const { state, progress, error } = await client.imports.get({ runId });
    if (state === 'completed') return progress.done;
    if (state !== 'running') throw new Error(`the import ended as ${state}: ${error?.code}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
