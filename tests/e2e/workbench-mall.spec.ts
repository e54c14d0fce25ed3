import { expect, test } from './support/fixtures.ts';
import { detailOf, openImportedOrders, openOrder } from './support/orders.ts';
import { importOrders, openOrders } from './support/steps.ts';

test.use({ orderCount: 30 });
// Each begins with a connection, a consent and an import.
test.slow();

const sellerId = 'test-store';
const orderId = 'test-store-10000030';

test('a shipping notice reaches the mall; a failed one is sent again', async ({
  app,
  browser,
  simulator,
}) => {
  const page = app.page();
  simulator.control.patchOrder({
    sellerId,
    orderId,
    patch: { order: { OrderStatus: 2 }, ship: { ShipStatus: 1 }, pay: { PayStatus: 1 } },
  });
  await openImportedOrders(page, browser, simulator);
  await openOrder(page, orderId);
  const detail = detailOf(page);
  const dialog = page.getByRole('dialog', { name: 'モールへ出荷を連絡する' });
  const send = async (slip: string) => {
    await detail.getByRole('button', { name: 'モールへ送信' }).click();
    await page.getByRole('menuitem', { name: '出荷の連絡…' }).click();
    await dialog.getByRole('combobox', { name: '配送会社' }).click();
    await page.getByRole('option', { name: 'ヤマト運輸' }).click();
    await dialog.getByRole('textbox', { name: '伝票番号' }).fill(slip);
    await dialog.getByRole('button', { name: '出荷を連絡する' }).click();
  };

  // What the mall would refuse is said before it is sent.
  await send('123456789012345');
  await expect(dialog.getByText('ヤマト運輸は半角数字とハイフンで14文字以内です')).toBeVisible();
  simulator.control.addFault({
    path: 'orderShipStatusChange',
    count: 1,
    action: { kind: 'error', status: 400, code: 'od90101', message: 'Request Parameter Error : ShipDate' },
  });
  await dialog.getByRole('textbox', { name: '伝票番号' }).fill('1234-5678-9012');
  await dialog.getByRole('button', { name: '出荷を連絡する' }).click();
  await expect(detail.getByText('モールへの送信に失敗しています: 出荷の連絡')).toBeVisible({
    timeout: 30_000,
  });

  await page.getByRole('link', { name: /送信箱/ }).click();
  await expect(page.getByRole('img', { name: '失敗・不明 1 件' })).toBeVisible();
  const row = page.getByRole('row', { name: new RegExp(orderId) });
  await expect(row).toContainText('失敗');
  await expect(row).toContainText('ヤマト運輸');
  await row.getByRole('button', { name: '再送' }).click();
  await expect(row).toContainText('反映済み', { timeout: 30_000 });
  await expect(page.getByRole('img', { name: /失敗・不明/ })).toBeHidden();
  expect(simulator.control.getOrder({ sellerId, orderId }).ship.ShipInvoiceNumber1).toBe('1234-5678-9012');

  await row.getByRole('button', { name: `受注 ${orderId} を開く` }).click();
  await expect(detail.getByRole('button', { name: 'いまのフェーズ: 出荷済み' })).toBeVisible();
  await detail.getByRole('tab', { name: '送信' }).click();
  await expect(detail).toContainText('反映済み');
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail).toContainText('モールに反映されたため、フェーズを変更しました');
});

test('a re-import shows what differs and keeps what was changed by hand', async ({
  app,
  browser,
  simulator,
}) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  await openOrder(page, orderId);
  const detail = detailOf(page);
  await detail.getByRole('button', { name: '編集' }).click();
  await detail.getByRole('textbox', { name: '電話番号' }).first().fill('090-1111-2222');
  await detail.getByRole('button', { name: '保存する' }).click();
  await expect(detail.getByRole('region', { name: '手で変更した項目' })).toContainText('090-1111-2222');

  simulator.control.patchOrder({
    sellerId,
    orderId,
    patch: { ship: { ShipPhoneNumber: '03-9999-8888', ShipNotes: 'モールの配送メモ' } },
  });
  const dialog = page.getByRole('dialog', { name: '注文再取込' });
  await detail.getByRole('button', { name: '再取込' }).click();
  const phone = dialog.getByRole('row', { name: /お届け先 電話番号/ });
  await expect(phone).toContainText('090-1111-2222', { timeout: 30_000 });
  await expect(phone).toContainText('03-9999-8888');
  await expect(phone.getByRole('checkbox')).not.toBeChecked();
  await dialog.getByRole('button', { name: '反映する' }).click();
  await expect(dialog.getByText('1 件に反映しました')).toBeVisible();
  await dialog.getByRole('button', { name: '閉じる' }).last().click();
  await expect(detail.getByText('モールの配送メモ')).toBeVisible();
  await expect(detail.getByRole('region', { name: '手で変更した項目' })).toContainText('090-1111-2222');

  // Chosen, the mall's value comes in.
  await detail.getByRole('button', { name: '再取込' }).click();
  await phone.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '反映する' }).click();
  await expect(dialog.getByText('1 件に反映しました')).toBeVisible();
  await dialog.getByRole('button', { name: '閉じる' }).last().click();
  await expect(detail.getByRole('region', { name: '手で変更した項目' })).toBeHidden();
});

