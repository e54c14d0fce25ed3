/**
 * An order as the simulated mall stores it. Keys are the mall's own element names, values are what an answer
 * shows (times `YYYY-MM-DDTHH:MI:SS+09:00`, dates `YYYY-MM-DD`, money in yen). A key that is missing is an empty element.
 */
export type FieldValue = string | number | boolean;

export interface Fields {
  [key: string]: FieldValue;
}

export interface OrderLevelFields extends Fields {
  OrderId: string;
  Version: number;
  OrderTime: string;
  LastUpdateTime: string;
  /** 1 reserved, 2 processing, 3 on hold, 4 cancelled, 5 done. */
  OrderStatus: number;
  IsSeen: boolean;
  Suspect: number;
  /** 0 none, 1 under review, 2 lifted, 3 confirmed abuse. */
  FraudHoldStatus: number;
  /** When the order became obtainable from orderList by a lifted hold; '' without one. */
  PublicationTime: string;
  StoreStatus: string;
}

export interface PayFields extends Fields {
  PayStatus: number;
  SettleStatus: number;
  PayType: number;
  PayKind: number;
  PayMethod: string;
}

export interface ShipFields extends Fields {
  ShipStatus: number;
  ShipMethod: string;
}

export interface LineFields extends Fields {
  LineId: number;
  ItemId: string;
  UnitPrice: number;
  Quantity: number;
}

export interface DetailFields extends Fields {
  PayCharge: number;
  ShipCharge: number;
  GiftWrapCharge: number;
  Discount: number;
  Adjustments: number;
  UsePoint: number;
  GiftCardDiscount: number;
  TotalMallCouponDiscount: number;
  TotalImmediateBonusAmount: number;
  SettleAmount: number;
  TotalPrice: number;
}

export interface ItemOption {
  Index: number;
  Name: string;
  Value: string;
  Price: number;
}

export interface Inscription {
  Index: number;
  Name: string;
  Value: string;
}

export interface OrderLine {
  fields: LineFields;
  options: ItemOption[];
  inscriptions: Inscription[];
}

export interface YahooOrder {
  order: OrderLevelFields;
  pay: PayFields;
  ship: ShipFields;
  seller: Fields;
  buyer: Fields;
  lines: OrderLine[];
  detail: DetailFields;
}

/** Held orders accept nothing but a cancel, and orderList hides them unless it is asked to show them. */
export function isHeld(fraudHoldStatus: number): boolean {
  return fraudHoldStatus === 1 || fraudHoldStatus === 3;
}

/** The mall's sum: goods (tax included) + charges − discounts − points + adjustment, in yen. */
export function totalPriceOf(order: Pick<YahooOrder, 'lines' | 'detail'>): number {
  const goods = order.lines.reduce((sum, line) => sum + line.fields.UnitPrice * line.fields.Quantity, 0);
  const d = order.detail;
  return (
    goods +
    d.GiftWrapCharge +
    d.ShipCharge +
    d.PayCharge -
    d.Discount -
    d.UsePoint -
    d.TotalMallCouponDiscount -
    d.TotalImmediateBonusAmount -
    d.GiftCardDiscount +
    d.Adjustments
  );
}
