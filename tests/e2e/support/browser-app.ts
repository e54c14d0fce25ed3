import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { AppOptions, RunningApp } from './app.ts';
import { HeadlessProcess } from './headless-process.ts';

/** The product as headless host and browser page, with a data folder of its own. */
export async function startBrowserApp(browser: Browser, options: AppOptions): Promise<RunningApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'juchuban-e2e-'));
  const start = () => HeadlessProcess.start({ dataDir, endpointsFile: options.endpointsFile });
  let host = await start();
  let page = await openPage(browser, host, options);
  return {
    page: () => page,
    savedBy: async (act) => {
      const download = page.waitForEvent('download');
      await act();
      const file = await download;
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
    },
    restart: async () => {
      await page.context().close();
      await host.stop();
      host = await start();
      page = await openPage(browser, host, options);
    },
    close: async () => {
      await page.context().close();
      await host.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, host: HeadlessProcess, options: AppOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: options.viewport,
    colorScheme: options.colorScheme,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  });
  const page = await context.newPage();
  await page.goto(host.signInUrl);
  return page;
}
