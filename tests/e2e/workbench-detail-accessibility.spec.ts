import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { detailOf, openImportedOrders, openOrder, secondWindow } from './support/orders.ts';

test.use({ orderCount: 20 });
// One walk over many surfaces, each analysed.
test.slow();

const orderId = 'test-store-10000020';

test('editing, sending, comparing and the settings are accessible', async ({ app, browser, simulator }) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  await openOrder(page, orderId);
  const detail = detailOf(page);
  await detail.getByRole('button', { name: '編集' }).click();
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('わたしのメモ');
  await detail.getByRole('textbox', { name: '郵便番号' }).first().fill('1');
  await expectAccessible(page, 'edit');
  await detail.getByRole('textbox', { name: '郵便番号' }).first().fill('100-0001');

  const other = await secondWindow(browser, page);
  await openOrder(other, orderId);
  const theirs = detailOf(other);
  await theirs.getByRole('button', { name: '編集' }).click();
  await theirs.getByRole('textbox', { name: '配送メモ' }).fill('相手のメモ');
  await theirs.getByRole('button', { name: '保存する' }).click();
  await other.context().close();
  await detail.getByRole('button', { name: '違いを確認' }).click();
  await expect(page.getByRole('radio', { name: /相手の値/ })).toBeVisible();
  await expectAccessible(page, 'conflict');
  await page.getByRole('button', { name: '編集に戻る' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '保存していない変更があります' })).toBeVisible();
  await expectAccessible(page, 'leave');
  await page.getByRole('button', { name: '破棄する' }).click();
  await expect(detail.getByRole('region', { name: '手で変更した項目' })).toBeVisible();
  await expectAccessible(page, 'local edits');

  await detail.getByRole('button', { name: '再取込' }).click();
  await expect(page.getByRole('button', { name: '反映しないで閉じる' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 're-import');
  await page.getByRole('button', { name: '反映しないで閉じる' }).click();

  await detail.getByRole('button', { name: 'モールへ送信' }).click();
  await page.getByRole('menuitem', { name: 'キャンセル…' }).click();
  await expect(page.getByRole('button', { name: 'キャンセルを送る' })).toBeVisible();
  await expectAccessible(page, 'cancel');
  simulator.control.addFault({
    path: 'orderStatusChange',
    action: { kind: 'error', status: 400, code: 'od90101', message: 'Request Parameter Error' },
  });
  await page.getByRole('button', { name: 'キャンセルを送る' }).click();
  await expect(detail.getByText(/モールへの送信に失敗しています/)).toBeVisible({ timeout: 30_000 });
  await detail.getByRole('tab', { name: '送信' }).click();
  await expectAccessible(page, 'outbox of an order');
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail.getByText('取り込みました')).toBeVisible();
  await expectAccessible(page, 'history');
  await page.getByRole('link', { name: /送信箱/ }).click();
  await expect(page.getByRole('button', { name: '再送' })).toBeVisible();
  await expectAccessible(page, 'outbox');

  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('tab', { name: 'フェーズ' }).click();
  await expect(page.getByRole('textbox', { name: '新しいフェーズの名前' })).toBeVisible();
  await expectAccessible(page, 'phases');
  await page.getByRole('tab', { name: '不正保留' }).click();
  await expect(page.getByText('不正保留注文のステータス変更を抑止する')).toBeVisible();
  await expectAccessible(page, 'fraud settings');
  await page.getByRole('tab', { name: '取込ルール' }).click();
  await page.getByRole('button', { name: 'ルールを追加' }).click();
  await page.getByRole('button', { name: '条件を追加' }).click();
  await expectAccessible(page, 'rule');
});
