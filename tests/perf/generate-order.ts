import { seededRandom } from '#main/db/testing/sample-orders.ts';
import { blankOrder } from '#shared/domain/blank-order.ts';
import type { MallOrder, OrderLine, Party } from '#shared/domain/order.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';

const dayMs = 86_400_000;
const firstDay = Date.UTC(2023, 10, 21, 15);
/** Orders are spread over three years, oldest first, as they would have been imported. */
const days = 3 * 365;
const distinctItems = 6_000;

const lastNames =
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 岡本 三浦 藤原 中野 中川'.split(
    ' ',
  );
const lastKana =
  'サトウ スズキ タカハシ タナカ イトウ ワタナベ ヤマモト ナカムラ コバヤシ カトウ ヨシダ ヤマダ ササキ ヤマグチ マツモト イノウエ キムラ ハヤシ サイトウ シミズ ヤマザキ モリ イケダ ハシモト アベ イシカワ ヤマシタ ナカジマ イシイ オガワ マエダ オカダ ハセガワ フジタ ゴトウ コンドウ ムラカミ エンドウ アオキ サカモト フクダ オオタ ニシムラ フジイ カネコ オカモト ミウラ フジワラ ナカノ ナカガワ'.split(
    ' ',
  );
const firstNames =
  '太郎 花子 一郎 健太 翔 大輔 直樹 達也 拓也 誠 美咲 陽菜 結衣 さくら 葵 恵子 由美子 久美子 裕子 真由美 蓮 湊 樹 悠真 大翔 凛 紬 陽葵 咲良 莉子 和夫 清 進 茂 実 節子 幸子 文子 千代 ハル'.split(
    ' ',
  );
const firstKana =
  'タロウ ハナコ イチロウ ケンタ ショウ ダイスケ ナオキ タツヤ タクヤ マコト ミサキ ヒナ ユイ サクラ アオイ ケイコ ユミコ クミコ ヒロコ マユミ レン ミナト イツキ ユウマ ヒロト リン ツムギ ヒマリ サクラ リコ カズオ キヨシ ススム シゲル ミノル セツコ サチコ フミコ チヨ ハル'.split(
    ' ',
  );
const prefectures =
  '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県'.split(
    ' ',
  );
const adjectives =
  '国産 有機 特選 訳あり 北海道産 青森県産 送料無料 限定 ギフト用 業務用 お得な 昔ながらの'.split(' ');
const nouns =
  'りんご みかん お米 味噌 醤油 日本茶 タオル 座布団 梅干し ようかん 干物セット 鍋つゆ コーヒー豆 ハム詰め合わせ 石けん 箸 湯のみ 包丁 手ぬぐい 風呂敷'.split(
    ' ',
  );
const sizes = '5kg 10kg 2個セット 12本入 Lサイズ 500g×3袋 化粧箱入り 3点セット'.split(' ');
const payMethods = [
  'クレジットカード決済',
  'PayPay残高等',
  '銀行振込（前払い）',
  '商品代引',
  'コンビニ決済',
  'd払い',
];
const shipMethods = ['宅配便', 'メール便', 'クール便', '定形外郵便'];
const times = ['', '', '午前中', '14:00～16:00', '19:00～21:00'];

/** How far an order has come: its phase with the statuses that go with it. Shares are of 1. */
const stages = [
  { share: 0.0005, phaseId: phaseIdOf.staging, mall: 'processing', paid: 0.7, ship: 'shippable' },
  { share: 0.004, phaseId: phaseIdOf.new, mall: 'processing', paid: 0.7, ship: 'shippable' },
  { share: 0.004, phaseId: phaseIdOf.awaitingPayment, mall: 'processing', paid: 0, ship: 'not_shippable' },
  { share: 0.006, phaseId: phaseIdOf.awaitingShipment, mall: 'processing', paid: 0.9, ship: 'preparing' },
  { share: 0.015, phaseId: phaseIdOf.shipped, mall: 'processing', paid: 0.9, ship: 'shipped' },
  { share: 0.0005, phaseId: phaseIdOf.failed, mall: 'on_hold', paid: 0.5, ship: 'not_shippable' },
  { share: 0.04, phaseId: phaseIdOf.cancelled, mall: 'cancelled', paid: 0.3, ship: 'not_shippable' },
  { share: 1, phaseId: phaseIdOf.completed, mall: 'completed', paid: 0.995, ship: 'arrived' },
] as const;

const isoDay = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

export interface GeneratedOrder {
  readonly order: MallOrder;
  readonly phaseId: number;
}

