import type { Page } from '@playwright/test';
import iconv from 'iconv-lite';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { openImportedOrders } from './support/orders.ts';
import { connectShop, giveConsent, importOrders, openOrders } from './support/steps.ts';

// One walk over many surfaces.
test.slow();
test.use({ orderCount: 40 });

/** A file as Excel in Japan writes it. */
const shiftJis = (rows: readonly string[]) => ({
  name: '出荷リスト①.csv',
  mimeType: 'text/csv',
  buffer: iconv.encode(rows.map((row) => `${row}\r\n`).join(''), 'cp932'),
});

async function openCsvImport(page: Page): Promise<void> {
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: 'CSV取込' }).click();
  await expect(page.getByRole('button', { name: 'ファイルを選ぶ' })).toBeVisible();
}

test('a Shift_JIS file: columns, errors, corrected, imported; then an export', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await connectShop(page, account, '試験ストア');
  await giveConsent(page, browser);
  await importOrders(page);
  await openOrders(page);
  const known = await page.locator('.ag-row[row-index="1"] [col-id="mallOrderId"]').textContent();

  await openCsvImport(page);
  await expectAccessible(page, 'CSV file');
  const header = '注文番号,お届け先 姓,商品コード,商品名,商品の数量,発送日,伝票番号,備考欄';
  const good = [
    `${known},,,,,2026/11/20,1234-5678-9012,`,
    'csv-1,髙橋,a-1,"りんご, 特①",2,,,＝',
    'csv-1,,a-2,㈱みかん,1,,,',
  ];
  await page
    .getByTestId('csv-file')
    .setInputFiles(shiftJis([header, ...good, 'csv-2,﨑,a-1,x,many,2026-02-30,,']));
  await expect(page.getByRole('heading', { name: '出荷リスト①.csv · 4 行' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: '文字コード' })).toHaveValue('Shift_JIS');
  await expect(page.getByRole('combobox', { name: '「商品名」の列を取り込む項目' })).toHaveValue(
    '商品名（新しい受注のみ）',
  );
  await expect(page.getByText('髙橋')).toBeVisible();
  await page.getByRole('combobox', { name: '「備考欄」の列を取り込む項目' }).click();
  await page.getByRole('option', { name: '社内メモ', exact: true }).click();
  await expectAccessible(page, 'CSV columns');
  await page.getByRole('button', { name: '割り当てを保存' }).click();
  await page.getByLabel('割り当ての名前').fill('出荷リスト');
  await page.getByRole('button', { name: '保存する' }).click();
  await expect(page.getByText('割り当て「出荷リスト」を保存しました')).toBeVisible();

  await page.getByRole('button', { name: '内容を確認する' }).click();
  await expect(page.getByText('2 件の誤りがあります')).toBeVisible();
  const errors = page.getByRole('region', { name: '誤り' });
  await expect(errors.getByRole('row').nth(1)).toContainText('商品の数量');
  await expect(errors.getByRole('row').nth(2)).toContainText('2026-02-30');
  await expectAccessible(page, 'CSV errors');
  const list = await app.savedBy(() => page.getByRole('button', { name: '誤りの一覧を保存' }).click());
  expect(list.bytes.toString('utf8')).toContain('"5","発送日"');
  await openOrders(page);
  await expect(page.getByText('40 件', { exact: true })).toBeVisible();

  // It is where it was left; another file with the same header is offered the saved columns.
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: 'CSV取込' }).click();
  await page.getByRole('button', { name: '割り当てに戻る' }).click();
  await page.getByRole('button', { name: '別のファイルを選ぶ' }).click();
  await page.getByTestId('csv-file').setInputFiles(shiftJis([header, ...good]));
  await expect(page.getByText('保存した割り当て「出荷リスト」を使っています')).toBeVisible();
  await page.getByRole('button', { name: '内容を確認する' }).click();
  await expect(page.getByText('誤りはありません')).toBeVisible();
  await expectAccessible(page, 'CSV check');
  await page.getByRole('button', { name: '2 件を取り込む' }).click();
  await expect(page.getByText('取り込み 2 件 · 変更なし 0 件 · 失敗 0 件')).toBeVisible();
  await expectAccessible(page, 'CSV result');
  await page.getByRole('button', { name: 'csv-1' }).click();
  const detail = page.getByRole('complementary', { name: '受注の詳細' });
  await expect(detail).toContainText('髙橋');
  await expect(detail).toContainText('りんご, 特①');
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail).toContainText('CSVから取り込みました');
  await expect(page.getByText('41 件', { exact: true })).toBeVisible();

  await page.keyboard.press('Escape');
  await page.locator('.ag-row[row-index="0"] [col-id="buyerName"]').click();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: '書き出し' }).click();
  const dialog = page.getByRole('dialog', { name: 'CSVに書き出す' });
  await expect(dialog.getByText('41 件の受注を書き出します')).toBeVisible();
  await expectAccessible(page, 'CSV export');
  await dialog.getByRole('radio', { name: 'Shift_JIS' }).check();
  await dialog.getByRole('radio', { name: '商品ごとに1行' }).check();
  await dialog.getByRole('button', { name: '書き出す' }).click();
  await expect(dialog.getByText('41 件を書き出しました')).toBeVisible();
  await expectAccessible(page, 'CSV export result');
  const file = await app.savedBy(() => dialog.getByRole('button', { name: 'ファイルを保存' }).click());
  expect(file.name).toMatch(/^受注_\d{8}_\d{6}\.csv$/);
  const text = iconv.decode(file.bytes, 'cp932');
  expect(text.split('\r\n')[0]).toContain('注文番号,フェーズ,店舗,注文日時');
  expect(text).toContain('"りんご, 特①"');
  expect(text).toContain('㈱みかん');
  expect(text).toContain('1234-5678-9012');
});

