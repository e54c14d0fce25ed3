/** 初めて起動したときの画面。 */
export const welcome = {
  title: '受注番へようこそ',
  lead: 'モールの受注を取り込み、すばやく探して、確実に処理するためのアプリです。',
  connect: '店舗を接続する',
  connectText:
    'Yahoo!ショッピングのストアを登録して、受注を取り込みます。ストアアカウントと Client ID を使います。',
  demo: 'デモで試す',
  demoText: '練習用のモールに接続し、架空の受注を取り込みます。実際のモールには何も送りません。',
  demoUnavailable: 'この起動方法ではデモを使えません。',
  starting: 'デモの店舗に接続しています…',
  importing: 'デモの受注を取り込んでいます',
  toOrders: '受注を開く',
};
