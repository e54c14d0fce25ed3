import { boxOf, expect, selectionOf, test } from './support/filled-list.ts';

test('choose rows and a range, move them by the keyboard, take it back', async ({ list }) => {
  const { page, row, tab } = list;
  await boxOf(page, 1).click();
  await boxOf(page, 4).click({ modifiers: ['Shift'] });
  await expect(selectionOf(page)).toHaveText('4 件選択');
  await expect(row(3)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('m');
  await page.keyboard.press('3');
  await expect(page.getByText('「出荷待ち」へ変更: 4 件が完了しました')).toBeVisible();
  await expect(tab('出荷待ち')).toHaveText(/4$/);
  await expect(selectionOf(page)).toHaveCount(0);

  await page.keyboard.press('Control+z');
  await expect(page.getByText('4 件を元に戻しました')).toBeVisible();
  await expect(page.getByText('「出荷待ち」へ変更: 4 件が完了しました')).toHaveCount(0);
  await expect(tab('出荷待ち')).toHaveText(/0$/);
});

test('all by keyboard: rows, ranges, all that match with exceptions', async ({ list }) => {
  const { page, row } = list;
  await row(0).locator('[col-id="buyerName"]').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selectionOf(page)).toHaveText('3 件選択');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(selectionOf(page)).toHaveText('2 件選択');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Shift+Space');
  await expect(selectionOf(page)).toHaveText('700 件選択');
  await page.keyboard.press('Control+a');
  await expect(selectionOf(page)).toHaveText('条件に合う 700 件すべて');
  await page.keyboard.press('Space');
  await expect(selectionOf(page)).toHaveText('条件に合う 699 件（1 件を除く）');
  await page.keyboard.press('Escape');
  await expect(selectionOf(page)).toHaveCount(0);
});

