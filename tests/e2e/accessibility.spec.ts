import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { connectShop, giveConsent, importOrders, openOrders } from './support/steps.ts';

// One walk over many surfaces.
test.slow();
test.use({ orderCount: 40 });

test('every screen is accessible', async ({ app, browser, simulator }) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await expect(page.getByRole('button', { name: 'デモで試す' })).toBeVisible();
  await expectAccessible(page, 'welcome');

  await connectShop(page, account, '試験ストア');
  await expectAccessible(page, 'public key');
  await page.getByRole('tab', { name: '店舗の設定' }).click();
  await expectAccessible(page, 'shop settings');
  await giveConsent(page, browser);
  await expectAccessible(page, 'consent');

  await importOrders(page);
  await expectAccessible(page, 'import');

  await openOrders(page);
  await expectAccessible(page, 'orders', { withList: true });
  await page.locator('.ag-row[row-index="1"] [col-id="buyerName"]').click();
  const detail = page.getByRole('complementary', { name: '受注の詳細' });
  await expect(detail.getByRole('heading', { name: '金額' })).toBeVisible();
  await expectAccessible(page, 'order detail');
  await detail.getByRole('tab', { name: '原文' }).click();
  await expect(detail).toContainText('<OrderId>');
  await expectAccessible(page, 'raw answer');

  await page.getByRole('button', { name: '絞り込み' }).click();
  await expect(page.getByLabel('注文者の氏名')).toBeVisible();
  await expectAccessible(page, 'filter');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'ホーム', exact: true }).click();
  await expect(page.getByRole('img', { name: /日ごとの注文/ })).toBeVisible();
  await expectAccessible(page, 'dashboard');

  await page.getByRole('link', { name: '設定', exact: true }).click();
  await expect(page.getByText('このアプリについて')).toBeVisible();
  await expectAccessible(page, 'settings');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'keyboard map');
});
