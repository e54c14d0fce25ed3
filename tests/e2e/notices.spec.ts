import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { connectShop, giveConsent, importOrders } from './support/steps.ts';

test.slow();
test.use({ orderCount: 200 });

test('what happened is told behind the bell, leads there, and is read once it was seen', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await connectShop(page, account, '試験ストア');
  await giveConsent(page, browser);
  const bell = page.getByRole('button', { name: /^お知らせ/ });
  await bell.click();
  const drawer = page.getByRole('dialog', { name: 'お知らせ' });
  await expect(drawer).toContainText('お知らせはまだありません');
  await expectAccessible(page, 'notices, none');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await importOrders(page);
  const held = simulator.control
    .snapshot({ sellerId: account.sellerId, includeHeld: true, limit: 1_000 })
    .filter(isHeld).length;
  expect(held).toBeGreaterThan(0);
  await expect(bell).toHaveAccessibleName(/^お知らせ（未読 \d+ 件）$/);

  // By keyboard alone.
  await bell.focus();
  await page.keyboard.press('Enter');
  const list = drawer.getByRole('list', { name: 'お知らせ' });
  await expect(list).toContainText(`不正保留の受注 ${held} 件`);
  await expect(list).toContainText('試験ストア');
  await expectAccessible(page, 'notices');
  await list.getByRole('button').first().press('Enter');
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('tab', { name: /不正保留/ })).toHaveAttribute('aria-selected', 'true');
  await expect(bell).toHaveAccessibleName('お知らせ');

  await bell.click();
  await drawer.getByRole('link', { name: 'お知らせの設定' }).click();
  const card = page.getByRole('region', { name: 'メールでのお知らせ' });
  await card.getByRole('combobox', { name: '送り先' }).fill('tencho@example.jp');
  await page.keyboard.press('Enter');
  await card.getByRole('checkbox', { name: '新しい受注' }).click();
  await expect(card).toContainText('メールサーバーが設定されていない');
  await card.getByRole('button', { name: '保存する' }).click();
  await expect(page.getByText('メールでのお知らせの設定を保存しました')).toBeVisible();
  await expectAccessible(page, 'settings of notices');
  await page.reload();
  await expect(card).toContainText('tencho@example.jp');
  await expect(card.getByRole('checkbox', { name: '新しい受注' })).toBeChecked();
});

/** Under review or confirmed. */
function isHeld({ order }: { order: { FraudHoldStatus?: unknown } }): boolean {
  return ['1', '3'].includes(String(order.FraudHoldStatus));
}
