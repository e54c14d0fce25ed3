import { expect, test } from './support/fixtures.ts';
import { detailOf, openImportedOrders, openOrder, secondWindow } from './support/orders.ts';

test.use({ orderCount: 40 });
// Two windows, an import and many steps.
test.slow();

const first = 'test-store-10000040';

test('two people edit one order: merged, or chosen field by field', async ({ app, browser, simulator }) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  const other = await secondWindow(browser, page);
  for (const window of [page, other]) await openOrder(window, first);
  const mine = detailOf(page);
  const theirs = detailOf(other);

  // The other one's change appears at once, as a line, while this one is editing another field.
  await mine.getByRole('button', { name: '編集' }).click();
  await mine.getByRole('textbox', { name: '配送メモ' }).fill('わたしのメモ');
  await theirs.getByRole('button', { name: '編集' }).click();
  await theirs.getByRole('textbox', { name: '追跡ページ' }).fill('https://example.jp/1');
  await theirs.getByRole('button', { name: '保存する' }).click();
  await expect(mine.getByText(/さんが変更しました: 追跡ページ/)).toBeVisible();
  await mine.getByRole('button', { name: '保存する' }).click();
  await expect(mine.getByRole('region', { name: '手で変更した項目' })).toContainText('わたしのメモ');
  await expect(mine.getByRole('region', { name: '手で変更した項目' })).toContainText('https://example.jp/1');

  // The same field: nothing is overwritten, the operator chooses.
  await mine.getByRole('button', { name: '編集' }).click();
  await mine.getByRole('textbox', { name: '配送メモ' }).fill('わたしの二つ目');
  await mine.getByRole('textbox', { name: 'のしの名入れ' }).fill('山田');
  await theirs.getByRole('button', { name: '編集' }).click();
  await theirs.getByRole('textbox', { name: '配送メモ' }).fill('相手の二つ目');
  await theirs.getByRole('button', { name: '保存する' }).click();
  await expect(mine.getByText(/同じ項目を.*さんも変更しました: 配送メモ/)).toBeVisible();
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: '同じ項目が別の人にも変更されています' });
  await expect(dialog.getByRole('row', { name: /配送メモ/ })).toContainText('わたしのメモ');
  await expect(dialog).toContainText('のしの名入れ');
  await expect(dialog.getByRole('button', { name: '選んだ値で保存する' })).toBeDisabled();
  await dialog.getByRole('radio', { name: /相手の値/ }).check();
  await dialog.getByRole('button', { name: '選んだ値で保存する' }).click();
  const local = mine.getByRole('region', { name: '手で変更した項目' });
  await expect(local).toContainText('相手の二つ目');
  await expect(local).toContainText('山田');
  await expect(theirs.getByText(/さんが変更しました: .*のしの名入れ/)).toBeVisible();
  await other.context().close();
});
