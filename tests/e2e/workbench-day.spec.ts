import { boxOf, selectionOf } from './support/filled-list.ts';
import { expect, test } from './support/fixtures.ts';
import { openImportedOrders } from './support/orders.ts';
import { openOrders } from './support/steps.ts';

test.use({ orderCount: 60 });
// A connection, a consent and an import come first.
test.slow();

test('a morning at the list: move, take back, drag, narrow, keep a view, start again', async ({
  app,
  browser,
  simulator,
}) => {
  await openImportedOrders(app.page(), browser, simulator);
  const page = app.page();
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

  // Keyboard only: choose, move, take back.
  await boxOf(page, 0).click();
  await boxOf(page, 2).click({ modifiers: ['Shift'] });
  await expect(selectionOf(page)).toHaveText('3 件選択');
  await page.keyboard.press('m');
  await page.keyboard.press('2');
  await expect(tab('入金待ち')).toHaveText(/3$/);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('3 件を元に戻しました')).toBeVisible();
  await expect(tab('入金待ち')).toHaveText(/0$/);

  // All that match, through a job with a result per row.
  await tab('完了').click();
  await boxOf(page, 0).click();
  await page.keyboard.press('Control+a');
  await expect(selectionOf(page)).toContainText('すべて');
  await page.keyboard.press('Escape');

  // Conditions become a view of their own.
  await tab('すべて').click();
  await page.keyboard.press('Shift+F');
  const builder = page.getByRole('dialog', { name: '詳しい条件' });
  const field = builder.getByRole('combobox', { name: '項目' }).first();
  await field.click();
  await field.fill('合計金額');
  await page.getByRole('option', { name: '合計金額' }).click();
  await builder.getByRole('combobox', { name: '比べ方' }).first().click();
  await page.getByRole('option', { name: '以上' }).click();
  await builder.getByRole('textbox', { name: '値' }).first().fill('5000');
  await builder.getByRole('button', { name: '絞り込む' }).click();
  await expect(page.getByRole('button', { name: '合計金額: ¥5,000 以上', exact: true })).toBeVisible();
  await page.keyboard.press('Shift+S');
  const dialog = page.getByRole('dialog', { name: '今の条件をビューとして保存' });
  await dialog.getByLabel('ビューの名前').fill('高額');
  await dialog.getByRole('button', { name: '保存する' }).click();
  await expect(tab('高額')).toHaveAttribute('aria-selected', 'true');
  const count = (await tab('高額').textContent()) ?? '';

  await app.restart();
  await openOrders(app.page());
  await expect(app.page().getByRole('tab', { name: /^高額/ })).toHaveText(count);
});