test('a phase change of all that match states the number, runs on, tells each order, and is undone', async ({
  list,
}) => {
  const { page, tab } = list;
  await tab('完了').click();
  await expect(page.getByText(/^\d+ 件$/).first()).not.toHaveText('700 件');
  const { total } = await list.client.orders.window({
    filter: { phaseIds: [6] },
    search: '',
    offset: 0,
    limit: 1,
  });
  await boxOf(page, 0).click();
  await page.keyboard.press('Control+a');
  await boxOf(page, 1).click();
  await page.keyboard.press('m');
  await page.keyboard.press('4');
  const dialog = page.getByRole('dialog', { name: '「出荷済み」へ変更' });
  await expect(dialog).toContainText(`${total - 1} 件の受注を「出荷済み」へ変更します。`);
  await dialog.getByRole('button', { name: `${total - 1} 件を変更する` }).click();
  await expect(page.getByText(`「出荷済み」へ変更: ${total - 1} 件が完了しました`)).toBeVisible();
  await expect(tab('出荷済み')).toHaveText(new RegExp(`${total - 1}$`));

  await list.reload();
  await page.keyboard.press('Shift+J');
  const panel = page.getByRole('dialog', { name: '処理の一覧' });
  await panel.getByRole('button', { name: '「「出荷済み」へ変更」の結果を見る' }).click();
  const result = page.getByRole('dialog', { name: '処理の結果' });
  await expect(result.getByRole('listitem').first()).toContainText('完了 → 出荷済み');
  await result.getByRole('button', { name: '元に戻す' }).click();
  await expect(page.getByText(`${total - 1} 件を元に戻しました`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tab('出荷済み')).toHaveText(/0$/);
});

test('held orders are refused by name, the others of the selection are moved', async ({ list }) => {
  const { page, tab } = list;
  const held = await list.client.orders.window({
    filter: { fraudHolds: ['under_review', 'confirmed'], phaseIds: [2] },
    search: '',
    sort: { column: 'orderedAt', direction: 'desc' },
    offset: 0,
    limit: 1,
  });
  const [order] = held.rows;
  if (!order) throw new Error('the sample has a held order');
  await tab('新規受付').click();
  await expect(tab('新規受付')).toHaveAttribute('aria-selected', 'true');
  await page.locator('.ag-row:not(.row-loading)').first().waitFor();
  await boxOf(page, 0).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('m');
  await page.keyboard.press('3');
  const dialog = page.getByRole('dialog', { name: 'ステータスを変更できません' });
  await expect(dialog).toContainText('不正利用審査中の注文は「キャンセル」へのステータス変更のみ行えます');
  await expect(dialog).toContainText(order.mallOrderId);
  await expect(dialog).toContainText(`${held.total} 件は変更していません。ほかの`);
  await dialog.getByRole('button', { name: '閉じる' }).last().click();
  await expect(tab('新規受付')).toHaveText(new RegExp(`${held.total}$`));

  await boxOf(page, 0).click();
  await page.keyboard.press('m');
  await page.keyboard.press('6');
  await expect(page.getByText('「キャンセル」へ変更: 1 件が完了しました')).toBeVisible();
});

test('rows dragged onto the tab of a phase go there', async ({ list }) => {
  const { page, row, tab } = list;
  await boxOf(page, 0).click();
  await boxOf(page, 1).click();
  await row(0).locator('[col-id="itemSummary"]').dragTo(tab('入金待ち'));
  await expect(page.getByText('「入金待ち」へ変更: 2 件が完了しました')).toBeVisible();
  await expect(tab('入金待ち')).toHaveText(/2$/);
  await row(5).locator('[col-id="itemSummary"]').dragTo(tab('入金待ち'));
  await expect(tab('入金待ち')).toHaveText(/3$/);
  // A view that is no phase takes nothing.
  await row(6).locator('[col-id="itemSummary"]').dragTo(tab('未入金'));
  await expect(tab('入金待ち')).toHaveText(/3$/);
});

test('conditions over any field, nested, as chips, kept as a shared view that can be brought back', async ({
  list,
}) => {
  const { page, tab } = list;
  await page.keyboard.press('Shift+F');
  const builder = page.getByRole('dialog', { name: '詳しい条件' });
  const first = builder.getByRole('combobox', { name: '項目' }).first();
  await first.click();
  await first.fill('合計金額');
  await page.getByRole('option', { name: '合計金額' }).click();
  await builder.getByRole('combobox', { name: '比べ方' }).first().click();
  await page.getByRole('option', { name: '以上' }).click();
  await builder.getByRole('button', { name: '絞り込む' }).click();
  await expect(builder).toContainText('値を確認してください');
  await builder.getByRole('textbox', { name: '値' }).first().fill('20000');
  await builder.getByRole('button', { name: 'グループを追加' }).click();
  const second = builder.getByRole('combobox', { name: '項目' }).nth(1);
  await second.click();
  await second.fill('注文日時');
  await page.getByRole('option', { name: '注文日時' }).click();
  const kind = builder.getByRole('combobox', { name: '値: 日付の決め方' });
  await kind.click();
  await page.getByRole('option', { name: '今日から数えて前' }).click();
  await builder.getByRole('combobox', { name: '比べ方' }).nth(1).click();
  await page.getByRole('option', { name: '以降' }).click();
  await builder.getByRole('textbox', { name: '値: 日数' }).fill('30');
  await builder.getByRole('button', { name: '絞り込む' }).click();
  await expect(page.getByRole('button', { name: '合計金額: ¥20,000 以上', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '注文日時: 30日前 以降', exact: true })).toBeVisible();
  const { rows } = await list.client.orders.window({
    filter: { totalMinYen: 20_000, orderedFrom: startOfDay(30) },
    search: '',
    offset: 0,
    limit: 500,
  });
  await expect(page.getByText(`${rows.length} 件`, { exact: true })).toBeVisible();

  await page.keyboard.press('Shift+S');
  const dialog = page.getByRole('dialog', { name: '今の条件をビューとして保存' });
  await dialog.getByLabel('ビューの名前').fill('高額');
  await dialog.getByRole('radio', { name: 'すべての端末で共有する' }).click();
  await dialog.getByRole('button', { name: '保存する' }).click();
  const shared = page.getByRole('tab', { name: /高額/ });
  await expect(shared).toHaveText(new RegExp(`${rows.length}$`));
  await expect(shared.getByRole('img', { name: '共有ビュー' })).toBeVisible();

  await page.getByRole('button', { name: 'ビュー「高額」の操作' }).click();
  await page.getByRole('menuitem', { name: 'ビューを削除' }).click();
  await expect(shared).toHaveCount(0);
  await expect(tab('すべて')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(shared).toBeVisible();
});

test('views change places by menu; several phases are shown at once', async ({ list }) => {
  const { page, tab } = list;
  for (const name of ['いち', 'に']) {
    await list.client.views.save({
      name,
      filter: {},
      search: '',
      sort: { column: 'orderedAt', direction: 'desc' },
    });
  }
  await tab('に').click();
  await page.getByRole('button', { name: 'ビュー「に」の操作' }).click();
  await page.getByRole('menuitem', { name: '左へ移動' }).click();
  await expect(page.getByRole('tab').last()).toHaveText(/^いち/);
  await tab('いち').dragTo(tab('に'));
  await expect(page.getByRole('tab').last()).toHaveText(/^に/);

  await tab('新規受付').click();
  await tab('キャンセル').click({ modifiers: ['Control'] });
  await expect(page.getByText('フェーズ: 新規受付・キャンセル')).toBeVisible();
});

test('quick filters by key, not while typing; the map of keys is searched', async ({ list }) => {
  const { page } = list;
  const held = page.getByRole('button', { name: '不正保留', exact: true });
  await page.keyboard.press('Shift+Digit1');
  await expect(held).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Shift+Digit1');
  await expect(held).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('/');
  await page.keyboard.type('M1mx');
  await expect(page.getByRole('searchbox', { name: '受注を検索' })).toHaveValue('M1mx');
  await expect(page.getByRole('menu')).toHaveCount(0);
  const search = page.getByRole('searchbox', { name: '受注を検索' });
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(search).not.toBeFocused();
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'キーボード操作' });
  await expect(map.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('フェーズ');
  await expect(map).toContainText('フェーズ変更のメニュー');
  await expect(map).not.toContainText('ホームを開く');
});

test('one field of many orders is edited and the edit taken back', async ({ list }) => {
  const { page } = list;
  await boxOf(page, 0).click();
  await boxOf(page, 2).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: '項目を編集' }).click();
  const dialog = page.getByRole('dialog', { name: '項目を編集' });
  await expect(dialog).toContainText('3 件の受注が対象です');
  await dialog.getByLabel('新しい値').fill('至急');
  await dialog.getByRole('button', { name: '3 件を変更する' }).click();
  await expect(page.getByText('社内メモを「至急」に変更: 3 件が完了しました')).toBeVisible();
  const found = await list.client.orders.window({
    filter: { where: { join: 'and', parts: [{ field: 'memo', operator: 'equals', values: ['至急'] }] } },
    search: '',
    offset: 0,
    limit: 10,
  });
  expect(found.total).toBe(3);
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(page.getByText('3 件を元に戻しました')).toBeVisible();
});

