import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startYahooSimulator, type YahooSimulator } from '#simulators/yahoo/index.ts';
import { type LaunchedApp, launchApp } from '../support/electron.ts';
import { detailOf, openImportedOrders } from '../support/orders.ts';
import { listenToPorts } from './support/page-ports.ts';

let simulator: YahooSimulator;
let launched: LaunchedApp;
let dir: string;
test.beforeEach(async () => {
  simulator = await startYahooSimulator({
    requestsPerSecond: null,
    shops: [{ sellerId: 'test-store', orders: { count: 3 } }],
  });
  dir = await mkdtemp(join(tmpdir(), 'juchuban-endpoints-'));
  const endpoints = join(dir, 'endpoints.json');
  await writeFile(endpoints, JSON.stringify({ ...simulator.endpoints, 'yahoo.requestsPerSecond': 1_000 }));
  launched = await launchApp({ endpoints });
  // Where closing only hides, nothing is lost by it.
  const shell = (await listenToPorts(launched.page)).client('shell');
  await shell.saveSettings({ keepsRunning: false });
});
test.afterEach(async () => {
  await launched.dispose();
  await simulator.close();
  await rm(dir, { recursive: true, force: true });
});

/** Answers the native question, which no test can click, and keeps what it said. */
const answerWith = (choice: number) =>
  launched.app.evaluate(({ dialog }, answer) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBoxSync = (...given: unknown[]) => {
      asked.push(given.at(-1));
      return answer;
    };
  }, choice);

const asked = () =>
  launched.app.evaluate(
    () =>
      (globalThis as unknown as { asked: { message: string; buttons: string[]; cancelId: number }[] }).asked,
  );

test('closing the window or quitting with unsaved edits asks, and goes only by choice', async ({
  browser,
}) => {
  const { app, page } = launched;
  await openImportedOrders(page, browser, simulator);
  await page.locator('.ag-row[row-index="0"] [col-id="mallOrderId"]').click();
  const detail = detailOf(page);
  await expect(detail.getByRole('button', { name: '編集' })).toBeVisible();
  await page.keyboard.press('e');
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('置き配');

  await answerWith(1);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(async () => (await asked()).length).toBe(1);
  expect((await asked())[0]).toMatchObject({
    message: '保存していない変更があります',
    buttons: ['破棄して閉じる', '編集に戻る'],
    cancelId: 1,
  });
  await app.evaluate(({ app: main }) => main.quit());
  await expect.poll(async () => (await asked()).length).toBe(2);
  await expect(detail.getByRole('textbox', { name: '配送メモ' })).toHaveValue('置き配');

  await answerWith(0);
  const closed = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
});

test('a window without unsaved edits closes without a question', async ({ browser }) => {
  const { app, page } = launched;
  await openImportedOrders(page, browser, simulator);
  await page.locator('.ag-row[row-index="0"] [col-id="mallOrderId"]').click();
  const detail = detailOf(page);
  await expect(detail.getByRole('button', { name: '編集' })).toBeVisible();
  await page.keyboard.press('e');
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('置き配');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('保存しました')).toBeVisible();
  await answerWith(1);
  const closed = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
});
