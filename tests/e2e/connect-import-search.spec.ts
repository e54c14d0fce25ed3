import { expect, test } from './support/fixtures.ts';
import { connectShop, giveConsent, importOrders, openOrders } from './support/steps.ts';

test('connect a shop, consent, import 300 orders, search, open one, restart: still there', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  await connectShop(app.page(), account, '試験ストア');
  await giveConsent(app.page(), browser);
  await importOrders(app.page());
  await openOrders(app.page());
  await expect(app.page().getByText('300 件', { exact: true })).toBeVisible();

  const row = app.page().locator('.ag-row[row-index="4"]');
  const orderId = await row.locator('[col-id="mallOrderId"]').textContent();
  const buyer = await row.locator('[col-id="buyerName"]').textContent();

  await app.page().keyboard.press('Control+k');
  await app.page().keyboard.type(orderId ?? '');
  await expect(app.page().getByText('1 件', { exact: true })).toBeVisible();
  await app.page().keyboard.press('Enter');
  await app.page().keyboard.press('Enter');
  const detail = app.page().getByRole('complementary', { name: '受注の詳細' });
  await expect(detail).toContainText(orderId ?? '');
  await expect(detail).toContainText(buyer ?? '');
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail).toContainText('取り込みました');
  await detail.getByRole('tab', { name: '原文' }).click();
  await expect(detail).toContainText(`<OrderId>`);

  await app.restart();
  await openOrders(app.page());
  await expect(app.page().getByText('300 件', { exact: true })).toBeVisible();
  await app.page().getByRole('link', { name: '店舗と接続' }).click();
  await expect(app.page().getByRole('button', { name: /試験ストア/ })).toBeVisible();
});

test('importing twice changes nothing', async ({ app, browser, simulator }) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  await connectShop(app.page(), account, '試験ストア');
  await giveConsent(app.page(), browser);
  await importOrders(app.page());
  const history = app.page().getByRole('region', { name: '取込の履歴' });
  await expect(history.getByRole('row').nth(1)).toContainText('300');
  await app.page().getByRole('button', { name: '取込を始める' }).click();
  await expect(history.getByRole('row')).toHaveCount(3);
  await openOrders(app.page());
  await expect(app.page().getByText('300 件', { exact: true })).toBeVisible();
});
