import { expect, type Page, test } from '@playwright/test';
import { type LaunchedApp, launchApp } from '../support/electron.ts';
import { mainLog } from './support/main-log.ts';
import { startSecondInstance } from './support/second-instance.ts';

let launched: LaunchedApp;
test.afterEach(() => launched.dispose());

const expectDemoOrders = async (page: Page) => {
  await expect(page.locator('.ag-row:not(.row-loading)').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.ag-row [col-id="mallOrderId"]').first()).toContainText(/\d/);
};

test('one click on the first screen shows the orders of the demo', async () => {
  launched = await launchApp();
  await launched.page.getByRole('button', { name: 'デモで試す' }).click();
  await expectDemoOrders(launched.page);
});

test('--demo shows the orders of the demo without a question', async () => {
  launched = await launchApp({ args: ['--demo'] });
  await expectDemoOrders(launched.page);
});

const windowState = () =>
  launched.app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    return { count: windows.length, visible: windows[0]?.isVisible(), bounds: windows[0]?.getBounds() };
  });

test('a second launch shows the window of the first and ends', async () => {
  launched = await launchApp();
  await expect(launched.page.getByRole('button', { name: 'デモで試す' })).toBeEnabled();
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(windowState).toMatchObject({ visible: false });
  expect(await startSecondInstance(launched.dataDir)).toBe(0);
  await expect.poll(windowState).toMatchObject({ count: 1, visible: true });
  expect(await mainLog(launched.dataDir, 'data host said hello')).toHaveLength(1);
});

test('the window comes back where it was', async () => {
  launched = await launchApp();
  const bounds = { x: 140, y: 90, width: 1_100, height: 700 };
  await launched.app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    bounds,
  );
  await expect.poll(windowState).toMatchObject({ bounds });
  await launched.quit();
  launched = await launchApp({ dataDir: launched.dataDir });
  await expect.poll(windowState).toMatchObject({ bounds });
});
