import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Locator, type Page } from '@playwright/test';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { fillDatabase } from '../../support/filled-database.ts';
import { type HostClient, hostClient } from '../../support/host-client.ts';
import { HeadlessProcess } from './headless-process.ts';

const dayMs = 86_400_000;
export const shopId = '00000000-0000-4000-8000-000000000001';

/** The order list of a shop that already has orders, in an ordinary browser. */
export interface FilledList {
  readonly page: Page;
  /** Calls the host as the page does, to prepare or to check. */
  readonly client: HostClient;
  readonly simulator: YahooSimulator;
  /** The row at a place of the list, counted from 0. */
  row(place: number): Locator;
  /** The tab of a view by its name. */
  tab(name: string): Locator;
  reload(): Promise<void>;
}

interface Fixtures {
  storedOrders: number;
  /** Of them, in staging. */
  stagedOrders: number;
  scheme: 'light' | 'dark';
  list: FilledList;
}

/** Tests that begin with `storedOrders` orders on the screen. */
export const test = base.extend<Fixtures>({
  storedOrders: [700, { option: true }],
  stagedOrders: [0, { option: true }],
  scheme: ['light', { option: true }],
  list: async ({ browser, storedOrders, stagedOrders, scheme }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'juchuban-e2e-'));
    const dataDir = join(folder, 'data');
    const simulator = await startYahooSimulator({
      requestsPerSecond: null,
      shops: [{ sellerId: 'test-store', orders: { count: 0 } }],
    });
    const [account] = simulator.accounts;
    if (!account) throw new Error('the simulated mall has a shop');
    const now = Date.now();
    fillDatabase(
      dataDir,
      { id: shopId, name: '試験ストア', account },
      {
        count: storedOrders,
        staged: stagedOrders,
        seed: 7,
        firstNumber: 10_000_001,
        from: now - 60 * dayMs,
        to: now,
      },
    );
    const endpointsFile = join(folder, 'endpoints.json');
    await writeFile(
      endpointsFile,
      JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }),
    );
    const host = await HeadlessProcess.start({ dataDir, endpointsFile });
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      colorScheme: scheme,
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    await page.goto(`${host.signInUrl}#/orders`);
    const filled = page.locator('.ag-row:not(.row-loading)').first();
    await filled.waitFor();
    await use({
      page,
      client: hostClient(host.signInUrl),
      simulator,
      row: (place) => page.locator(`.ag-row[row-index="${place}"]`),
      tab: (name) => page.getByRole('tab', { name: new RegExp(`^${name}`) }),
      reload: async () => {
        await page.reload();
        await filled.waitFor();
      },
    });
    await context.close();
    await host.stop();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** The box that chooses the row at a place. */
export const boxOf = (page: Page, place: number): Locator =>
  page.locator(`.ag-row[row-index="${place}"] .pick-box`);

/** What the selection bar says. */
export const selectionOf = (page: Page): Locator =>
  page.getByRole('region', { name: '選択した受注の操作' }).getByRole('status');

export { expect } from '@playwright/test';
