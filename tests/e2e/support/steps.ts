import { type Browser, expect, type Page } from '@playwright/test';
import type { ShopAccount } from '#simulators/yahoo/index.ts';

/** First run → the shop's form → its public key: ends on the key card with the key kept. */
export async function connectShop(
  page: Page,
  account: ShopAccount,
  name: string,
  { timeout = 15_000 }: { timeout?: number } = {},
): Promise<void> {
  await page.getByRole('button', { name: '店舗を接続する' }).click();
  await page.getByLabel('店舗の名前').fill(name);
  await page.getByLabel('ストアアカウント').fill(account.sellerId);
  await page.getByLabel('Client ID').fill(account.clientId);
  await page.getByLabel('シークレット').fill(account.clientSecret ?? '');
  await page.getByLabel('コールバックURL').fill(account.redirectUri);
  await page.getByRole('button', { name: '店舗を登録する' }).click();
  await page.getByRole('textbox', { name: '公開鍵', exact: true }).fill(account.publicKeyPem);
  await expect(page.getByText('RSA 2048 ビットの公開鍵です')).toBeVisible();
  await page.getByLabel('公開鍵バージョン').fill(account.publicKeyVersion);
  await page.getByRole('button', { name: '公開鍵を保存する' }).click();
  await expect(page.getByText('フィンガープリント')).toBeVisible({ timeout });
}

/** 「リフレッシュトークン更新」 as a person does it: agree on the mall's page, copy its address, paste it. */
export async function giveConsent(page: Page, browser: Browser): Promise<void> {
  await page.getByRole('tab', { name: '認証', exact: true }).click();
  await page.getByRole('button', { name: 'リフレッシュトークン更新' }).click();
  await finishConsent(page, browser);
}

/** The part after the button: the browser is open, the address waits to be pasted. */
export async function finishConsent(page: Page, browser: Browser): Promise<void> {
  const flow = page.getByRole('region', { name: 'リフレッシュトークン更新' });
  const address = await flow.getByRole('textbox', { name: 'ブラウザーで同意します' }).inputValue();
  const mallPage = await browser.newPage();
  await mallPage.goto(address);
  await mallPage.getByRole('button', { name: '同意する', exact: true }).click();
  await mallPage.waitForURL(/code=/);
  const redirected = mallPage.url();
  await mallPage.close();
  await flow.getByLabel('同意した後のアドレス').fill(redirected);
  await flow.getByRole('button', { name: '認証を完了する' }).click();
  await expect(page.getByText(/有効（28日） · あと/)).toBeVisible();
}

/** Imports since the last time and waits for the history to say it is complete. */
export async function importOrders(page: Page): Promise<void> {
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: '取込を始める' }).click();
  const history = page.getByRole('region', { name: '取込の履歴' });
  await expect(history.getByRole('row').nth(1)).toContainText('完了', { timeout: 60_000 });
}

/** The order list; the number of orders it says it has. */
export async function openOrders(page: Page): Promise<void> {
  await page.getByRole('link', { name: '受注', exact: true }).click();
  await expect(page.locator('.ag-row:not(.row-loading)').first()).toBeVisible();
}

/** 「自動取込」 by its entry in the navigation. */
export async function openMonitor(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '自動取込' }).click();
}
