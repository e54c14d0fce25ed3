import { expectAccessible } from './support/axe.ts';
import { boxOf, expect, selectionOf, test } from './support/filled-list.ts';

// One walk over many surfaces.
test.slow();
test.use({ storedOrders: 60 });

test('selection, phase menu, field dialog and notice are accessible', async ({ list }) => {
  const { page } = list;
  await boxOf(page, 0).click();
  await boxOf(page, 1).click();
  await expect(selectionOf(page)).toHaveText('2 件選択');
  await expectAccessible(page, 'selection', { withList: true });
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem', { name: /入金待ち/ })).toBeVisible();
  await expectAccessible(page, 'phase menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+E');
  await expect(page.getByRole('dialog', { name: '項目を編集' })).toBeVisible();
  await expectAccessible(page, 'field');
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await page.keyboard.press('2');
  // The pointer keeps it from going away.
  await page.getByText('「入金待ち」へ変更: 2 件が完了しました').hover();
  await expectAccessible(page, 'notice', { withMessages: true });
});

test('jobs and their results are accessible', async ({ list }) => {
  const { page } = list;
  await boxOf(page, 0).click();
  await boxOf(page, 1).click();
  await page.keyboard.press('m');
  await page.keyboard.press('2');
  await expect(page.getByText('「入金待ち」へ変更: 2 件が完了しました')).toBeVisible();
  await page.keyboard.press('Shift+J');
  const jobs = page.getByRole('dialog', { name: '処理の一覧' });
  await jobs.getByRole('button', { name: /の結果を見る/ }).waitFor();
  await expectAccessible(page, 'jobs');
  await jobs.getByRole('button', { name: /の結果を見る/ }).click();
  await expect(page.getByRole('dialog', { name: '処理の結果' }).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page, 'result');
});

test('the refusal for held orders is accessible', async ({ list }) => {
  const { page, tab } = list;
  await tab('不正保留').click();
  await page.locator('.ag-row:not(.row-loading)').first().waitFor();
  await boxOf(page, 0).click();
  await page.keyboard.press('m');
  await page.keyboard.press('3');
  await expect(page.getByRole('dialog', { name: 'ステータスを変更できません' })).toBeVisible();
  await expectAccessible(page, 'refusal');
});

test('conditions, views, columns and the map of keys are accessible', async ({ list }) => {
  const { page } = list;
  await page.keyboard.press('Shift+F');
  const builder = page.getByRole('dialog', { name: '詳しい条件' });
  await builder.getByRole('button', { name: 'グループを追加' }).click();
  await builder.getByRole('button', { name: '絞り込む' }).click();
  await expect(builder).toContainText('値を確認してください');
  await expectAccessible(page, 'conditions');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Digit2');
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('dialog', { name: '今の条件をビューとして保存' })).toBeVisible();
  await expectAccessible(page, 'save view');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '列', exact: true }).click();
  await page.getByRole('button', { name: '今の列をセットに保存' }).click();
  await expectAccessible(page, 'columns');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'キーボード操作' })).toBeVisible();
  await expectAccessible(page, 'keyboard map');
});
