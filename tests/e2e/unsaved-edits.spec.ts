import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { detailOf, openImportedOrders } from './support/orders.ts';

test.use({ orderCount: 3 });

/** Leaves the page as a person does, answering the browser's question; null when none was asked. */
async function answered(page: Page, leave: () => Promise<unknown>, stay: boolean): Promise<string | null> {
  let asked: string | null = null;
  page.once('dialog', async (dialog) => {
    await (stay ? dialog.dismiss() : dialog.accept());
    // Only now: a key pressed before the browser has taken the answer is not the page's.
    asked = dialog.type();
  });
  await leave();
  await expect.poll(() => asked !== null || page.isClosed()).toBe(true);
  return asked;
}

test('a browser window with unsaved edits or an unsaved memo asks before it closes', async ({
  app,
  browser,
  simulator,
}) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  await page.locator('.ag-row[row-index="0"] [col-id="mallOrderId"]').click();
  const detail = detailOf(page);
  const close = () => page.close({ runBeforeUnload: true });

  await page.keyboard.press('n');
  await expect(detail.getByRole('textbox', { name: '社内メモ' })).toBeFocused();
  await page.keyboard.type('電話する');
  expect(await answered(page, close, true)).toBe('beforeunload');
  await page.keyboard.press('Escape');

  await page.keyboard.press('e');
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('置き配');
  expect(await answered(page, close, true)).toBe('beforeunload');
  await expect(detail.getByRole('textbox', { name: '配送メモ' })).toHaveValue('置き配');

  // Nothing is unsaved any more: the window goes without a question.
  await page.keyboard.press('Control+s');
  await expect(page.getByText('保存しました')).toBeVisible();
  expect(await answered(page, close, true)).toBeNull();
});
