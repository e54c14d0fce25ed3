/** 認証の失敗の見出し（モールの英文とともに）。 */
export const authFailure = {
  terminal: 'リフレッシュトークンを更新してください',
  shared: '詳細情報: ({{mallCode}},{{mallMessage}})',
  sharedUnsaid: 'メール認証を行ってください',
  sharedWhy: '「{{shopName}}」の自動取込・在庫連携の認証がないか、期限が切れています。',
  sharedNext: '「店舗と接続」で「メール認証」を行い、共有の公開鍵とバージョン、PC の時計を確認してください。',
};
