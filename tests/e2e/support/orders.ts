import { type Browser, expect, type Page } from '@playwright/test';
import type { YahooSimulator } from '#simulators/yahoo/index.ts';
import { connectShop, giveConsent, importOrders, openOrders } from './steps.ts';

/** A connected shop whose orders are imported, with the list open. */
export async function openImportedOrders(
  page: Page,
  browser: Browser,
  simulator: YahooSimulator,
): Promise<void> {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  await connectShop(page, account, '試験ストア');
  await giveConsent(page, browser);
  await importOrders(page);
  await openOrders(page);
}

export const detailOf = (page: Page) => page.getByRole('complementary', { name: '受注の詳細' });

/** Finds an order by its id and opens its detail. */
export async function openOrder(page: Page, mallOrderId: string): Promise<void> {
  await page.getByRole('link', { name: '受注', exact: true }).click();
  await page.getByRole('tab', { name: /すべて/ }).click();
  await page.getByRole('searchbox', { name: '受注を検索' }).fill(mallOrderId);
  await expect(page.getByText('1 件', { exact: true })).toBeVisible();
  await page.locator('.ag-row[row-index="0"] [col-id="mallOrderId"]').click();
  await expect(detailOf(page)).toContainText(mallOrderId);
  await expect(detailOf(page).getByRole('heading', { name: '金額' })).toBeVisible();
}

/** The same product in another window of another person's browser. */
export async function secondWindow(browser: Browser, page: Page): Promise<Page> {
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: { width: 1366, height: 768 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  });
  const other = await context.newPage();
  await other.goto(new URL('/#/orders', page.url()).href);
  return other;
}
