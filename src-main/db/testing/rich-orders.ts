import type { MallOrder, Party } from '#shared/domain/order.ts';
import { sampleOrder, seededRandom } from './sample-orders.ts';

/** A `sampleOrder` in which every field holds something now and then, from few values so that conditions meet them. */
export function richOrder(seed: number, number: number): MallOrder {
  const order = sampleOrder(seed, number);
  const random = seededRandom(seed * 31 + number);
  const below = (limit: number): number => Math.floor(random() * limit);
  const maybe = (chance: number): boolean => random() < chance;
  const text = (...values: string[]): string => (maybe(0.5) ? (values[below(values.length)] ?? '') : '');
  const yen = (): number => below(4) * 500 - (maybe(0.1) ? 2_000 : 0);
  const day = (): string | null => (maybe(0.5) ? `2025-06-${String(10 + below(10))}` : null);
  const party = (person: Party): Party => ({
    ...person,
    address2: text('グランドハイツ１０１号室', 'ｺｰﾎﾟ 2F', 'Bldg. A'),
    section1: text('総務部', 'Sales'),
    section2: text('第一課'),
    emergencyPhone: text('090-1111-2222', '０８０ー３３３３ー４４４４'),
    mail: text('Taro.Yamada@example.jp', 'hanako@example.com'),
  });
  return {
    ...order,
    parentMallOrderId: text('store-1', 'store-2'),
    orderedAt: Date.UTC(2025, 5, 10, below(240), below(60)),
    mallUpdatedAt: maybe(0.7) ? Date.UTC(2025, 5, 12, below(96)) : null,
    publishedAt: maybe(0.3) ? Date.UTC(2025, 5, 13, below(72)) : null,
    storeStatus: text('1', '2'),
    cancelReason: text('100', '８'),
    isReadOnly: maybe(0.2),
    deviceType: text('PC', 'スマートフォン'),
    suspect: text('0', '1', '2'),
    suspectMessage: text('要注意'),
    buyer: party(order.buyer),
    recipient: party(order.recipient),
    lines: maybe(0.05) ? [] : order.lines.map((line) => ({ ...line, jan: text('4901234567894') })),
    money: {
      itemsYen: yen(),
      payChargeYen: yen(),
      shipChargeYen: yen(),
      giftWrapChargeYen: yen(),
      discountYen: yen(),
      pointsYen: yen(),
      couponDiscountYen: yen(),
      mallCouponDiscountYen: yen(),
      immediateBonusYen: yen(),
      giftCardYen: yen(),
      adjustmentYen: yen(),
      settleYen: yen(),
      totalYen: order.money.totalYen,
    },
    payment: {
      ...order.payment,
      settleStatus: text('1', '5'),
      combinedPayMethodName: text('PayPayポイント'),
      payDate: day(),
      settleId: text('S-001', 'S-002'),
      needBillSlip: maybe(0.3),
      needDetailedSlip: maybe(0.3),
      needReceipt: maybe(0.3),
    },
    shipping: {
      ...order.shipping,
      carrierCode: text('1001', '1002'),
      requestDate: day(),
      shipDate: day(),
      requestTime: text('午前中', '14:00～16:00'),
      arrivalDate: day(),
      slipNumber2: text('1234-5678-9012'),
      slipEmptyReason: text('1'),
      shipUrl: text('https://example.jp/追跡'),
      shipNotes: text('割れ物 注意', 'ﾜﾚﾓﾉ'),
      giftWrapType: text('赤い包装'),
      giftWrapMessage: text('お誕生日おめでとう'),
      needGiftPaper: maybe(0.2),
      giftPaperType: text('のし'),
      giftPaperName: text('山田'),
    },
    sellerComments: text('ありがとうございます', 'Thank you'),
    couponText: text('クーポン500円'),
    giftType: text('gift'),
  };
}
