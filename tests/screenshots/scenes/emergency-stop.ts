import type { Browser, Page } from '@playwright/test';
import { giveSharedConsent, saveSharedKey, sharedConsentOf } from '../../e2e/support/shared-scope.ts';
import { connectShop, openMonitor, openOrders } from '../../e2e/support/steps.ts';
import { shoot } from '../camera.ts';
import { expect } from '../patient-expect.ts';
import { openStudio, type Studio } from '../studio.ts';

const shopName = 'みどり食品 Yahoo!店';

/** Orders in staging, what the bell tells, and an emergency stop from its dialog to the resume. */
export async function emergencyStop(browser: Browser): Promise<void> {
  const studio = await openStudio(browser, { orders: 160 });
  try {
    await importByItself(studio);
    await staging(studio);
    await stop(studio);
    await resume(studio);
  } finally {
    await studio.close();
  }
}

async function importByItself({ page, account }: Studio): Promise<void> {
  await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
  await connectShop(page, account, shopName);
  await saveSharedKey(page, account);
  await giveSharedConsent(page);
  await sharedConsentOf(page).getByRole('switch', { name: '自動受注取込' }).press('Space');
  await openMonitor(page);
  await expect(page.getByRole('region', { name: shopName })).toContainText(/まで待機/, { timeout: 60_000 });
}

async function staging({ page }: Studio): Promise<void> {
  await openOrders(page);
  await page.getByRole('tab', { name: /自動受注取込/ }).click();
  await expect(page.getByRole('region', { name: '自動受注取込', exact: true })).toContainText('件あります');
  await shoot(page, 'staging');
  await page.getByRole('button', { name: /^お知らせ/ }).click();
  await expect(page.getByRole('dialog', { name: 'お知らせ' }).getByRole('list')).toContainText('不正保留');
  await shoot(page, 'notices');
  await page.keyboard.press('Escape');
}

async function stop({ page }: Studio): Promise<void> {
  await page.getByRole('button', { name: '緊急停止', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '緊急停止', exact: true });
  await dialog.getByRole('button', { name: '受注の二重取込の疑い' }).click();
  await dialog.getByRole('textbox', { name: '停止する人の名前' }).fill('山田');
  await shoot(page, 'emergency-stop');
  await dialog.getByRole('checkbox', { name: /サポートからの指示/ }).check();
  await dialog.getByRole('button', { name: '停止する', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(bannerOf(page)).toContainText('山田');
  await shoot(page, 'emergency-stopped');
}

async function resume({ page }: Studio): Promise<void> {
  await bannerOf(page).getByRole('button', { name: '再開の手順へ' }).click();
  const guide = page.getByRole('dialog', { name: '緊急停止からの再開' });
  await guide.getByRole('checkbox').check();
  await guide.getByRole('button', { name: '照合を始める' }).click();
  await expect(guide.getByRole('button', { name: '再開する', exact: true })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'emergency-resume-dark');
}

const bannerOf = (page: Page) => page.getByRole('region', { name: '緊急停止中のお知らせ' });
