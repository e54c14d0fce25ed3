import { defineConfig } from '@playwright/test';
import { startElectronApp } from './tests/e2e/support/electron-app.ts';
import type { AppStarter } from './tests/e2e/support/fixtures.ts';

/**
 * The product end to end: in an ordinary browser against the headless host, and in real Electron. The browser
 * of both is the system's Chromium; in the Electron project it only plays the mall's consent page.
 */
export default defineConfig<{ starter: AppStarter }>({
  testDir: 'tests',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Each test starts a product of its own: data folder, ports, browser context, keychain entries.
  workers: 2,
  forbidOnly: true,
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    // Snapshots of the page show what happened; a film beside them costs a third of the processor's time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'chromium', testMatch: 'e2e/*.spec.ts', fullyParallel: true },
    {
      name: 'electron',
      // One at a time: two starts at once have left Playwright waiting for an app whose window was there.
      workers: 1,
      testMatch: [
        'e2e/connect-import-search.spec.ts',
        'e2e/auto-import.spec.ts',
        'e2e/clock.spec.ts',
        'e2e/diagnosis.spec.ts',
        'e2e/csv.spec.ts',
        'e2e/dashboard.spec.ts',
        'e2e/emergency-stop.spec.ts',
        'e2e/workbench-day.spec.ts',
        'e2e/workbench-detail.spec.ts',
        'e2e/workbench-mall.spec.ts',
        'e2e/electron/**/*.e2e.ts',
        'security/**/*.e2e.ts',
      ],
      use: { starter: { start: startElectronApp } },
    },
  ],
});
