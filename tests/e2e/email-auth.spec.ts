import { MailBox } from '../support/mail-box.ts';
import { expect, test } from './support/fixtures.ts';
import {
  enterMailServer,
  mailLogin,
  mailTheLink,
  redeemTheLink,
  saveSharedKey,
  sharedConsentOf,
} from './support/shared-scope.ts';
import { connectShop, giveConsent } from './support/steps.ts';

test('the shared scope: key, mail settings, email authentication, key test', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const mailBox = await MailBox.start(mailLogin);
  const page = app.page();
  await connectShop(page, account, '試験ストア');

  await saveSharedKey(page, account);

  await giveConsent(page, browser);
  const shared = sharedConsentOf(page);
  await expect(shared.getByText('まだ一度もメール認証をしていません。')).toBeVisible();
  await shared.getByRole('button', { name: 'メール認証' }).click();
  await shared.getByRole('button', { name: 'メールの設定を開く' }).click();

  await enterMailServer(page, mailBox);
  await page.getByRole('button', { name: 'テスト送信' }).click();
  await expect(page.getByText('テストメールを送りました。')).toBeVisible();
  expect(mailBox.last.subject).toBe('【受注番】テスト送信');

  await page.getByRole('link', { name: '店舗と接続' }).click();
  await shared.getByRole('button', { name: 'メール認証' }).click();
  const link = await mailTheLink(page, mailBox);

  await shared
    .getByLabel('移動した先のアドレス、またはコード')
    .fill('https://example.com/?code=abcdefgh&state=other');
  await shared.getByRole('button', { name: '認証を完了する' }).click();
  await expect(shared.getByText('別の認証の結果が貼り付けられました')).toBeVisible();
  await redeemTheLink(page, link);

  await shared.getByRole('button', { name: '公開鍵をテスト' }).click();
  await expect(shared.getByText('X-SWS-Authorize-Status: authorized')).toBeVisible();
  simulator.control.patchKey({
    sellerId: account.sellerId,
    version: account.publicKeyVersion,
    enabled: false,
  });
  await shared.getByRole('button', { name: '公開鍵をテスト' }).click();
  await expect(shared.getByRole('status').getByText('公開鍵が無効になっています')).toBeVisible();
  await expect(page.getByText('公開鍵認証が使えなくなりました')).toBeVisible();
  await expect(shared.getByText(/有効（12時間） · あと/)).toBeVisible();
  await mailBox.close();
});