test('all that match are copied as a table and printed as a list', async ({ list }) => {
  const { page } = list;
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await boxOf(page, 0).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('700 行をコピーしました')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split('\n')).toHaveLength(701);
  expect(text.split('\n')[0]).toContain('注文番号\t注文者');
  await page.keyboard.press('p');
  await expect(page.locator('.print-sheet tbody tr')).toHaveCount(700);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print-sheet h1')).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
});

test('sets of columns are kept, used and survive a reload', async ({ list }) => {
  const { page } = list;
  const header = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await page.getByRole('button', { name: '列', exact: true }).click();
  await page.getByRole('checkbox', { name: '数量' }).click();
  await expect(header('数量')).toHaveCount(0);
  await page.getByRole('button', { name: '今の列をセットに保存' }).click();
  await page.getByLabel('セットの名前').fill('発送用');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '列を初期状態に戻す' }).click();
  await expect(header('数量')).toBeVisible();
  await list.reload();
  await page.getByRole('button', { name: '列', exact: true }).click();
  await page.getByRole('button', { name: '列のセット「発送用」を使う' }).click();
  await expect(header('数量')).toHaveCount(0);
});

/** The beginning of the Japanese day so many days ago. */
function startOfDay(daysAgo: number): number {
  const dayMs = 86_400_000;
  const offset = 9 * 3_600_000;
  return Math.floor((Date.now() + offset) / dayMs - daysAgo) * dayMs - offset;
}
