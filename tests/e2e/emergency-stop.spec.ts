import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { connectShop, giveConsent, importOrders, openOrders } from './support/steps.ts';

test.use({ orderCount: 30 });
// One walk from the first screen over a restart to the resume.
test.slow();

const shortcut = 'Control+Shift+F12';
const dialogOf = (page: Page) => page.getByRole('dialog', { name: '緊急停止', exact: true });
const guideOf = (page: Page) => page.getByRole('dialog', { name: '緊急停止からの再開' });
const bannerOf = (page: Page) => page.getByRole('region', { name: '緊急停止中のお知らせ' });

test('stops only when it is meant, says so everywhere, stays stopped over a restart, and resumes', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  let page = app.page();

  // By keyboard on the very first screen; Escape leaves everything as it was.
  await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
  await page.keyboard.press(shortcut);
  await expect(dialogOf(page)).toContainText('引き続き使えるもの');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await connectShop(page, account, '試験ストア');

  // Above another dialog, which stays.
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'キーボード操作' });
  await map.getByRole('searchbox').fill('緊急');
  await expect(map).toContainText('F12');
  await page.keyboard.press(shortcut);
  await expect(dialogOf(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await expect(map).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(map).toBeHidden();

  // Reason and name are needed, and Enter in them stops nothing.
  await page.getByRole('button', { name: '緊急停止', exact: true }).click();
  const dialog = dialogOf(page);
  const stop = dialog.getByRole('button', { name: '停止する', exact: true });
  await expect(stop).toBeDisabled();
  await expect(dialog.getByLabel('理由', { exact: false }).first()).toBeFocused();
  await expectAccessible(page, 'emergency stop');
  await dialog.getByRole('button', { name: '受注の二重取込の疑い' }).click();
  await expect(dialog.getByRole('textbox', { name: '理由' })).toHaveValue('受注の二重取込の疑い');
  await dialog.getByRole('textbox', { name: '停止する人の名前' }).fill('山田');
  await page.keyboard.press('Enter');
  await expect(stop).toBeEnabled();

  // Without an instruction of support the words must be typed.
  await stop.click();
  await expect(dialog).toContainText('サポートからの指示なしで停止します');
  await expect(stop).toBeDisabled();
  const words = dialog.getByRole('textbox', { name: /「緊急停止」と入力/ });
  await expect(words).toBeFocused();
  await words.fill('緊急');
  await expect(stop).toBeDisabled();
  await words.fill('緊急停止');
  await page.keyboard.press('Enter');
  await expect(stop).toBeEnabled();
  await expectAccessible(page, 'confirmation of the emergency stop');
  await expect(bannerOf(page)).toBeHidden();
  await stop.click();
  await expect(dialog).toBeHidden();

  // On every screen: who, why, and the way on.
  for (const screen of ['ホーム', '受注', '手動取込', '送信箱', '店舗と接続', '有効期限', '設定']) {
    await page.getByRole('link', { name: screen, exact: true }).click();
    await expect(bannerOf(page)).toContainText('山田');
    await expect(bannerOf(page)).toContainText('受注の二重取込の疑い');
  }
  await expect(page.getByRole('button', { name: '緊急停止中' })).toBeVisible();

  // Manual import works while it is stopped.
  await page.getByRole('link', { name: '店舗と接続' }).click();
  await giveConsent(page, browser);
  await importOrders(page);
  await openOrders(page);
  await expectAccessible(page, 'orders while stopped');

  await app.restart();
  page = app.page();
  await expect(bannerOf(page)).toContainText('山田');
  await expect(page.getByRole('button', { name: '緊急停止中' })).toBeVisible();
  await bannerOf(page).getByRole('button', { name: '手動取込' }).click();
  await expect(page.getByRole('button', { name: '取込を始める' })).toBeVisible();

  // The way back: the name is remembered, the cause must be confirmed.
  await bannerOf(page).getByRole('button', { name: '再開の手順へ' }).click();
  const guide = guideOf(page);
  await expect(guide.getByRole('textbox', { name: '再開する人の名前' })).toHaveValue('山田');
  const begin = guide.getByRole('button', { name: '照合を始める' });
  await expect(begin).toBeDisabled();
  await expect(guide.getByRole('button', { name: '再開する', exact: true })).toBeHidden();
  await expectAccessible(page, 'resume: the cause');
  await guide.getByRole('checkbox').check();
  await begin.click();

  // Closed and opened again it stands where it was, also on another screen.
  await page.keyboard.press('Escape');
  await expect(guide).toBeHidden();
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('button', { name: '緊急停止中' }).click();
  const resume = guide.getByRole('button', { name: '再開する', exact: true });
  await expect(resume).toBeVisible();
  await expectAccessible(page, 'resume: compared');
  await resume.click();
  await expect(guide).toContainText('再開しました');
  await page.keyboard.press('Escape');
  await expect(bannerOf(page)).toBeHidden();
  await expect(page.getByRole('button', { name: '緊急停止', exact: true })).toBeVisible();

  await page.getByRole('tab', { name: '緊急停止' }).click();
  const journal = page.getByRole('region', { name: '緊急停止の記録' });
  await expect(journal.getByRole('row').nth(1)).toContainText('受注の二重取込の疑い');
  await expect(journal.getByRole('row').nth(1)).toContainText('なし');
  await expectAccessible(page, 'journal of emergency stops');
});
