import type { Browser, Page } from '@playwright/test';
import { boxOf } from '../../e2e/support/filled-list.ts';
import { connectShop, giveConsent, importOrders, openOrders } from '../../e2e/support/steps.ts';
import { shoot, sizes } from '../camera.ts';
import { expect } from '../patient-expect.ts';
import { openStudio, type Studio } from '../studio.ts';

/** A day at the workbench: home, bulk work, conditions, editing, what is told to the mall, CSV, phases. */
export async function workbench(browser: Browser): Promise<void> {
  const studio = await openStudio(browser, { orders: 320 });
  try {
    const { page, account } = studio;
    await expect(page.getByRole('button', { name: '店舗を接続する' })).toBeVisible();
    await connectShop(page, account, 'みどり食品 Yahoo!店');
    await giveConsent(page, browser);
    await importOrders(page);
    await home(page);
    await bulk(page);
    await detail(studio);
    await csv(page);
    await phases(page);
  } finally {
    await studio.close();
  }
}

async function home(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'ホーム', exact: true }).click();
  await expect(page.getByRole('img', { name: /日ごとの注文/ })).toBeVisible();
  await shoot(page, 'home');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'home-dark');
  await page.emulateMedia({ colorScheme: 'light' });
}

async function bulk(page: Page): Promise<void> {
  await openOrders(page);
  await boxOf(page, 0).click();
  await boxOf(page, 5).click({ modifiers: ['Shift'] });
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem', { name: /出荷待ち/ })).toBeVisible();
  await shoot(page, 'bulk-phase');
  await page.keyboard.press('3');
  await expect(page.getByRole('tab', { name: /^出荷待ち/ })).toHaveText(/6$/);
  await page.keyboard.press('Shift+J');
  await page
    .getByRole('button', { name: /の結果を見る/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: '処理の結果' }).getByRole('listitem').first()).toBeVisible();
  await shoot(page, 'bulk-result');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F');
  const builder = page.getByRole('dialog', { name: '詳しい条件' });
  const field = builder.getByRole('combobox', { name: '項目' }).first();
  await field.click();
  await field.fill('合計金額');
  await page.getByRole('option', { name: '合計金額' }).click();
  await builder.getByRole('textbox', { name: '値' }).first().fill('5000');
  await builder.getByRole('button', { name: 'グループを追加' }).click();
  await shoot(page, 'conditions');
  await page.keyboard.press('Escape');
  await expect(builder).toBeHidden();
}

async function detail({ page, simulator }: Studio): Promise<void> {
  const panel = page.getByRole('complementary', { name: '受注の詳細' });
  await page.locator('.ag-row[row-index="7"] [col-id="mallOrderId"]').click();
  await expect(panel.getByRole('heading', { name: '金額' })).toBeVisible();
  await page.keyboard.press('e');
  await panel.getByRole('textbox', { name: '郵便番号' }).first().fill('100-0001');
  await panel.getByRole('textbox', { name: '配送メモ' }).fill('玄関先に置き配');
  await shoot(page, 'detail-edit');
  await page.keyboard.press('Control+s');
  await expect(panel.getByRole('region', { name: '手で変更した項目' })).toBeVisible();
  await page.setViewportSize(sizes.large);
  await shoot(page, 'detail-local-edits');
  await page.setViewportSize(sizes.usual);

  await panel.getByRole('button', { name: 'モールへ送信' }).click();
  await page.getByRole('menuitem', { name: 'キャンセル…' }).click();
  await expect(page.getByRole('button', { name: 'キャンセルを送る' })).toBeVisible();
  await shoot(page, 'mall-cancel');
  simulator.control.addFault({
    path: 'orderStatusChange',
    count: 1,
    action: { kind: 'error', status: 400, code: 'od90101', message: 'Request Parameter Error' },
  });
  await page.getByRole('button', { name: 'キャンセルを送る' }).click();
  await expect(panel.getByText(/モールへの送信に失敗しています/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: /送信箱/ }).click();
  await expect(page.getByRole('button', { name: '再送' })).toBeVisible();
  await shoot(page, 'outbox');
}

async function csv(page: Page): Promise<void> {
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: 'CSV取込' }).click();
  await page.getByTestId('csv-file').setInputFiles({
    name: '出荷リスト.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '注文番号,お届け先 姓,商品コード,商品名,商品の数量,発送日\ncsv-1,髙橋,a-1,りんご,2,2026/11/20\ncsv-2,山田,a-2,みかん,many,2026-02-30\n',
    ),
  });
  await expect(page.getByRole('combobox', { name: '文字コード' })).toBeVisible();
  await shoot(page, 'csv-columns');
  await page.getByRole('button', { name: '内容を確認する' }).click();
  await expect(page.getByText(/件の誤りがあります/)).toBeVisible();
  await shoot(page, 'csv-errors');
}

async function phases(page: Page): Promise<void> {
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('tab', { name: 'フェーズ' }).click();
  await expect(page.getByRole('textbox', { name: '新しいフェーズの名前' })).toBeVisible();
  await shoot(page, 'phases');
}
