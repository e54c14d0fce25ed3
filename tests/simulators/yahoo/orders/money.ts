import { type Random, weighted } from '../random.ts';
import type { OrderHead } from './head.ts';
import { type DetailFields, type OrderLine, totalPriceOf } from './model.ts';

const STORE_COUPONS = weighted([0, 88], [200, 5], [500, 4], [1000, 3]);
const MALL_COUPONS = weighted([0, 90], [100, 4], [300, 3], [1000, 3]);
const FREE_SHIPPING_FROM = 8000;
const CASH_ON_DELIVERY_CHARGE = 330;
const GIFT_WRAP_CHARGE = 330;

/** Amounts of one order; every rule keeps the total at 0 or above. `wrapped`: the buyer asked for gift wrapping. */
export function orderMoney(
  random: Random,
  head: OrderHead,
  lines: OrderLine[],
  shipCharge: number,
  wrapped: boolean,
): DetailFields {
  const goods = lines.reduce((sum, line) => sum + line.fields.UnitPrice * line.fields.Quantity, 0);
  const detail: DetailFields = {
    PayCharge: head.pay.kind === 4 ? CASH_ON_DELIVERY_CHARGE : 0,
    ShipCharge: goods >= FREE_SHIPPING_FROM ? 0 : shipCharge,
    GiftWrapCharge: wrapped && random.chance(0.5) ? GIFT_WRAP_CHARGE : 0,
    Discount: 0,
    Adjustments: 0,
    SettleAmount: 0,
    UsePoint: 0,
    GiftCardDiscount: 0,
    TotalPrice: 0,
    SettlePayAmount: 0,
    TotalMallCouponDiscount: 0,
    LineGiftCharge: 0,
    TotalImmediateBonusAmount: 0,
    TotalImmediateBonusRatio: 0,
    IsGetPointFixAll: head.orderStatus === 5,
  };
  const rest = (): number => totalPriceOf({ lines, detail });
  if (head.pay.code === 'payment_h1') detail.Discount = rest();
  else {
    detail.Discount = Math.min(random.weighted(STORE_COUPONS), rest());
    detail.TotalMallCouponDiscount = Math.min(random.weighted(MALL_COUPONS), rest());
    if (random.chance(0.1)) {
      detail.TotalImmediateBonusRatio = 5;
      detail.TotalImmediateBonusAmount = Math.min(Math.floor(goods * 0.05), rest());
    }
    if (head.pay.code === 'payment_z1') detail.UsePoint = rest();
    else if (head.pay.code === 'payment_z4') detail.GiftCardDiscount = rest();
    else {
      if (random.chance(0.25)) detail.UsePoint = Math.min(random.int(1, 3000), rest());
      if (random.chance(0.01)) detail.GiftCardDiscount = Math.min(1000, rest());
      if (random.chance(0.02)) detail.Adjustments = random.chance(0.5) ? 500 : -Math.min(300, rest());
    }
  }
  detail.TotalPrice = rest();
  detail.SettleAmount = detail.TotalPrice;
  detail.SettlePayAmount = head.payStatus === 1 ? detail.TotalPrice : 0;
  detail.PayMethodAmount = detail.TotalPrice;
  return detail;
}
