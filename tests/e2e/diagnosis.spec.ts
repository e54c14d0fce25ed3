import { expect, test } from './support/fixtures.ts';
import { connectShop, finishConsent, giveConsent, importOrders } from './support/steps.ts';

test.use({ orderCount: 20 });

test('a key without its version is refused at its field, and nothing is kept', async ({ app, simulator }) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await expect(
    connectShop(page, { ...account, publicKeyVersion: '' }, '試験ストア', { timeout: 5_000 }),
  ).rejects.toThrow();
  await expect(page.getByText('公開鍵バージョンが入力されていません').first()).toBeVisible();
  await expect(page.getByText('フィンガープリント')).toBeHidden();
});

test('an expired session leads to the diagnosis, its button to a new consent, and the import works again', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const page = app.page();
  await connectShop(page, account, '試験ストア');
  await giveConsent(page, browser);

  const message = 'AccessToken has been expired. This API session is shorter than another API.';
  simulator.control.addFault({
    path: 'orderList',
    action: { kind: 'error', status: 401, code: 'px-04102', message },
  });
  await page.getByRole('link', { name: '手動取込' }).click();
  await page.getByRole('button', { name: '取込を始める' }).click();
  await expect(page.getByText('リフレッシュトークンを更新してください').first()).toBeVisible();
  await expect(page.getByText(message).first()).toBeVisible();
  // The mall's refusal is final: nothing was refreshed, nothing was asked again.
  expect(simulator.control.counters().total['/yconnect/v2/token']).toBe(1);

  await page.getByRole('button', { name: '診断する' }).first().click();
  const dialog = page.getByRole('dialog', { name: '認証の診断' });
  await expect(dialog.getByText(/対応が必要な項目が \d+ 件あります/)).toBeVisible();
  await dialog.getByRole('button', { name: 'リフレッシュトークン更新' }).first().click();
  await finishConsent(page, browser);
  await importOrders(page);
});
