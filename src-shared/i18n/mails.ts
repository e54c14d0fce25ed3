import { formatJst } from '../domain/time.ts';

/** Subject and plain text of a mail; mails are in Japanese, whatever the screen's language. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Line ends in a shop's name would end a header. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** 「メール認証」: what the receiver is to do, and why they may trust it (spec §2.1). */
export function authorizationMail(facts: {
  readonly shopName: string;
  readonly sellerId: string;
  readonly requestedBy: string;
  readonly terminal: string;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly authorizationUrl: string;
  readonly redirectUri: string;
}): MailText {
  const shopName = oneLine(facts.shopName);
  const requestedBy = oneLine(facts.requestedBy) || '（記入なし）';
  return {
    subject: `【受注番】「${shopName}」のメール認証をお願いします`,
    text: `受注番からのお知らせです。
「${shopName}」の自動取込・在庫連携に必要な、Yahoo!ショッピングの認証をお願いします。

■ 依頼の内容
店舗　　　　　：${shopName}
ストアアカウント：${facts.sellerId}
依頼した人　　：${requestedBy}
依頼した端末　：${oneLine(facts.terminal)}
依頼した日時　：${formatJst(facts.requestedAt)}
有効期限　　　：${formatJst(facts.expiresAt)}

■ お願いしたいこと
1. 下のアドレスをブラウザーで開きます。

${facts.authorizationUrl}

2. このストアの受注権限がある Yahoo! JAPAN ID でログインし、「同意する」を押します。

3. 移動した先のページのアドレスを、端から端までコピーします。
   「ページを表示できません」と出ても、アドレス欄の文字があれば大丈夫です。
   次の形のアドレスです。
   ${facts.redirectUri}?code=…&state=…

4. コピーしたアドレスを、どれか一台の受注番に貼り付けます。
   「店舗と接続」→「${shopName}」→「認証」→「自動取込・在庫連携」
   （ご自分の PC に受注番がないときは、依頼した人にお伝えください。）

■ ご注意
・コピーしたアドレスは認証のための大切な情報です。社外の人に渡さないでください。
・アドレスのコードは同意のあと数分で無効になります。すぐに貼り付けてください。
  無効になったときは、1 からもう一度行ってください。
・心当たりがないときは、何もせずにこのメールを削除してください。
`,
  };
}

/** 「テスト送信」. */
export function testMail(facts: { readonly terminal: string; readonly at: number }): MailText {
  return {
    subject: '【受注番】テスト送信',
    text: `受注番からのテストメールです。
このメールが届いていれば、メールの設定は正しくできています。

送信した端末：${oneLine(facts.terminal)}
送信した日時：${formatJst(facts.at)}
`,
  };
}