/** Order `number` of `total`: plausible, four lines, the same for the same seed. */
export function generateOrder(seed: number, number: number, total: number): GeneratedOrder {
  const random = seededRandom(seed * 7_919 + number);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const orderedAt = firstDay + Math.floor((number / total) * days * dayMs) + below(dayMs);
  // Open orders are recent ones: the newest tenth holds nearly all of them.
  const isRecent = number > total * 0.9;
  let left = isRecent ? random() * 0.35 : 0.1 + random();
  const stage =
    stages.find(({ share, phaseId }) => {
      const scaled = isRecent && phaseId !== phaseIdOf.completed ? share * 8 : share;
      left -= scaled;
      return left < 0;
    }) ?? stages[stages.length - 1];
  if (stage === undefined) throw new Error('No stage');
  const blank = blankOrder(`perfstore-${10_000_000 + number}`, orderedAt);

  const party = (mail: string): Party => {
    const last = below(lastNames.length);
    const first = below(firstNames.length);
    return {
      ...blank.buyer,
      lastName: lastNames[last] as string,
      firstName: firstNames[first] as string,
      lastNameKana: lastKana[last] as string,
      firstNameKana: firstKana[first] as string,
      zipCode: String(1_000_000 + below(8_999_999)),
      prefecture: pick(prefectures),
      city: '中央区本町',
      address1: `${1 + below(9)}丁目${1 + below(30)}-${1 + below(20)}`,
      address2: random() < 0.4 ? `グランドハイツ${100 + below(900)}号室` : '',
      phone: `0${70 + below(20)}-${1_000 + below(9_000)}-${1_000 + below(9_000)}`,
      mail,
    };
  };
  const line = (lineId: number): OrderLine => {
    // Popular items are ordered more often than others.
    const item = Math.floor(random() ** 2 * distinctItems);
    const text = seededRandom(item);
    const part = (values: readonly string[]): string => values[Math.floor(text() * values.length)] as string;
    return {
      lineId,
      itemId: `item-${1_000 + item}`,
      subCode: item % 3 === 0 ? `s${item % 7}` : '',
      title: `【${part(adjectives)}】${part(adjectives)}${part(nouns)} ${part(sizes)} ${part(nouns)}付き 品番${item}`,
      options: item % 4 === 0 ? [{ name: '色', value: '赤', priceYen: 0 }] : [],
      unitPriceYen: 100 * (1 + below(80)),
      quantity: 1 + below(3),
      taxPercent: item % 2 === 0 ? 8 : 10,
      couponDiscountYen: 0,
      jan: '',
      releaseDate: null,
      leadTime: '',
    };
  };
  const buyer = party(`user${below(400_000)}@example.jp`);
  const lines = [line(1), line(2), line(3), line(4)];
  const itemsYen = lines.reduce((sum, { unitPriceYen, quantity }) => sum + unitPriceYen * quantity, 0);
  const isShipped = stage.ship === 'shipped' || stage.ship === 'arrived';
  const held = random() < 0.003;
  const order: MallOrder = {
    ...blank,
    mallVersion: '3',
    mallUpdatedAt: orderedAt + 2 * dayMs,
    mallStatus: stage.mall,
    mallStatusRaw: '2',
    isSeen: stage.phaseId !== phaseIdOf.new,
    isSplit: random() < 0.01,
    fraudHold: held ? (random() < 0.5 ? 'under_review' : 'confirmed') : 'none',
    buyer,
    recipient: random() < 0.8 ? { ...buyer, mail: '' } : party(''),
    lines,
    money: { ...blank.money, itemsYen, shipChargeYen: 660, settleYen: itemsYen, totalYen: itemsYen + 660 },
    payment: {
      ...blank.payment,
      payStatus: random() < stage.paid ? 'paid' : 'unpaid',
      payMethod: 'payment_a1',
      payMethodName: pick(payMethods),
      settleId: `S${number}`,
    },
    shipping: {
      ...blank.shipping,
      shipStatus: stage.ship,
      shipMethod: 'postage1',
      shipMethodName: pick(shipMethods),
      requestDate: random() < 0.3 ? isoDay(orderedAt + (2 + below(10)) * dayMs) : null,
      requestTime: pick(times),
      shipDate: isShipped ? isoDay(orderedAt + (1 + below(5)) * dayMs) : null,
      slipNumber1: isShipped ? String(100_000_000_000 + below(9e11)) : '',
      needGiftWrap: random() < 0.05,
    },
    buyerComments: random() < 0.08 ? '玄関先に置いてください。よろしくお願いします。' : '',
    notes: random() < 0.04 ? `電話連絡済み ${number}` : '',
  };
  return { order, phaseId: stage.phaseId };
}
