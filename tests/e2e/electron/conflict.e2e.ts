import { expect, test } from '../support/fixtures.ts';
import { detailOf, openImportedOrders, openOrder } from '../support/orders.ts';
import { openOrders } from '../support/steps.ts';
import { listenToPorts } from './support/page-ports.ts';

test.use({ orderCount: 20 });
test.slow();

const mallOrderId = 'test-store-10000020';

// The other person's client speaks over the app's own port: in a desktop app there is one window.
test('a field changed elsewhere meanwhile is shown and chosen, never overwritten', async ({
  app,
  browser,
  simulator,
}) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  const host = (await listenToPorts(page)).client('data');
  await openOrders(page);
  await openOrder(page, mallOrderId);
  const { rows } = await host.orders.window({
    filter: {},
    search: mallOrderId,
    sort: { column: 'orderedAt', direction: 'desc' },
    offset: 0,
    limit: 1,
  });
  const orderId = rows[0]?.id ?? 0;
  const theirSave = async (field: string, value: string) => {
    const { version } = await host.orders.get({ orderId });
    return host.edits.save({ orderId, version, edits: [{ field, value }] });
  };
  const detail = detailOf(page);

  await detail.getByRole('button', { name: '編集' }).click();
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('わたしのメモ');
  await theirSave('shipping.shipUrl', 'https://example.jp/1');
  await expect(detail.getByText(/さんが変更しました: 追跡ページ/)).toBeVisible();
  await detail.getByRole('button', { name: '保存する' }).click();
  const local = detail.getByRole('region', { name: '手で変更した項目' });
  await expect(local).toContainText('わたしのメモ');
  await expect(local).toContainText('https://example.jp/1');

  await detail.getByRole('button', { name: '編集' }).click();
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('わたしの二つ目');
  await theirSave('shipping.shipNotes', '相手の二つ目');
  await expect(detail.getByText(/同じ項目を.*さんも変更しました: 配送メモ/)).toBeVisible();
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: '同じ項目が別の人にも変更されています' });
  await expect(dialog.getByRole('row', { name: /配送メモ/ })).toContainText('わたしのメモ');
  await dialog.getByRole('radio', { name: /相手の値/ }).check();
  await dialog.getByRole('button', { name: '選んだ値で保存する' }).click();
  await expect(local).toContainText('相手の二つ目');
});
