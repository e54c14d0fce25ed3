import { answer, type HttpAnswer } from '../http/exchange.ts';

const STYLE = `
  :root { color-scheme: light dark; --card: #fff; --ground: #eef0f4; --ink: #1d2430; --soft: #5b6575; --accent: #1a5fb4; }
  @media (prefers-color-scheme: dark) {
    :root { --card: #1f242d; --ground: #14171d; --ink: #eef1f6; --soft: #a6b0c0; --accent: #4b8fe0; }
  }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink);
    font: 16px/1.7 "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", sans-serif; }
  main { background: var(--card); width: min(30rem, calc(100vw - 2rem)); box-sizing: border-box; padding: 2rem;
    border-radius: 12px; box-shadow: 0 6px 30px #0002; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  p, li { color: var(--soft); margin: .25rem 0; }
  label { display: block; margin: 1.25rem 0 .25rem; font-weight: 600; }
  input, textarea { width: 100%; box-sizing: border-box; font: inherit; padding: .55rem .7rem; border: 1px solid #8886;
    border-radius: 8px; background: transparent; color: inherit; }
  .actions { display: flex; gap: .75rem; margin-top: 1.5rem; }
  button { flex: 1; font: inherit; font-weight: 600; padding: .65rem; border-radius: 8px; border: 1px solid var(--accent);
    background: transparent; color: var(--accent); cursor: pointer; }
  button.primary { background: var(--accent); color: #fff; }
  .note { margin-top: 1.5rem; font-size: .8rem; }
  .error { color: #c01c28; font-weight: 600; }`;

/** Text made safe for HTML content and attributes. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function page(status: number, title: string, content: string): HttpAnswer {
  const html = `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${content}</main></body></html>`;
  return answer(status, 'text/html; charset=utf-8', html, {
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
}

export interface ConsentPageContent {
  readonly clientId: string;
  readonly scope: string;
  /** Proposed Yahoo! JAPAN ID. */
  readonly userId: string;
  /** The authorization request's parameters, handed on as hidden fields. */
  readonly parameters: URLSearchParams;
  readonly error?: string;
}

/** Login and consent in one form without any script: 同意する / 同意しない. */
export function consentPage(content: ConsentPageContent): HttpAnswer {
  const hidden = [...content.parameters]
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('\n');
  const scopes = content.scope
    .split(' ')
    .map((scope) => `<li>${escapeHtml(SCOPE_TEXTS[scope] ?? scope)}</li>`)
    .join('');
  return page(
    content.error === undefined ? 200 : 400,
    '連携の確認',
    `<h1>アプリケーションとの連携の確認</h1>
<p>「${escapeHtml(content.clientId)}」が次の情報の利用を求めています。</p>
<ul>${scopes}<li>ストアの注文情報の取得・更新</li></ul>
${content.error === undefined ? '' : `<p class="error" role="alert">${escapeHtml(content.error)}</p>`}
<form method="post" action="/yconnect/v2/authorization">
${hidden}
<label for="user">Yahoo! JAPAN ID（シミュレーター）</label>
<input id="user" name="user" value="${escapeHtml(content.userId)}" autocomplete="off" required>
<div class="actions">
<button type="submit" name="decision" value="deny" formnovalidate>同意しない</button>
<button type="submit" name="decision" value="agree" class="primary">同意する</button>
</div></form>
<p class="note">これはシミュレーターの画面です。実在のサービスには接続しません。</p>`,
  );
}

const SCOPE_TEXTS: Readonly<Record<string, string>> = {
  openid: 'ユーザー識別子',
  profile: 'プロフィール（姓名・生年など）',
  email: 'メールアドレス',
};

/** A request the page cannot answer by redirecting (unknown application, unregistered redirect address). */
export function errorPage(error: string, text: string): HttpAnswer {
  return page(
    400,
    'エラー',
    `<h1>リクエストを処理できません</h1><p class="error" role="alert">${escapeHtml(text)}</p><p>error: ${escapeHtml(error)}</p>`,
  );
}

/** Shows the whole redirected address, for pasting it into the application. */
export function callbackDisplayPage(address: string): HttpAnswer {
  return page(
    200,
    '認証結果のアドレス',
    `<h1>このアドレスをコピーしてください</h1>
<p>下のアドレス全体をコピーし、アプリケーションの画面に貼り付けてください。</p>
<label for="address">リダイレクト先のアドレス</label>
<textarea id="address" rows="6" readonly>${escapeHtml(address)}</textarea>
<p class="note">これはシミュレーターの画面です。実在のサービスには接続しません。</p>`,
  );
}

/** The start page; its Date header carries the simulator's time. */
export function rootPage(): HttpAnswer {
  return page(200, 'モールシミュレーター', '<h1>Yahoo!ショッピング シミュレーター</h1><p>動作中です。</p>');
}
