import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base } from '@playwright/test';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import type { AppOptions, RunningApp } from './app.ts';
import { startBrowserApp } from './browser-app.ts';

/** Starts the product in the shell a Playwright project stands for. */
export interface AppStarter {
  start(browser: Browser, options: AppOptions): Promise<RunningApp>;
}

interface Fixtures {
  /** The shell under test; a project replaces it in its `use`. */
  starter: AppStarter;
  orderCount: number;
  windowSize: AppOptions['viewport'];
  scheme: AppOptions['colorScheme'];
  simulator: YahooSimulator;
  app: RunningApp;
}

/** Tests with the product running against a simulated mall that has one shop. */
export const test = base.extend<Fixtures>({
  starter: [{ start: startBrowserApp }, { option: true }],
  orderCount: [300, { option: true }],
  windowSize: [{ width: 1366, height: 768 }, { option: true }],
  scheme: ['light', { option: true }],
  simulator: async ({ orderCount }, use) => {
    const simulator = await startYahooSimulator({
      requestsPerSecond: null,
      shops: [{ sellerId: 'test-store', orders: { count: orderCount } }],
    });
    await use(simulator);
    await simulator.close();
  },
  app: async ({ browser, simulator, starter, windowSize, scheme }, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'juchuban-endpoints-'));
    const endpointsFile = join(dir, 'endpoints.json');
    await writeFile(
      endpointsFile,
      JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }),
    );
    const app = await starter.start(browser, { endpointsFile, viewport: windowSize, colorScheme: scheme });
    await use(app);
    await app.close();
    await rm(dir, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
