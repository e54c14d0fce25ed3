import { expect, test } from './support/fixtures.ts';
import { connectShop, giveConsent } from './support/steps.ts';

test('a wrong clock is refused before anything is sent; mended, the consent succeeds', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const tokenRequests = () => simulator.control.counters().total['/yconnect/v2/token'] ?? 0;
  const page = app.page();
  await connectShop(page, account, '試験ストア');

  // The mall's clock is the true one: set back, this PC runs ahead.
  simulator.control.time({ offset: -62_000 });
  await page.getByRole('tab', { name: '認証', exact: true }).click();
  await page.getByRole('button', { name: 'リフレッシュトークン更新' }).click();
  const refusal = page.getByRole('alert').filter({ hasText: 'PC の時計が' });
  await expect(refusal).toContainText(/PC の時計が 1分 [1-3]秒 進んでいます/);
  await expect(refusal).toContainText('28 日ではなく 12 時間で切れます（誤差 ±0.');
  await expect(refusal.getByRole('button', { name: '日付と時刻の設定を開く' })).toBeVisible();
  await expect(page.getByRole('button', { name: /PC の時計を開く/ })).toContainText(/時計 \+1分/);
  expect(tokenRequests()).toBe(0);

  await refusal.getByRole('button', { name: '時計の詳細' }).click();
  const drawer = page.getByRole('dialog', { name: 'PC の時計' });
  await expect(drawer.getByRole('alert')).toContainText(/PC の時計が 1分 [1-3]秒 進んでいます/);
  await expect(drawer.getByRole('region', { name: '時刻を教えるサーバー' })).toContainText('127.0.0.1');
  await expect(drawer.getByRole('region', { name: '確認の履歴' })).toContainText('認証の開始');

  simulator.control.time({ real: true });
  await drawer.getByRole('button', { name: 'もう一度確認' }).click();
  await expect(drawer.getByText('時計に問題はありません')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await refusal.getByRole('button', { name: 'もう一度確認' }).click();
  await expect(refusal).toBeHidden();

  await giveConsent(page, browser);
  expect(tokenRequests()).toBe(1);
});
