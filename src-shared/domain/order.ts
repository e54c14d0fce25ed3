import { z } from 'zod';
import { yenSchema } from './money.ts';
import {
  fraudHoldStatusSchema,
  mallStatusSchema,
  payStatusSchema,
  shipStatusSchema,
} from './order-status.ts';
import { jstDateSchema, momentSchema } from './time.ts';

/** A person with an address: the buyer (Yahoo `Bill*`) or the recipient (`Ship*`). Unknown parts are ''. */
export const partySchema = z.object({
  lastName: z.string(),
  firstName: z.string(),
  lastNameKana: z.string(),
  firstNameKana: z.string(),
  zipCode: z.string(),
  prefecture: z.string(),
  city: z.string(),
  address1: z.string(),
  address2: z.string(),
  section1: z.string(),
  section2: z.string(),
  phone: z.string(),
  emergencyPhone: z.string(),
  mail: z.string(),
});
export type Party = z.infer<typeof partySchema>;

export const orderLineSchema = z.object({
  lineId: z.int(),
  itemId: z.string(),
  subCode: z.string(),
  title: z.string(),
  /** Name/value pairs the buyer chose or wrote (ItemOption, Inscription), price in yen. */
  options: z.array(z.object({ name: z.string(), value: z.string(), priceYen: yenSchema })),
  unitPriceYen: yenSchema,
  quantity: z.int(),
  /** 8 or 10; null when the mall does not say. */
  taxPercent: z.int().nullable(),
  couponDiscountYen: yenSchema,
  jan: z.string(),
  releaseDate: jstDateSchema.nullable(),
  leadTime: z.string(),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/** Yen amounts of an order; discounts are positive numbers that lower the total (yahoo §3.3 Detail). */
export const orderMoneySchema = z.object({
  itemsYen: yenSchema,
  payChargeYen: yenSchema,
  shipChargeYen: yenSchema,
  giftWrapChargeYen: yenSchema,
  discountYen: yenSchema,
  pointsYen: yenSchema,
  couponDiscountYen: yenSchema,
  mallCouponDiscountYen: yenSchema,
  immediateBonusYen: yenSchema,
  giftCardYen: yenSchema,
  adjustmentYen: yenSchema,
  settleYen: yenSchema,
  totalYen: yenSchema,
});
export type OrderMoney = z.infer<typeof orderMoneySchema>;

export const orderPaymentSchema = z.object({
  payStatus: payStatusSchema,
  /** Raw codes as the mall spells them, for the detail and later rules. */
  settleStatus: z.string(),
  payType: z.string(),
  payKind: z.string(),
  payMethod: z.string(),
  payMethodName: z.string(),
  combinedPayMethodName: z.string(),
  payDate: jstDateSchema.nullable(),
  settleId: z.string(),
  needBillSlip: z.boolean(),
  needDetailedSlip: z.boolean(),
  needReceipt: z.boolean(),
});
export type OrderPayment = z.infer<typeof orderPaymentSchema>;

export const orderShippingSchema = z.object({
  shipStatus: shipStatusSchema,
  shipMethod: z.string(),
  shipMethodName: z.string(),
  carrierCode: z.string(),
  requestDate: jstDateSchema.nullable(),
  requestTime: z.string(),
  shipDate: jstDateSchema.nullable(),
  arrivalDate: jstDateSchema.nullable(),
  slipNumber1: z.string(),
  slipNumber2: z.string(),
  slipEmptyReason: z.string(),
  shipUrl: z.string(),
  shipNotes: z.string(),
  arriveType: z.string(),
  needGiftWrap: z.boolean(),
  giftWrapType: z.string(),
  giftWrapMessage: z.string(),
  needGiftPaper: z.boolean(),
  giftPaperType: z.string(),
  giftPaperName: z.string(),
});
export type OrderShipping = z.infer<typeof orderShippingSchema>;

/**
 * One order as a mall reports it, in the product's own words. What every mall adapter produces and the
 * database stores; it knows nothing of phases or of this terminal.
 */
export const mallOrderSchema = z.object({
  mallOrderId: z.string(),
  /** The mall's own version of the order ('' when it has none). */
  mallVersion: z.string(),
  parentMallOrderId: z.string(),
  childMallOrderIds: z.array(z.string()),
  isSplit: z.boolean(),
  orderedAt: momentSchema,
  mallUpdatedAt: momentSchema.nullable(),
  mallStatus: mallStatusSchema,
  mallStatusRaw: z.string(),
  storeStatus: z.string(),
  cancelReason: z.string(),
  isSeen: z.boolean(),
  isReadOnly: z.boolean(),
  isTestOrder: z.boolean(),
  deviceType: z.string(),
  /** いたずら注文 mark: '0' normal, '1' prank, '2' lifted. Not the fraud hold. */
  suspect: z.string(),
  suspectMessage: z.string(),
  fraudHold: fraudHoldStatusSchema,
  publishedAt: momentSchema.nullable(),
  buyer: partySchema,
  recipient: partySchema,
  lines: z.array(orderLineSchema),
  money: orderMoneySchema,
  payment: orderPaymentSchema,
  shipping: orderShippingSchema,
  buyerComments: z.string(),
  sellerComments: z.string(),
  notes: z.string(),
  couponText: z.string(),
  giftType: z.string(),
});
export type MallOrder = z.infer<typeof mallOrderSchema>;