test('phases and rules; a lifted hold offers the refused change again', async ({
  app,
  browser,
  simulator,
}) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('tab', { name: 'フェーズ' }).click();

  // Add, move by keyboard, rename.
  await page.getByRole('textbox', { name: '新しいフェーズの名前' }).fill('検品中');
  await page.getByRole('button', { name: 'フェーズを追加' }).click();
  const handle = page.getByRole('button', { name: '「検品中」を並べ替え（↑ ↓）' });
  await handle.press('ArrowUp');
  await expect(page.getByText('「検品中」を 8 番目に移動しました')).toBeAttached();
  await expect(page.getByRole('row').nth(8).getByRole('textbox')).toHaveValue('検品中');
  const name = page.getByRole('textbox', { name: '「検品中」の名前' });
  await name.fill('検品');
  await name.press('Enter');
  await expect(page.getByRole('button', { name: '「検品」を削除' })).toBeVisible();

  // A rule for every order, which a held order cannot follow.
  await page.getByRole('tab', { name: '取込ルール' }).click();
  await page.getByRole('button', { name: 'ルールを追加' }).click();
  const rule = page.getByRole('dialog', { name: '取込ルールを追加' });
  await rule.getByRole('textbox', { name: '名前' }).fill('全部検品');
  await rule.getByRole('combobox', { name: '移すフェーズ' }).click();
  await page.getByRole('option', { name: '検品' }).click();
  await rule.getByRole('button', { name: '保存する' }).click();
  await expect(page.getByRole('listitem')).toContainText('すべての受注');

  const now = Date.now();
  simulator.control.generateOrders({ sellerId, count: 2, seed: 7, from: now - 60_000, to: now - 1_000 });
  const [free, held] = simulator.control
    .snapshot({ sellerId, includeHeld: true })
    .map(({ order }) => order.OrderId)
    .slice(-2);
  if (!free || !held) throw new Error('two new orders');
  simulator.control.setFraudHold({ sellerId, orderId: held, status: 1 });
  await importOrders(page);
  await openOrder(page, free);
  const detail = detailOf(page);
  await expect(detail.getByRole('button', { name: 'いまのフェーズ: 検品' })).toBeVisible();
  await openOrder(page, held);
  await expect(detail.getByRole('button', { name: 'いまのフェーズ: 失敗' })).toBeVisible();
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail).toContainText('不正保留中のためステータス変更しませんでした');

  // Lifted: told, and offered again.
  simulator.control.setFraudHold({ sellerId, orderId: held, status: 2 });
  await importOrders(page);
  await expect(page.getByText(`受注 ${held} の不正保留が解除されました`)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: '内容を確認' }).click();
  await expect(page.getByText('保留中に見送ったフェーズの変更: 「失敗」から「検品」へ')).toBeVisible();
  await page.getByRole('button', { name: '変更する', exact: true }).click();
  await expect(page.getByText(`受注 ${held} の不正保留が解除されました`)).toBeHidden();

  // A phase in use asks where its orders go, with their number.
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('tab', { name: '取込ルール' }).click();
  await page.getByRole('button', { name: 'ルール「全部検品」を削除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '削除' }).click();
  await expect(page.getByText('取込ルールはまだありません')).toBeVisible();
  await page.getByRole('tab', { name: 'フェーズ' }).click();
  await page.getByRole('button', { name: '「検品」を削除' }).click();
  const removal = page.getByRole('dialog', { name: 'フェーズ「検品」を削除しますか' });
  await expect(removal).toContainText('受注が 2 件あります');
  await removal.getByRole('combobox', { name: '移動先' }).click();
  await page.getByRole('option', { name: '出荷待ち' }).click();
  await removal.getByRole('button', { name: '2 件を移動して削除する' }).click();
  await expect(page.getByText('「検品」を削除しました')).toBeVisible();
  await openOrders(page);
  await expect(page.getByRole('tab', { name: /出荷待ち/ })).toContainText('2');
});
