/** 認証の診断。 */
export const diagnosis = {
  title: '認証の診断',
  open: '診断する',
  openHint: '認証のエラーの原因を調べます',
  intro: '認証に失敗する原因になりうるものを、いま 1 つずつ確認します。',
  shop: '店舗',
  scope: {
    label: '調べる認証',
    terminal: '手動取込（この端末）',
    shared: '自動受注取込・在庫連動（全端末）',
  },
  noShops: '店舗がまだありません。店舗を登録してから診断してください。',
  running: '確認しています…',
  runAgain: 'もう一度診断する',
  copy: 'サポート用にコピー',
  copied: '診断の結果をコピーしました（キーやトークンは含みません）',
  copyHint: 'キー・シークレット・トークンは含みません',
  result: { ok: '問題なし', bad: '要対応', unknown: '要確認' },
  summary: {
    bad: '対応が必要な項目が {{n}} 件あります。',
    badHint: '✗ の項目を上から順に直してください。',
    unknown: '悪いところは見つかりませんでした。確認が必要な項目が {{n}} 件あります。',
    unknownHint: '? の項目を確認してください。',
    good: 'すべて問題ありません',
    goodHint:
      '認証のときだけ時計がずれていた可能性があります。認証を行った PC{{name}}の時計の履歴を確認してください。',
    openHistory: 'この PC の時計の履歴を見る',
    goodName: '「{{name}}」',
  },
  checkedAt: '{{at}} に確認',
  check: {
    mall_answer: 'モールの応答',
    key_pair: '公開鍵とバージョン',
    scope_used: '使用した公開鍵',
    verdict: '公開鍵へのモールの判定',
    key_age: '公開鍵の有効期限',
    consent_age: '認証からの経過時間',
    clock: 'PC の時計',
    enabled_keys: 'モールで有効な鍵の数',
    certificate: 'API 証明書',
  },
  fix: {
    start_consent: 'リフレッシュトークン更新',
    start_consent_shared: 'メール認証',
    open_key: '公開鍵を設定する',
    open_certificate: '証明書を設定する',
    open_shop_settings: '店舗の設定を開く',
    open_date_settings: '日付と時刻の設定を開く',
    open_mall_keys: 'ストアクリエイターPro を開く',
    open_mall_applications: 'Yahoo! デベロッパーネットワークを開く',
    run_again: 'もう一度診断する',
  },
  evidence: {
    mall_answer: {
      accepted: '今テストした呼び出しは成功しました。',
      accepted_again: '今テストした呼び出しは成功しました。{{code}} は解消しています。',
      session_expired:
        '認証の期限が切れています（px-04102）。トークンを更新しても直りません。下の ✗ を直してから、認証し直してください。',
      permission_or_key_pair:
        '利用が許可されていません（px-14303）。公開鍵とバージョンの片方だけが登録されているか、認証した Yahoo! JAPAN ID にこのストアの受注権限がありません。',
      ip_not_registered:
        'この PC の IP アドレスが登録されていません（px-04306）。ブラウザーで「グローバルIP 確認」と検索して表示されるアドレスを、注文 API の利用申請（接続元 IP アドレス）に追加してください。',
      ip_not_registered_known:
        'この PC の IP アドレス {{globalIp}} が登録されていません（px-04306）。注文 API の利用申請（接続元 IP アドレス）に追加してください。',
      app_not_registered:
        'この Client ID は注文 API の利用申請が済んでいません（px-04303）。申請から利用開始まで 7～10 日ほどかかります。',
      not_permitted:
        'API の利用が許可されていません（{{code}}）。注文 API の利用申請と、Client ID がこのストアのものかを確認してください。',
      seller_not_allowed:
        '認証した Yahoo! JAPAN ID は、このストアを操作できません（px-14304）。このストアの受注権限がある ID で認証し直してください。',
      seller_invalid: 'ストアアカウントが正しくありません（{{code}}）。店舗の設定を確認してください。',
      scope_missing:
        'アプリケーションに「ストア向け操作関連の機能」のスコープがありません。アプリケーションの設定を確認してください。',
      maintenance:
        'モールがメンテナンス中です。設定に問題はありません。メンテナンスが終わってから、もう一度診断してください。',
      busy: 'モールが混み合っているか、一時的な障害です（{{code}}）。数分待ってから、もう一度診断してください。',
      network:
        'モールに接続できませんでした。インターネット接続・プロキシ・セキュリティソフトを確認してください。',
      consent_gone: '使えるトークンがありません。認証し直してください。',
      client_invalid: 'Client ID かシークレットが正しくありません。店舗の設定を確認してください。',
      clock_refused: 'PC の時計がずれているため、モールへの要求を止めています。時計を合わせてください。',
      other: 'モールがエラーを返しました（{{code}}）。{{message}}',
      skipped_no_consent: '認証がないため、テストの呼び出しをしていません。',
      skipped_bad_clock: 'PC の時計を確認できるまで、テストの呼び出しをしません。',
      skipped_unsigned:
        '公開鍵がそろっていないため、テストの呼び出しをしていません（署名のない呼び出しは認証を 12 時間に縮めます）。',
      skipped_no_connection: 'この認証はこの端末からテストできません。',
    },
    key_pair: {
      both: '公開鍵とバージョン（{{keyVersion}}）の両方が登録されています。',
      version_missing: '公開鍵は登録されていますが、バージョンがありません。両方を登録してください。',
      key_missing: 'バージョンは登録されていますが、公開鍵がありません。両方を登録してください。',
      neither: '公開鍵が登録されていません。認証は 12 時間で切れます。',
      unreadable: 'キーチェーンを読み取れませんでした。OS のロックを解除して、もう一度診断してください。',
    },
    scope_used: {
      terminal: 'この端末「{{terminal}}」の公開鍵（バージョン {{keyVersion}}）を使っています。',
      shared: '全端末で共有の公開鍵（バージョン {{keyVersion}}）を使っています。',
      only_shared:
        '公開鍵は「全端末で共有」にだけ登録されています。手動取込にはこの端末「{{terminal}}」にも登録が必要です。',
      only_terminal:
        '公開鍵はこの端末にだけ登録されています。自動受注取込には「全端末で共有」にも登録が必要です。',
      no_key: '使用できる公開鍵がありません。',
    },
    verdict: {
      authorized: 'モールは公開鍵を認めています（{{at}}）。',
      none: '署名のない呼び出しでした（{{at}}）。公開鍵とバージョンを登録してください。',
      'invalid-key-version':
        'バージョンの形が正しくありません（{{at}}）。「暗号鍵管理」の数字をそのまま登録してください。',
      'not-found-key-version':
        'そのバージョンの公開鍵はモールにありません（{{at}}）。「暗号鍵管理」の番号と照らし合わせてください。',
      'expired-key-version':
        'モールで公開鍵の期限（1 年）が切れています（{{at}}）。新しい鍵を発行して登録してください。',
      'invalid-key-status':
        'モールで公開鍵が「無効」になっています（{{at}}）。「暗号鍵管理」で有効にするか、新しい鍵を登録してください。',
      'expired-timestamp': 'PC の時計が遅れています（{{at}}）。時計を合わせてください。',
      'invalid-timestamp': 'PC の時計が進んでいます（{{at}}）。時計を合わせてください。',
      'invalid-sellerid':
        'ストアアカウントが公開鍵のストアと違います（{{at}}）。ストアアカウントを確認してください。',
      'invalid-authorize-value':
        '公開鍵が正しくありません（{{at}}）。「暗号鍵管理」から公開鍵をまるごとコピーし直して登録してください。',
      unauthorized:
        'モールが公開鍵を認めませんでした（{{at}}）。「暗号鍵管理」で鍵の状態を確認してください。',
      other: 'モールの判定: {{verdict}}（{{at}}）。「暗号鍵管理」で鍵の状態を確認してください。',
      not_yet: 'まだモールの判定を受けていません。',
    },
    key_age: {
      within_a_year: '{{issuedOn}} 発行、{{expiresAt}} まで有効です。',
      over_a_year:
        '{{issuedOn}} 発行の鍵は {{expiresAt}} に期限が切れました。新しい鍵を発行し、バージョンとともに登録してください。',
      no_key: '公開鍵が登録されていないため、期限はわかりません。',
      no_date: '発行日が登録されていません。「暗号鍵管理」の発行日を登録してください。',
    },
    consent_age: {
      signed: '{{consentedAt}} に認証。公開鍵認証があるため 28 日間、{{expiresAt}} まで使えます。',
      unsigned_no_key:
        '{{consentedAt}} に認証。公開鍵がないため 12 時間、{{expiresAt}} までしか使えません。公開鍵を登録してから認証し直してください。',
      unsigned_verdict:
        '{{consentedAt}} に認証。モールが公開鍵を認めていないため 12 時間、{{expiresAt}} までしか使えません。',
      unsigned_unsigned_call:
        '{{consentedAt}} に認証。署名の認められない呼び出しがあったため、12 時間、{{expiresAt}} で切れるおそれがあります。',
      expired_unsigned:
        '{{consentedAt}} に認証し、公開鍵認証がないため 12 時間後の {{expiresAt}} に切れました。上の ✗ を直してから認証し直してください。',
      expired_signed:
        '{{consentedAt}} に認証し、28 日後の {{expiresAt}} に切れました。認証し直してください。',
      mall_ended: '{{consentedAt}} の認証は、モールにより {{endedAt}} に終了しました。認証し直してください。',
      mall_ended_early:
        '{{consentedAt}} の認証は、28 日を待たず {{endedAt}} に終了しました。公開鍵認証が認められず、12 時間の期限が適用されています。',
      withdrawn:
        '{{endedAt}} にモールがトークンの更新を断りました。同意の取り消しかパスワードの変更が考えられます。認証し直してください。',
      none: 'まだ認証していません。',
    },
    clock: {
      good: '「{{terminal}}」の時計は正確です（ずれ {{offset}}、誤差 ±{{error}}）。',
      ahead:
        '「{{terminal}}」の時計が {{offset}} 進んでいます。少しでも進んでいると公開鍵認証に失敗し、認証は 12 時間で切れます。',
      behind:
        '「{{terminal}}」の時計が {{offset}} 遅れています。9 分以上遅れると公開鍵認証に失敗し、認証は 12 時間で切れます。',
      jumped: '確認の途中で時計が変更されました。もう一度診断してください。',
      sources_disagree: '正しい時刻を配る相手どうしの時刻が食い違い、判断できません。',
      unknown: '正しい時刻を取得できませんでした。インターネット接続を確認してください。',
      not_measured: '「{{terminal}}」の時計は自動では確認できません。時刻が合っているかを確認してください。',
    },
    enabled_keys: {
      accepted_now: 'モールが今の鍵を認めたため、問題ありません（同時に有効にできるのは 2 つまで）。',
      ask: 'ストアクリエイターPro の「設定 > 暗号鍵管理」で、「有効」の鍵が 2 つ以内で、登録したバージョンがその中にあるかを確認してください。API からは読み取れません。',
    },
    certificate: {
      none: '登録されていません。2023 年に廃止されたため、必要ありません。',
      outdated: '登録されています（{{expiresAt}} まで）。2023 年に廃止されており、なくても動作します。',
      expired: '{{expiresAt}} に期限が切れています。廃止済みのため、削除してかまいません。',
      not_yet_valid: '{{validFrom}} から有効な証明書です。PC の時計か証明書を確認してください。',
    },
  },
  report: {
    heading: '受注番 認証の診断',
    shop: '店舗: {{name}}（{{sellerId}}）',
    scope: '認証: {{scope}}',
    terminal: '端末: {{terminal}} / 受注番 {{version}}',
    at: '日時: {{at}}',
  },
  seconds: '{{n}} 秒',
  minutesSeconds: '{{m}} 分 {{s}} 秒',
};
