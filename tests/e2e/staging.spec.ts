import { phaseIdOf } from '#shared/domain/phase.ts';
import { expectAccessible } from './support/axe.ts';
import { boxOf, expect, selectionOf, test } from './support/filled-list.ts';
import { detailOf } from './support/orders.ts';

test.slow();
test.use({ storedOrders: 200, stagedOrders: 12 });

/** The list's window of what is in staging. */
const staged = {
  filter: { phaseIds: [phaseIdOf.staging as number] },
  search: '',
  sort: { column: 'orderedAt' as const, direction: 'desc' as const },
  offset: 0,
  limit: 50,
};

test('an order in staging can be looked at but not edited, until 受注取込', async ({ list }) => {
  const { page, client, tab } = list;
  await tab('自動受注取込').click();
  const bar = page.getByRole('region', { name: '自動受注取込', exact: true });
  await expect(bar).toContainText('「自動受注取込」に 12 件あります');
  const { rows } = await client.orders.window(staged);
  const free = rows.findIndex(({ fraudHold }) => fraudHold === 'none');
  await list.row(free).locator('[col-id="mallOrderId"]').click();
  const detail = detailOf(page);
  await expect(detail).toContainText('「受注取込」で新規受付に移すと編集できます');
  await expectAccessible(page, 'an order in staging');

  // Neither by button nor by key.
  await detail.getByRole('button', { name: '編集' }).click({ force: true });
  await page.keyboard.press('e');
  await expect(page.getByText('「受注取込」をすると編集できます').first()).toBeVisible();
  await expect(detail.getByRole('button', { name: '保存' })).toHaveCount(0);
  await expect(detail.getByLabel('社内メモ')).toBeDisabled();

  // In the phase menu nothing but キャンセル can be chosen.
  await detail.getByRole('button', { name: /フェーズ/ }).click();
  await expect(page.getByRole('menuitem', { name: '出荷待ち' })).toBeDisabled();
  await expect(page.getByRole('menuitem', { name: 'キャンセル' })).toBeEnabled();
  await page.keyboard.press('Escape');

  await expect(page.getByRole('menu')).toHaveCount(0);
  await detail.getByRole('button', { name: '受注取込', exact: true }).click();
  await expect(detail.getByRole('button', { name: /新規受付/ }).first()).toBeVisible();
  await expect(detail.getByLabel('社内メモ')).toBeEnabled();
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail.getByText('受注取込で新規受付に移しました')).toBeVisible();
});

test('a bulk move names the orders that must be taken in first, and takes them in', async ({ list }) => {
  const { page, tab, client } = list;
  await tab('自動受注取込').click();
  await boxOf(page, 0).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: '出荷待ち' }).click();
  const dialog = page.getByRole('dialog', { name: 'ステータスを変更できません' });
  await expect(dialog).toContainText('この受注はまだ編集できません');
  await expect(dialog.getByRole('listitem')).toHaveCount(12);
  await expectAccessible(page, 'what must be taken in first');
  expect((await client.orders.window(staged)).total).toBe(12);
  await dialog.getByRole('button', { name: '受注取込' }).click();
  await expect.poll(async () => (await client.orders.window(staged)).rows.every(isHeld)).toBe(true);
});

test('受注取込 of all from the keyboard, by rule, with undo', async ({ list }) => {
  const { page, client, tab } = list;
  const where = { join: 'and' as const, parts: [] };
  await client.rules.save({
    name: 'すべて入金待ち',
    isOn: true,
    where,
    phaseId: phaseIdOf.awaitingPayment,
  });
  const { rows } = await client.orders.window(staged);
  const free = rows.filter((row) => !isHeld(row));
  await tab('自動受注取込').click();
  await expect(page.locator('.ag-row')).toHaveCount(12);
  await page.keyboard.press('Shift+T');
  await expect(page.getByText('受注取込: 12 件が完了しました')).toBeVisible();
  await expect(tab('自動受注取込')).toHaveText(/0$/);
  await expect(page.getByRole('region', { name: '自動受注取込', exact: true })).toHaveCount(0);

  // Why it is where it is.
  await tab('入金待ち').click();
  const [first] = free;
  await page.getByRole('searchbox', { name: '受注を検索' }).fill(first?.mallOrderId ?? '');
  await expect(page.getByText('1 件', { exact: true })).toBeVisible();
  await list.row(0).locator('[col-id="mallOrderId"]').click();
  await expect(detailOf(page)).toContainText('取込ルール「すべて入金待ち」で 入金待ち に入りました');
  await detailOf(page).getByRole('button', { name: 'ルールを見る' }).click();
  await expect(page.getByRole('dialog', { name: '取込ルールを編集' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await client.orders.window(staged)).total).toBe(free.length);
});

test('the selection takes in what of it is in staging', async ({ list }) => {
  const { page, client, tab } = list;
  await tab('自動受注取込').click();
  const { rows } = await client.orders.window(staged);
  const places = rows.flatMap((row, at) => (isHeld(row) ? [] : [at])).slice(0, 2);
  for (const place of places) await boxOf(page, place).click();
  await expect(selectionOf(page)).toHaveText('2 件選択');
  await page.keyboard.press('t');
  await expect(page.getByText('受注取込: 2 件が完了しました')).toBeVisible();
  await expect(tab('自動受注取込')).toHaveText(/10$/);
});

test('a rule is tried before it is saved', async ({ list }) => {
  const { page } = list;
  await page.goto(new URL('/#/settings/rules', page.url()).href);
  await page.getByRole('button', { name: 'ルールを追加' }).click();
  const dialog = page.getByRole('dialog', { name: '取込ルールを追加' });
  await dialog.getByLabel('名前').fill('試す規則');
  await dialog.getByRole('button', { name: 'この条件で試す' }).click();
  await expect(dialog.getByText(/新しい200件のうち 200件に当てはまります/)).toBeVisible();
  await expectAccessible(page, 'the dry run of a rule');
  await dialog.getByRole('table').getByRole('button').first().click();
  await expect(detailOf(page)).toBeVisible();
  // The rule as it was being written is not lost.
  await page.getByRole('button', { name: 'ルールに戻る' }).click();
  await expect(dialog.getByLabel('名前')).toHaveValue('試す規則');
});

const isHeld = ({ fraudHold }: { fraudHold: string }): boolean =>
  fraudHold === 'under_review' || fraudHold === 'confirmed';
