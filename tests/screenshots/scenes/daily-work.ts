import type { Browser, Page } from '@playwright/test';
import { connectShop, giveConsent, openOrders } from '../../e2e/support/steps.ts';
import { shoot, sizes } from '../camera.ts';
import { expect } from '../patient-expect.ts';
import { openStudio, type Studio } from '../studio.ts';

/** From the first start to a day's work: connect, consent, import with two broken answers, list, detail. */
export async function dailyWork(browser: Browser): Promise<void> {
  const studio = await openStudio(browser, { orders: 640 });
  try {
    await firstRun(studio, browser);
    await importing(studio);
    await orderList(studio.page);
    await settings(studio.page);
    await expiredConsent(studio);
  } finally {
    await studio.close();
  }
}

async function firstRun({ page, account }: Studio, browser: Browser): Promise<void> {
  await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
  await shoot(page, 'welcome');
  await connectShop(page, account, 'みどり食品 Yahoo!店');
  await shoot(page, 'shop-key');
  await page.getByRole('link', { name: '受注', exact: true }).click();
  await expect(page.getByText('まだ受注がありません', { exact: false })).toBeVisible();
  await shoot(page, 'orders-empty');
  await page.getByRole('link', { name: '店舗と接続' }).click();
  await giveConsent(page, browser);
  await shoot(page, 'shop-consent');
}

async function importing({ page, simulator }: Studio): Promise<void> {
  const { control } = simulator;
  const slow = control.addFault({
    path: 'orderInfo',
    count: null,
    delayMs: 40,
    skip: 240,
    action: { kind: 'none' },
  });
  control.addFault({ path: 'orderInfo', skip: 20, action: { kind: 'cut', bytes: 700, honestLength: true } });
  control.addFault({ path: 'orderInfo', skip: 60, action: { kind: 'remove', element: 'OrderTime' } });
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: '取込を始める' }).click();
  await expect(page.getByText(/残り 約/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^3\d\d \/ 640 件/)).toBeVisible({ timeout: 60_000 });
  await shoot(page, 'import-running');
  control.removeFault(slow);
  const history = page.getByRole('region', { name: '取込の履歴' });
  await expect(history.getByRole('row').nth(1)).toContainText('完了', { timeout: 60_000 });
  await expect(history).toContainText('取り込めなかった注文');
  await shoot(page, 'import-result');
}

async function orderList(page: Page): Promise<void> {
  await openOrders(page);
  await shoot(page, 'orders-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'orders-dark');
  const detail = page.getByRole('complementary', { name: '受注の詳細' });
  await page.locator('.ag-row[row-index="3"] [col-id="buyerName"]').click();
  await expect(detail.getByRole('heading', { name: '金額' })).toBeVisible();
  await shoot(page, 'detail-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await shoot(page, 'detail-light');
  await page.setViewportSize(sizes.large);
  await shoot(page, 'detail-large');
  await page.setViewportSize(sizes.usual);
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail).toContainText('取り込みました');
  await shoot(page, 'detail-history');
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: /不正保留/ }).click();
  await page.locator('.ag-row[row-index="0"] [col-id="buyerName"]').click();
  await expect(detail).toContainText('モールが受け付けるのはキャンセルだけです');
  await detail.getByRole('tab', { name: '概要' }).click();
  await shoot(page, 'orders-held');

  await page.getByRole('tab', { name: /失敗/ }).first().click();
  await page.locator('.ag-row[row-index="0"] [col-id="mallOrderId"]').click();
  await expect(detail).toContainText('モールの回答を読み取れませんでした');
  await shoot(page, 'orders-failed');
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: /すべて/ }).click();
  await page.getByRole('button', { name: '絞り込み' }).click();
  await expect(page.getByLabel('注文者の氏名')).toBeVisible();
  await shoot(page, 'orders-filter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('東京都');
  await expect(page.getByText('検索: 東京都')).toBeVisible();
  await expect(page.locator('.ag-row:not(.row-loading)').first()).toBeVisible();
  await shoot(page, 'orders-search');
  await page.keyboard.press('Escape');
}

async function settings(page: Page): Promise<void> {
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await expect(page.getByText('このアプリについて')).toBeVisible();
  await shoot(page, 'settings');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, 'keyboard-map');
  await page.keyboard.press('Escape');
  await page.getByText('English', { exact: true }).click();
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await expect(page.locator('.ag-row:not(.row-loading)').first()).toBeVisible();
  await page.locator('.ag-row[row-index="3"] [col-id="buyerName"]').click();
  await expect(page.getByRole('complementary')).toContainText('Total');
  await shoot(page, 'detail-english');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByText('日本語', { exact: true }).click();
}

async function expiredConsent({ page, simulator, account }: Studio): Promise<void> {
  simulator.control.revokeConsents({ clientId: account.clientId });
  simulator.control.addFault({
    path: '/ShoppingWebService/',
    count: null,
    action: {
      kind: 'error',
      status: 401,
      code: 'px-04102',
      message: 'AccessToken has been expired. This API session is shorter than another API.',
    },
  });
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: '取込を始める' }).click();
  const history = page.getByRole('region', { name: '取込の履歴' });
  await expect(history.getByRole('row').nth(1)).toContainText('失敗', { timeout: 60_000 });
  await shoot(page, 'import-consent-expired');
  await page.getByRole('link', { name: '店舗と接続' }).click();
  await page.getByRole('tab', { name: '認証', exact: true }).click();
  await shoot(page, 'shop-consent-expired');
}
