import { agreeToConsent } from '#simulators/yahoo/index.ts';
import { MailBox } from '../support/mail-box.ts';
import { expect, test } from './support/fixtures.ts';
import { connectShop, giveConsent } from './support/steps.ts';

test('the shared scope: key, mail settings, email authentication, key test', async ({
  app,
  browser,
  simulator,
}) => {
  const [account] = simulator.accounts;
  if (!account) throw new Error('the simulator has a shop');
  const mailBox = await MailBox.start({ user: 'shop', password: 'mail-password' });
  const page = app.page();
  await connectShop(page, account, '試験ストア');

  const sharedKey = page.getByRole('region', { name: '自動取込・在庫連携の公開鍵' });
  await sharedKey.getByRole('button', { name: '公開鍵を登録する' }).click();
  await sharedKey.getByRole('textbox', { name: '公開鍵', exact: true }).fill(account.publicKeyPem);
  await sharedKey.getByLabel('公開鍵バージョン').fill(account.publicKeyVersion);
  await sharedKey.getByRole('button', { name: '公開鍵を保存する' }).click();
  await expect(sharedKey.getByText('フィンガープリント')).toBeVisible();

  await giveConsent(page, browser);
  const shared = page.getByRole('region', { name: '自動取込・在庫連携の認証' });
  await expect(shared.getByText('まだ一度もメール認証をしていません。')).toBeVisible();
  await shared.getByRole('button', { name: 'メール認証' }).click();
  await shared.getByRole('button', { name: 'メールの設定を開く' }).click();

  const mail = page.getByRole('region', { name: 'メール', exact: true });
  await mail.getByLabel('メールサーバー（SMTP）').fill('127.0.0.1');
  await mail.getByText('なし', { exact: true }).click();
  await mail.getByLabel('ポート').fill(String(mailBox.port));
  await mail.getByLabel('ユーザー名').fill('shop');
  await mail.getByLabel('パスワード').fill('mail-password');
  await mail.getByLabel('差出人のアドレス').fill('shop@example.com');
  await mail.getByRole('button', { name: 'メールの設定を保存する' }).click();
  await mail.getByRole('button', { name: 'テスト送信' }).click();
  await expect(page.getByText('テストメールを送りました。')).toBeVisible();
  expect(mailBox.last.subject).toBe('【受注番】テスト送信');

  await page.getByRole('link', { name: '店舗と接続' }).click();
  await shared.getByRole('button', { name: 'メール認証' }).click();
  await shared.getByLabel('送り先のメールアドレス').fill('tencho@example.com');
  await shared.getByLabel('依頼する人の名前').fill('山田');
  await shared.getByRole('button', { name: 'メールを送る' }).click();
  await expect(shared.getByText('tencho@example.com に送信済み')).toBeVisible();
  const link = /https?:\/\/\S*\/authorization\?\S+/.exec(mailBox.last.text)?.[0] ?? '';

  const pasted = shared.getByLabel('移動した先のアドレス、またはコード');
  await pasted.fill('https://example.com/?code=abcdefgh&state=other');
  await shared.getByRole('button', { name: '認証を完了する' }).click();
  await expect(shared.getByText('別の認証の結果が貼り付けられました')).toBeVisible();
  await pasted.fill(new URL(await agreeToConsent(link)).searchParams.get('code') ?? '');
  await shared.getByRole('button', { name: '認証を完了する' }).click();
  await expect(shared.getByText(/有効（28日） · あと/)).toBeVisible();

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
