import type { Browser, Page } from '@playwright/test';
import { connectShop, giveConsent, importOrders, openOrders } from '../../e2e/support/steps.ts';
import { endSessions } from '../../support/mall-refusals.ts';
import { shoot } from '../camera.ts';
import { expect } from '../patient-expect.ts';
import { openStudio, type Studio } from '../studio.ts';

/** Search, settings, the keyboard map, English, and a consent that has ended. */
export async function otherScreens(browser: Browser): Promise<void> {
  const studio = await openStudio(browser, { orders: 60 });
  try {
    const { page, account } = studio;
    await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
    await connectShop(page, account, 'みどり食品 Yahoo!店');
    await giveConsent(page, browser);
    await importOrders(page);
    await search(page);
    await settings(page);
    await expiredConsent(studio);
  } finally {
    await studio.close();
  }
}

async function search(page: Page): Promise<void> {
  await openOrders(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('セット');
  await expect(page.getByText('検索: セット')).toBeVisible();
  await expect(page.locator('.ag-row:not(.row-loading)').first()).toBeVisible();
  await shoot(page, 'orders-search');
  await page.keyboard.press('Escape');
  await expect(page.getByText('検索: セット')).toBeHidden();
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
  endSessions(simulator);
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: '取込を始める' }).click();
  const history = page.getByRole('region', { name: '取込の履歴' });
  await expect(history.getByRole('row').nth(1)).toContainText('失敗', { timeout: 60_000 });
  await shoot(page, 'import-consent-expired');
  await page.getByRole('link', { name: '店舗と接続' }).click();
  await page.getByRole('tab', { name: '認証', exact: true }).click();
  await shoot(page, 'shop-consent-expired');
}
