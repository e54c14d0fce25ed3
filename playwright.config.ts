import { defineConfig } from '@playwright/test';

/** The product end to end: in an ordinary browser against the headless host, and in real Electron. */
export default defineConfig({
  testDir: 'tests',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  forbidOnly: true,
  outputDir: 'test-results',
  use: { trace: 'retain-on-failure', locale: 'ja-JP', timezoneId: 'Asia/Tokyo' },
  projects: [
    {
      name: 'chromium',
      testMatch: 'e2e/chromium/**/*.e2e.ts',
      use: {
        browserName: 'chromium',
        viewport: { width: 1366, height: 768 },
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
    },
    { name: 'electron', testMatch: ['e2e/electron/**/*.e2e.ts', 'security/**/*.e2e.ts'] },
  ],
});
