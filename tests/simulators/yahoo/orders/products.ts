/** One article of the simulated shop. */
export interface Product {
  readonly code: string;
  readonly title: string;
  /** Unit price in yen, tax included. */
  readonly price: number;
  readonly taxRatio: 8 | 10;
  readonly colors: readonly string[];
  readonly sizes: readonly string[];
  /** Label of a text the buyer may have written on it; '' when none can be. */
  readonly inscription: string;
}

/** `code|title|price|tax|colours|sizes|inscription` */
const TABLE = `
rice-koshi|【新米】新潟県産 コシヒカリ 10kg（5kg×2袋）送料無料 令和産 白米 お米|5480|8||精米,無洗米|
tea-uji|宇治抹茶 100g 石臼挽き 京都産 製菓用 業務用 ゆうパケット発送|1980|8|||
apple-jam|信州りんごジャム 3個セット 無添加 手作り 長野県産ふじ使用 ギフト|2160|8||150g,300g|のし名入れ
coffee-blend|自家焙煎コーヒー豆 500g×2袋 オリジナルブレンド 約100杯分 飲み比べ|2780|8|浅煎り,中煎り,深煎り|豆のまま,中挽き,細挽き|
sake-junmai|純米大吟醸 720ml 化粧箱入り 父の日 贈り物 地酒 日本酒|3850|10||720ml,1800ml|名入れラベル
honey-acacia|国産アカシアはちみつ 1kg 非加熱 純粋蜂蜜 ボトルタイプ|4980|8|||
udon-sanuki|讃岐うどん 半生 12食セット つゆ付き ポイント10倍 本場香川より直送|1580|8|||
mikan-box|愛媛県産 温州みかん 5kg 家庭用 訳あり サイズ混合 産地直送|2480|8||3kg,5kg,10kg|
dogfood-01|国産 無添加 ドッグフード 全犬種対応 1.5kg 小粒 グレインフリー|3480|10||小粒,中粒|
cat-sand|猫砂 ひのき 7L×6袋 まとめ買い 消臭 流せる トイレに流せる|3980|10|||
tshirt-basic|Tシャツ メンズ 半袖 無地 綿100% ヘビーウェイト 5.6オンス 大きいサイズ|1290|10|ホワイト,ブラック,ネイビー,杢グレー|S,M,L,XL,3L|
onepiece-linen|リネン混 ワンピース レディース ロング丈 体型カバー 春夏 ゆったり|5990|10|ベージュ,カーキ,ブラック|M,L,LL|
sneaker-run|ランニングシューズ メンズ レディース 軽量 通気 厚底 スニーカー 幅広3E|6980|10|白/青,黒/赤|23.0,24.5,26.0,27.5|
umbrella-fold|折りたたみ傘 自動開閉 晴雨兼用 完全遮光 UVカット 10本骨 大きい|2980|10|ネイビー,ピンク,グレー||
towel-imabari|今治タオル バスタオル 2枚セット ホテル仕様 ふわふわ 吸水 日本製|3300|10|アイボリー,ブルー,グリーン||刺繍名入れ
pan-iron|鉄フライパン 26cm IH対応 窒化加工 日本製 錆びにくい 取っ手着脱|7700|10||20cm,24cm,26cm,28cm|
knife-santoku|三徳包丁 170mm 関の刃物 ダマスカス鋼 67層 ステンレス 名入れ無料|9800|10|||刻印名入れ
bento-magewappa|曲げわっぱ 弁当箱 一段 天然杉 620ml 大館 仕切り付き|6380|10|||焼印
bottle-steel|ステンレスボトル 500ml 保温 保冷 直飲み スクリュー 食洗機対応 水筒|2480|10|マットブラック,ホワイト,サーモンピンク|350ml,500ml,750ml|
light-led|LEDシーリングライト 8畳 調光調色 リモコン付き 5年保証 省エネ|8980|10||6畳,8畳,12畳|
cable-usbc|USB Type-C ケーブル 急速充電 100W PD対応 2m 断線防止 ナイロン編み 2本セット|1280|10|ブラック,レッド|1m,2m|
case-phone|スマホケース 手帳型 全機種対応 カード収納 ストラップ付き マグネット|1480|10|ブラウン,ネイビー,ワイン||イニシャル刻印
desk-standing|電動昇降デスク 幅120cm 奥行60cm メモリー機能 テレワーク 組立簡単|29800|10|ホワイト,ウォールナット|100cm,120cm,140cm|
curtain-order|遮光カーテン 1級 2枚組 防炎 形状記憶 100サイズ オーダー 断熱|4480|10|アイボリー,ブラウン,グレー|100×135,100×178,100×200|
book-cover|本革ブックカバー 文庫サイズ しおり付き 栃木レザー ハンドメイド|2750|10|キャメル,ブラック||名入れ
seal-sticker|お名前シール 防水 食洗機OK 最大300枚 入園入学準備 メール便送料無料|1000|10|動物柄,乗り物柄,シンプル||お名前（ひらがな）
flower-arrange|フラワーアレンジメント 母の日 誕生日 生花 季節のおまかせ メッセージカード無料|4400|10|ピンク系,オレンジ系,ホワイト系||メッセージ
shampoo-set|シャンプー＆トリートメント セット アミノ酸系 ノンシリコン 各500ml "さらさら"|4180|10|||
mask-fushoku|不織布マスク 50枚×3箱 <ふつう・小さめ> 個包装 立体 国内検査済み|1980|10|白,グレー|ふつう,小さめ|
protein-choco|ホエイプロテイン チョコ味 1kg 国産 WPC 約33食分 甘さ控えめ|3280|8|チョコ,バニラ,抹茶||`;

export const PRODUCTS: readonly Product[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [code = '', title = '', price = '0', tax = '10', colors = '', sizes = '', inscription = ''] =
      line.split('|');
    const list = (text: string): readonly string[] => (text === '' ? [] : text.split(','));
    return {
      code,
      title,
      price: Number(price),
      taxRatio: tax === '8' ? 8 : 10,
      colors: list(colors),
      sizes: list(sizes),
      inscription,
    };
  });
