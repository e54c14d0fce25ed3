import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { type ShopAccount, startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { HeadlessProcess } from '../e2e/support/headless-process.ts';
import { sizes } from './camera.ts';

/** A simulated mall, the product connected to it, and its page. */
export interface Studio {
  readonly simulator: YahooSimulator;
  readonly account: ShopAccount;
  readonly dataDir: string;
  readonly page: Page;
  close(): Promise<void>;
}

/** Names no real machine in the pictures. */
const terminalSettings = { settings: { terminalName: '受注PC-1' } };

/**
 * Starts all of it. `orders` are what the simulated mall holds; `prepare` may fill the data folder before the
 * product opens it.
 */
export async function openStudio(
  browser: Browser,
  options: {
    readonly orders: number;
    readonly prepare?: (dataDir: string, account: ShopAccount) => void;
  },
): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), 'juchuban-pictures-'));
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'terminal.json'), JSON.stringify(terminalSettings));
  const simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [{ sellerId: 'midori-foods', orders: { count: options.orders } }],
  });
  const [account] = simulator.accounts;
  if (account === undefined) throw new Error('the simulated mall has no shop');
  const endpointsFile = join(folder, 'endpoints.json');
  await writeFile(
    endpointsFile,
    JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }),
  );
  options.prepare?.(dataDir, account);
  const host = await HeadlessProcess.start({ dataDir, endpointsFile });
  const context = await browser.newContext({
    viewport: sizes.usual,
    colorScheme: 'light',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  });
  const page = await context.newPage();
  await page.goto(host.signInUrl);
  return {
    simulator,
    account,
    dataDir,
    page,
    close: async () => {
      await context.close();
      await host.stop();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
