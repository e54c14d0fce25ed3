import type { Browser, Page } from '@playwright/test';
import { giveSharedConsent, saveSharedKey, sharedConsentOf } from '../../e2e/support/shared-scope.ts';
import { connectShop, openMonitor } from '../../e2e/support/steps.ts';
import { endSessions } from '../../support/mall-refusals.ts';
import { shoot, sizes } from '../camera.ts';
import { expect } from '../patient-expect.ts';
import { openStudio, type Studio } from '../studio.ts';

const shopName = 'みどり食品 Yahoo!店';

/** 「自動取込」: nothing set up, at work, paused, and the mall's refusals. */
export async function autoImport(browser: Browser): Promise<void> {
  const studio = await openStudio(browser, { orders: 180 });
  try {
    await setUp(studio);
    await atWork(studio);
    await inTrouble(studio);
  } finally {
    await studio.close();
  }
}

const shopOf = (page: Page) => page.getByRole('region', { name: shopName });

async function setUp({ page, account }: Studio): Promise<void> {
  await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
  await connectShop(page, account, shopName);
  await saveSharedKey(page, account);
  await openMonitor(page);
  await expect(page.getByText('自動取込には、メール認証が必要です')).toBeVisible();
  await shoot(page, 'auto-import-empty');
  await giveSharedConsent(page);
}

async function atWork({ page, simulator, account }: Studio): Promise<void> {
  const slow = simulator.control.addFault({
    path: 'orderInfo',
    count: null,
    delayMs: 300,
    skip: 100,
    action: { kind: 'none' },
  });
  await sharedConsentOf(page).getByRole('switch', { name: '自動受注取込' }).press('Space');
  await openMonitor(page);
  await expect(shopOf(page)).toContainText(/取込中 1\d\d \/ 180（残り約/, { timeout: 60_000 });
  await shoot(page, 'auto-import-running');
  simulator.control.removeFault(slow);
  await expect(shopOf(page)).toContainText(/まで待機（10分ごと）/, { timeout: 60_000 });
  const now = Date.now();
  const { sellerId } = account;
  simulator.control.generateOrders({ sellerId, count: 5, seed: 7, from: now - 60_000, to: now - 1_000 });
  await page.getByRole('button', { name: '今すぐ取り込む' }).click();
  await expect(shopOf(page)).toContainText(/新規 185/);
  await page.getByRole('button', { name: '照合する' }).click();
  await expect(shopOf(page)).toContainText(/差 0 \/ \d+/);
  await expect(page.getByText('照合を始めました')).toBeHidden();
  await shoot(page, 'auto-import');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'auto-import-dark');
  await page.setViewportSize(sizes.large);
  await shoot(page, 'auto-import-large-dark');
  await page.setViewportSize(sizes.usual);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function inTrouble({ page, simulator }: Studio): Promise<void> {
  const { control } = simulator;
  const maintenance = control.addFault({
    path: '/ShoppingWebService/',
    count: null,
    action: { kind: 'error', status: 503, code: 'ed-00002', message: 'Service maintenance' },
  });
  await page.getByRole('button', { name: '今すぐ取り込む' }).click();
  await expect(shopOf(page)).toContainText('モールがメンテナンス中です', { timeout: 60_000 });
  await shoot(page, 'auto-import-maintenance');
  control.removeFault(maintenance);
  endSessions(simulator);
  await page.getByRole('button', { name: '今すぐ取り込む' }).click();
  await expect(shopOf(page)).toContainText('認証が必要です', { timeout: 60_000 });
  await shoot(page, 'auto-import-consent');
}
