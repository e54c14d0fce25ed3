import { MailBox } from '../support/mail-box.ts';
import { endSessions } from '../support/mall-refusals.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import {
  enterMailServer,
  giveSharedConsent,
  mailLogin,
  mailTheLink,
  redeemTheLink,
  saveSharedKey,
  sharedConsentOf,
} from './support/shared-scope.ts';
import { connectShop, openMonitor, openOrders } from './support/steps.ts';

test.slow();
test.use({ orderCount: 40 });

test('orders come by themselves: consent by mail, switch, staging, pause, run now, comparison', async ({
  app,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const mailBox = await MailBox.start(mailLogin);
  const page = app.page();
  await connectShop(page, account, '試験ストア');
  await saveSharedKey(page, account);

  // The empty screen teaches, and leads to the mail that is missing.
  const screen = page.getByRole('region', { name: '自動取込', exact: true });
  await openMonitor(page);
  await expect(screen.getByText('自動取込には、メール認証が必要です')).toBeVisible();
  await expectAccessible(page, 'auto import, nothing set up');
  await screen.getByRole('button', { name: '「試験ストア」のメール認証を始める' }).click();
  await sharedConsentOf(page).getByRole('button', { name: 'メールの設定を開く' }).click();
  await enterMailServer(page, mailBox);
  await openMonitor(page);
  await screen.getByRole('button', { name: '「試験ストア」のメール認証を始める' }).click();
  await redeemTheLink(page, await mailTheLink(page, mailBox));
  await mailBox.close();

  // Switched on, every order comes without another click.
  await sharedConsentOf(page).getByRole('link', { name: '自動取込の状態を見る' }).click();
  await screen.getByRole('switch', { name: '「試験ストア」の自動取込' }).press('Space');
  const shop = screen.getByRole('region', { name: '試験ストア' });
  await expect(shop).toContainText(/まで待機（10分ごと）/, { timeout: 60_000 });
  await expect(shop).toContainText(/新規 40/);
  await expect(shop.getByRole('button', { name: /^\d+件$/ })).toBeVisible();
  await expect(shop.getByRole('slider')).toHaveAttribute('aria-label', /新規 40件/);
  await expect(screen.getByRole('status')).toContainText('1店舗を自動で取り込んでいます。次は');
  await expect(page.getByRole('img', { name: '待機中' })).toBeVisible();
  await expectAccessible(page, 'auto import at work');
  await openOrders(page);
  await expect(page.getByText('40 件', { exact: true })).toBeVisible();

  // What is sold later comes with the next cycle, begun here by hand.
  const now = Date.now();
  const { sellerId } = account;
  simulator.control.generateOrders({ sellerId, count: 2, seed: 7, from: now - 60_000, to: now - 1_000 });
  await openMonitor(page);
  await screen.getByRole('button', { name: '今すぐ取り込む' }).click();
  await expect(shop).toContainText(/新規 42/);

  // The comparison with the mall.
  await screen.getByRole('button', { name: '照合する' }).click();
  await expect(shop).toContainText(/差 0 \/ \d+/);
  const records = screen.getByRole('region', { name: '照合の記録' });
  await expect(records.getByRole('row').filter({ hasText: '手動' })).toContainText(/差 0 \/ \d+/);

  // Paused, nothing runs until it is resumed.
  const menu = shop.getByRole('button', { name: '「試験ストア」の操作' });
  await menu.click();
  await page.getByRole('menuitem', { name: '一時停止する' }).click();
  await expect(shop).toContainText('一時停止中。再開するまで取り込みません');
  await expect(screen.getByRole('button', { name: '今すぐ取り込む' })).toBeDisabled();
  await shop.getByRole('button', { name: '再開する' }).click();
  await expect(shop).toContainText(/まで待機（10分ごと）/);

  // Settings are shared, and kept.
  await menu.click();
  await page.getByRole('menuitem', { name: '設定' }).click();
  const dialog = page.getByRole('dialog', { name: '「試験ストア」の自動取込' });
  await dialog.getByLabel('取込の間隔（分）').fill('30');
  await dialog.getByRole('switch').press('Space');
  await expectAccessible(page, 'settings of one shop');
  await dialog.getByRole('button', { name: '保存する' }).click();
  await expect(dialog).toBeHidden();
  await expect(shop).toContainText(/まで待機（30分ごと）/);
});

test('a consent that ended says so in words, with the way to a new one', async ({ app, simulator }) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await connectShop(page, account, '試験ストア');
  await saveSharedKey(page, account);
  await giveSharedConsent(page);
  endSessions(simulator);
  await sharedConsentOf(page).getByRole('switch', { name: '自動受注取込' }).press('Space');
  await openMonitor(page);
  const shop = page.getByRole('region', { name: '試験ストア' });
  await expect(shop).toContainText('認証が必要です', { timeout: 60_000 });
  await expect(shop).toContainText(
    '詳細情報: (px-04102,AccessToken has been expired. This API session is shorter than another API.)',
  );
  await expect(page.getByRole('img', { name: '確認が必要です' })).toBeVisible();
  await expectAccessible(page, 'auto import in trouble');
  await shop.getByRole('button', { name: 'メール認証へ' }).click();
  await expect(sharedConsentOf(page).getByLabel('送り先のメールアドレス')).toBeVisible();
});
