import { blankOrder } from '#shared/domain/blank-order.ts';
import type { MallOrder, OrderLine, Party } from '#shared/domain/order.ts';

/** Numbers in [0, 1) that repeat for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const lastNames = [
  ['佐藤', 'サトウ'],
  ['鈴木', 'スズキ'],
  ['高橋', 'タカハシ'],
  ['田中', 'タナカ'],
  ['渡辺', 'ワタナベ'],
  ['山田', 'ヤマダ'],
  ['小田', 'オダ'],
  ['𠮷野', 'ヨシノ'],
] as const;
const firstNames = [
  ['太郎', 'タロウ'],
  ['花子', 'ハナコ'],
  ['陽葵', 'ヒマリ'],
  ['蓮', 'レン'],
  ['さくら', 'サクラ'],
] as const;
const prefectures = ['東京都', '大阪府', '北海道', '福岡県', '青森県'];
const goods = ['青森りんご', 'みかん', 'ﾀｵﾙｾｯﾄ', 'Coffee豆', '米 こしひかり', '梅干し'];
const sizes = ['5kg', '10kg', '2個組', 'Ｌサイズ'];
const payMethods = ['クレジットカード', '銀行振込', 'PayPay残高等', '商品代引'];
const shipMethods = ['宅配便', 'メール便', 'クール便'];
/** 2025-01-01 in Japan. */
const firstDay = Date.UTC(2024, 11, 31, 15);
const dayMs = 86_400_000;

/** A plausible order; the same seed and number always give the same one. */
export function sampleOrder(seed: number, number: number): MallOrder {
  const random = seededRandom(seed * 1_000_003 + number);
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('Nothing to pick from');
    return value;
  };
  const maybe = (chance: number): boolean => random() < chance;
  const orderedAt = firstDay + Math.floor(random() * 300) * dayMs + Math.floor(random() * dayMs);
  const day = (): string => new Date(orderedAt + Math.floor(random() * 9) * dayMs).toISOString().slice(0, 10);
  const phone = (): string =>
    `0${Math.floor(random() * 90 + 10)}-${Math.floor(random() * 9000 + 1000)}-${Math.floor(random() * 9000 + 1000)}`;
  const blank = blankOrder(`store-${10_000_000 + number}`, orderedAt);

  const party = (mail: string): Party => {
    const [lastName, lastNameKana] = pick(lastNames);
    const [firstName, firstNameKana] = pick(firstNames);
    return {
      ...blank.buyer,
      lastName,
      firstName,
      lastNameKana,
      firstNameKana,
      zipCode: String(Math.floor(random() * 9_000_000 + 1_000_000)),
      prefecture: pick(prefectures),
      city: '中央区',
      address1: `${Math.floor(random() * 9 + 1)}-${Math.floor(random() * 20 + 1)}`,
      phone: phone(),
      mail,
    };
  };
  const line = (lineId: number): OrderLine => ({
    lineId,
    itemId: `item-${Math.floor(random() * 40)}`,
    subCode: maybe(0.3) ? `sub${Math.floor(random() * 5)}` : '',
    title: `【送料無料】${pick(goods)} ${pick(sizes)}`,
    options: maybe(0.2) ? [{ name: '色', value: pick(['赤', '青']), priceYen: 0 }] : [],
    unitPriceYen: Math.floor(random() * 50) * 100,
    quantity: Math.floor(random() * 3 + 1),
    taxPercent: pick([8, 10, null]),
    couponDiscountYen: 0,
    jan: '',
    releaseDate: null,
    leadTime: '',
  });
  const isShipped = maybe(0.5);
  return {
    ...blank,
    mallVersion: '1',
    mallUpdatedAt: orderedAt + 60_000,
    mallStatus: pick(['reserved', 'processing', 'on_hold', 'cancelled', 'completed'] as const),
    mallStatusRaw: '2',
    isSeen: maybe(0.5),
    isSplit: maybe(0.05),
    isTestOrder: maybe(0.05),
    fraudHold: maybe(0.9) ? 'none' : pick(['under_review', 'released', 'confirmed'] as const),
    buyer: party(`buyer.${number}@example.jp`),
    recipient: party(''),
    lines: Array.from({ length: Math.floor(random() * 4 + 1) }, (_, at) => line(at + 1)),
    money: { ...blank.money, itemsYen: 1_000, totalYen: Math.floor(random() * 300) * 100 },
    payment: { ...blank.payment, payStatus: pick(['unpaid', 'paid']), payMethodName: pick(payMethods) },
    shipping: {
      ...blank.shipping,
      shipStatus: isShipped ? 'shipped' : 'shippable',
      shipMethodName: pick(shipMethods),
      requestDate: maybe(0.4) ? day() : null,
      shipDate: isShipped ? day() : null,
      slipNumber1: isShipped ? String(Math.floor(random() * 9e11 + 1e11)) : '',
      needGiftWrap: maybe(0.1),
    },
    buyerComments: maybe(0.2) ? '玄関先に置いてください' : '',
    notes: maybe(0.1) ? `メモ${number} 要確認` : '',
  };
}