test('blank cells empty fields when asked to; a long check shows how far it is and can be stopped', async ({
  app,
  browser,
  simulator,
}) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  const known = await page.locator('.ag-row[row-index="1"] [col-id="mallOrderId"]').textContent();

  await openCsvImport(page);
  const check = page.getByRole('button', { name: '内容を確認する' });
  const bring = async (rows: readonly string[]) => {
    await page.getByTestId('csv-file').setInputFiles(shiftJis(['注文番号,伝票番号,お届け先 姓', ...rows]));
    await expect(check).toBeVisible();
  };
  await bring([`${known},1234-5678,`]);
  const clears = page.getByRole('checkbox', { name: '空欄のセルで項目を空にする' });
  await expect(clears).not.toBeChecked();
  await check.click();
  await page.getByRole('button', { name: '1 件を取り込む' }).click();
  await page.getByRole('button', { name: '別のファイルを取り込む' }).click();

  await bring([`${known},,`]);
  await clears.check();
  await expect(page.getByText('すでにある受注では、空欄のセルの項目が空になります')).toBeVisible();
  await page.getByRole('button', { name: '割り当てを保存' }).click();
  await page.getByLabel('割り当ての名前').fill('空にする');
  await page.getByRole('button', { name: '保存する' }).click();
  await expect(page.getByText('割り当て「空にする」を保存しました')).toBeVisible();
  await check.click();
  const preview = page.getByRole('region', { name: '取り込む内容' });
  await expect(preview.getByRole('row').nth(1)).toHaveText(`2${known}（空にする）`);
  await expect(page.getByText('空にする項目')).toBeVisible();
  await expectAccessible(page, 'CSV check that empties fields');
  await page.getByRole('button', { name: '1 件を取り込む' }).click();
  await expect(page.getByText('取り込み 1 件 · 変更なし 0 件 · 失敗 0 件')).toBeVisible();
  await page.getByRole('button', { name: '別のファイルを取り込む' }).click();

  // The saved mapping brings the choice along.
  await bring(Array.from({ length: 150_000 }, (_, row) => `k-${row},${row},`));
  await expect(clears).toBeChecked();
  await check.click();
  const running = page.getByRole('progressbar', { name: 'すべての行を確認しています…' });
  await expect(running).toBeVisible();
  await expect(page.getByText('/ 150,000 件の受注を確認しました')).toBeVisible();
  await expect(running).not.toHaveAttribute('aria-valuenow', '0');
  await page.getByRole('button', { name: '確認を中止' }).click();
  await expect(running).toBeHidden();
  await expect(check).toBeVisible();
});
