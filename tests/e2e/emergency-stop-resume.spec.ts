import { expectAccessible } from './support/axe.ts';
import { expect, shopId, test } from './support/filled-list.ts';

test.use({ storedOrders: 20 });

test('a shop that cannot be compared says why, can be tried again, and is left out only on purpose', async ({
  list,
}) => {
  const { page, client } = list;
  // It serves the shop, whose consent for auto import was never given.
  const settings = { isOn: true, intervalMinutes: 10, usesStaging: true, isPaused: true };
  await client.autoImport.saveShop({ shopId, version: 0, settings });
  await client.emergencyStop.stop({ reason: '試験', name: '山田', isInstructed: true, confirmation: '' });

  await page.getByRole('button', { name: '再開の手順へ' }).click();
  const guide = page.getByRole('dialog', { name: '緊急停止からの再開' });
  await guide.getByRole('textbox', { name: '再開する人の名前' }).fill('佐藤');
  await guide.getByRole('checkbox').check();
  await guide.getByRole('button', { name: '照合を始める' }).click();
  const shop = guide.getByRole('list', { name: '店舗ごとの照合' }).getByRole('listitem');
  await expect(shop).toContainText('照合できません');
  await expect(shop).toContainText('メール認証');
  await expect(guide.getByRole('button', { name: '再開する', exact: true })).toBeHidden();

  // Tried again it fails again.
  await guide.getByRole('button', { name: 'もう一度照合する' }).click();
  await expect(shop).toContainText('照合できません');
  await expectAccessible(page, 'resume: a shop that failed');

  await shop.getByRole('button', { name: '照合せずに進む' }).click();
  await expect(shop).toContainText('最初にモールと照合します');
  await expectAccessible(page, 'resume: going on without a shop');
  await shop.getByRole('button', { name: '戻る' }).click();
  await shop.getByRole('button', { name: '照合せずに進む' }).click();
  await shop.getByRole('button', { name: '照合せずに進む' }).click();
  await expect(shop).toContainText('照合なし');
  await expect(guide).toContainText('照合していない店舗があります');
  expect((await client.emergencyStop.status({})).stop).not.toBeNull();
  await guide.getByRole('button', { name: '再開する', exact: true }).click();
  await expect(guide).toContainText('再開しました');
  const { stops } = await client.emergencyStop.journal({ limit: 1 });
  expect(stops).toMatchObject([{ name: '山田', resumedBy: '佐藤' }]);
});
