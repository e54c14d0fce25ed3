import { expect, type Page } from '@playwright/test';
import { agreeToConsent, type ShopAccount } from '#simulators/yahoo/index.ts';
import { MailBox } from '../../support/mail-box.ts';

/** The login of `MailBox.start` that `enterMailServer` uses. */
export const mailLogin = { user: 'shop', password: 'mail-password' } as const;

export const sharedKeyOf = (page: Page) => page.getByRole('region', { name: '自動取込・在庫連携の公開鍵' });
export const sharedConsentOf = (page: Page) => page.getByRole('region', { name: '自動取込・在庫連携の認証' });

/** The shared scope's public key, on the key tab of the shop that is shown. */
export async function saveSharedKey(page: Page, account: ShopAccount): Promise<void> {
  const card = sharedKeyOf(page);
  await card.getByRole('button', { name: '公開鍵を登録する' }).click();
  await card.getByRole('textbox', { name: '公開鍵', exact: true }).fill(account.publicKeyPem);
  await card.getByLabel('公開鍵バージョン').fill(account.publicKeyVersion);
  await card.getByRole('button', { name: '公開鍵を保存する' }).click();
  await expect(card.getByText('フィンガープリント')).toBeVisible();
}

/** The mail server in the settings, whose screen is shown. */
export async function enterMailServer(page: Page, mailBox: MailBox): Promise<void> {
  const mail = page.getByRole('region', { name: 'メール', exact: true });
  await mail.getByLabel('メールサーバー（SMTP）').fill('127.0.0.1');
  await mail.getByText('なし', { exact: true }).click();
  await mail.getByLabel('ポート').fill(String(mailBox.port));
  await mail.getByLabel('ユーザー名').fill(mailLogin.user);
  await mail.getByLabel('パスワード').fill(mailLogin.password);
  await mail.getByLabel('差出人のアドレス').fill('shop@example.com');
  await mail.getByRole('button', { name: 'メールの設定を保存する' }).click();
  await expect(mail.getByRole('button', { name: 'テスト送信' })).toBeVisible();
}

/** Sends the mail from the form that is open; answers the link in it. */
export async function mailTheLink(page: Page, mailBox: MailBox): Promise<string> {
  const card = sharedConsentOf(page);
  await card.getByLabel('送り先のメールアドレス').fill('tencho@example.com');
  await card.getByLabel('依頼する人の名前').fill('山田');
  await card.getByRole('button', { name: 'メールを送る' }).click();
  await expect(card.getByText('tencho@example.com に送信済み')).toBeVisible();
  return /https?:\/\/\S*\/authorization\?\S+/.exec(mailBox.last.text)?.[0] ?? '';
}

/** Whoever got the mail agrees; the code is pasted here. */
export async function redeemTheLink(page: Page, link: string): Promise<void> {
  const card = sharedConsentOf(page);
  const code = new URL(await agreeToConsent(link)).searchParams.get('code') ?? '';
  await card.getByLabel('移動した先のアドレス、またはコード').fill(code);
  await card.getByRole('button', { name: '認証を完了する' }).click();
  await expect(card.getByText(/有効（28日） · あと/)).toBeVisible();
}

/** All of it for the one shop there is: mail server, mail, consent. Ends on the shop's consent. */
export async function giveSharedConsent(page: Page): Promise<void> {
  const mailBox = await MailBox.start(mailLogin);
  await page.getByRole('link', { name: '設定', exact: true }).click();
  await enterMailServer(page, mailBox);
  await page.getByRole('link', { name: '店舗と接続' }).click();
  await page.getByRole('tab', { name: '認証', exact: true }).click();
  await sharedConsentOf(page).getByRole('button', { name: 'メール認証' }).click();
  await redeemTheLink(page, await mailTheLink(page, mailBox));
  await mailBox.close();
}
