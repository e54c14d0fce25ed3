import { expect, test } from './support/fixtures.ts';
import { detailOf, openImportedOrders, openOrder } from './support/orders.ts';

test.use({ orderCount: 40 });
// Two windows, an import and many steps each.
test.slow();

const first = 'test-store-10000040';
const second = 'test-store-10000039';
const third = 'test-store-10000038';

test('edit, leave by choice, local edits, memo, history, neighbours', async ({ app, browser, simulator }) => {
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  const detail = detailOf(page);
  await page.locator('.ag-row[row-index="0"] [col-id="mallOrderId"]').click();
  await expect(detail).toContainText(first);
  await expect(page.locator('.ag-row.row-open')).toHaveAttribute('row-index', '0');

  // Esc takes one step at a time: the editing ends, the order stays open.
  await page.keyboard.press('e');
  await expect(detail.getByText('まだ変更はありません')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(detail.getByRole('button', { name: '編集' })).toBeVisible();

  // A wrong entry is said at its field and cannot be saved.
  await page.keyboard.press('e');
  await detail.getByRole('textbox', { name: '郵便番号' }).first().fill('12');
  await expect(detail.getByText('郵便番号は7桁の数字で入力してください')).toBeVisible();
  await expect(detail.getByRole('button', { name: '保存する' })).toBeDisabled();
  await detail.getByRole('textbox', { name: '郵便番号' }).first().fill('100-0001');
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('置き配');
  await expect(detail.getByText('2 項目を変更中')).toBeVisible();

  // Walking on asks; staying keeps what was typed.
  await page.keyboard.press('Escape');
  const leave = page.getByRole('dialog', { name: '保存していない変更があります' });
  await expect(leave).toContainText('お届け先 郵便番号、配送メモ');
  await leave.getByRole('button', { name: '編集を続ける' }).click();
  await expect(detail.getByRole('textbox', { name: '配送メモ' })).toHaveValue('置き配');
  await detail.getByRole('button', { name: '次の受注 (J)' }).click();
  await leave.getByRole('button', { name: '編集を続ける' }).click();
  await expect(detail).toContainText(first);
  await detail.getByRole('textbox', { name: '配送メモ' }).focus();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('保存しました')).toBeVisible();

  // The mall's value stands beside, and comes back on request.
  const local = detail.getByRole('region', { name: '手で変更した項目' });
  await expect(local).toContainText('100-0001');
  await local.getByRole('button', { name: '「配送メモ」をモールの値に戻す' }).click();
  await expect(local).not.toContainText('置き配');

  // The memo is one key away.
  await detail.getByRole('tab', { name: '概要' }).click();
  await page.keyboard.press('n');
  await page.keyboard.type('電話で確認済み');
  await page.keyboard.press('Control+Enter');
  await detail.getByRole('tab', { name: '履歴' }).click();
  await expect(detail).toContainText('社内メモ: （空） → 電話で確認済み');
  await expect(detail).toContainText('モールの値に戻しました');
  await detail.locator('label', { hasText: /^取込$/ }).click();
  await expect(detail).toContainText('取り込みました');
  await expect(detail).not.toContainText('電話で確認済み');

  // The neighbour opens on the same tab, without closing.
  await page.keyboard.press('j');
  await expect(detail).toContainText(second);
  await expect(detail.getByRole('tab', { name: '履歴' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('k');
  await expect(detail).toContainText(first);

  // A key pressed before the clicked order has come means that order, and waits for it.
  const clickAndPress = (row: number, key: string) =>
    page.evaluate(
      async ([at, pressed]) => {
        const row = document.querySelector(`.ag-row[row-index="${at}"]`);
        if (row === null) throw new Error('no such row');
        // Right after the row is marked as open: the host has only just been asked.
        const opened = new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => row.matches('.row-open') && resolve());
          observer.observe(row, { attributes: true });
        });
        row.querySelector<HTMLElement>('[col-id="mallOrderId"]')?.click();
        await opened;
        window.dispatchEvent(new KeyboardEvent('keydown', { key: String(pressed) }));
      },
      [row, key] as const,
    );
  await clickAndPress(1, 'n');
  await expect(detail).toContainText(second);
  await expect(detail.getByRole('textbox', { name: '社内メモ' })).toBeFocused();
  await clickAndPress(2, 'e');
  await expect(detail).toContainText(third);
  await expect(detail.getByText('まだ変更はありません')).toBeVisible();
});

test('a held order only goes to キャンセル, whichever way', async ({ app, browser, simulator }) => {
  simulator.control.setFraudHold({ sellerId: 'test-store', orderId: first, status: 1 });
  const page = app.page();
  await openImportedOrders(page, browser, simulator);
  await openOrder(page, first);
  const detail = detailOf(page);
  const refusal = page.getByRole('dialog', {
    name: '不正利用審査中の注文は「キャンセル」へのステータス変更のみ行えます',
  });
  await expect(detail.getByText('不正利用の審査中です')).toBeVisible();

  await detail.getByRole('button', { name: /いまのフェーズ/ }).click();
  await page.getByRole('menuitem', { name: '出荷待ち' }).click();
  await expect(refusal).toBeVisible();
  await refusal.getByRole('button', { name: '閉じる' }).last().click();

  await detail.getByRole('button', { name: '編集' }).click();
  await detail.getByLabel('フェーズ').click();
  await page.getByRole('option', { name: '出荷待ち' }).click();
  await detail.getByRole('textbox', { name: '配送メモ' }).fill('審査中');
  await detail.getByRole('button', { name: '保存する' }).click();
  await expect(refusal).toBeVisible();
  await refusal.getByRole('button', { name: '閉じる' }).last().click();
  // Nothing changed, and nothing typed is lost.
  await expect(detail.getByText('2 項目を変更中')).toBeVisible();
  await detail.getByRole('button', { name: /編集をやめる/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '破棄する' }).click();
  await expect(detail.getByRole('button', { name: 'いまのフェーズ: 新規受付' })).toBeVisible();

  // The mall accepts nothing but a cancellation.
  await detail.getByRole('button', { name: 'モールへ送信' }).click();
  await expect(page.getByRole('menuitem', { name: '出荷の連絡…' })).toBeDisabled();
  await expect(page.getByRole('menuitem', { name: 'キャンセル…' })).toBeEnabled();
  await page.keyboard.press('Escape');

  // With the second setting off, saving in the detail may change the phase.
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await page.getByRole('tab', { name: '不正保留' }).click();
  await page.getByLabel('注文詳細からの変更にも適用する').click({ force: true });
  await openOrder(page, first);
  await detail.getByRole('button', { name: '編集' }).click();
  await detail.getByLabel('フェーズ').click();
  await page.getByRole('option', { name: '入金待ち' }).click();
  await detail.getByRole('button', { name: '保存する' }).click();
  await expect(detail.getByRole('button', { name: 'いまのフェーズ: 入金待ち' })).toBeVisible();
});
