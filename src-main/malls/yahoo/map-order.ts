import type { MallOrder, OrderMoney, OrderPayment, OrderShipping, Party } from '#shared/domain/order.ts';
import type { FraudHoldStatus, MallStatus, PayStatus, ShipStatus } from '#shared/domain/order-status.ts';
import { brokenAnswer } from './broken-answer.ts';
import { Fields } from './fields.ts';
import { mapLines } from './map-lines.ts';
import { onlyGroup, type XmlGroup } from './xml/xml-group.ts';

/** Codes of yahoo §3.3; 0 and 8 of orderList's OrderStatus have no word of ours and stay 'unknown'. */
const mallStatusOf: Record<string, MallStatus> = {
  '1': 'reserved',
  '2': 'processing',
  '3': 'on_hold',
  '4': 'cancelled',
  '5': 'completed',
};
const payStatusOf: Record<string, PayStatus> = { '0': 'unpaid', '1': 'paid' };
const shipStatusOf: Record<string, ShipStatus> = {
  '0': 'not_shippable',
  '1': 'shippable',
  '2': 'preparing',
  '3': 'shipped',
  '4': 'arrived',
};
/** yahoo §3.10. Whether an order is held decides what may be done with it, so an unknown state is an error. */
const fraudHoldOf: Record<string, FraudHoldStatus> = {
  '0': 'none',
  '1': 'under_review',
  '2': 'released',
  '3': 'confirmed',
};

/** yahoo §3.3: letters, digits and hyphens, at most 50. */
const orderIdText = /^[a-zA-Z0-9-]{1,50}$/;

/**
 * An `OrderInfo` element as the product's order. Everything without which the order would be wrong (ids, time,
 * states, lines, total) must be there; other elements may be empty. All or nothing: throws AppError
 * `mall_answer_broken` naming the element or field.
 */
export function mapOrder(info: XmlGroup): MallOrder {
  const order = new Fields(info, '');
  const pay = new Fields(onlyGroup(info, 'Pay'), 'Pay.');
  const ship = new Fields(onlyGroup(info, 'Ship'), 'Ship.');
  const detail = new Fields(onlyGroup(info, 'Detail'), 'Detail.');
  const mallOrderId = order.requiredText('OrderId');
  if (!orderIdText.test(mallOrderId)) throw brokenAnswer('field_invalid', { field: 'OrderId' });
  const lines = mapLines(info);
  const itemsYen = lines.reduce((sum, line) => sum + line.unitPriceYen * line.quantity, 0);
  if (!Number.isSafeInteger(itemsYen)) throw brokenAnswer('field_invalid', { field: 'Item.UnitPrice' });
  return {
    mallOrderId,
    mallVersion: order.text('Version'),
    parentMallOrderId: order.text('ParentOrderId'),
    childMallOrderIds: idList(order.text('ChildOrderId')),
    isSplit: order.flag('IsSplit'),
    orderedAt: order.requiredMoment('OrderTime'),
    mallUpdatedAt: order.moment('LastUpdateTime'),
    mallStatus: order.code('OrderStatus', mallStatusOf, 'unknown'),
    mallStatusRaw: order.text('OrderStatus'),
    storeStatus: order.text('StoreStatus'),
    cancelReason: order.text('CancelReason'),
    isSeen: order.flag('IsSeen'),
    isReadOnly: order.flag('IsReadOnly'),
    // IsRoyalty is false for test orders (yahoo §3.3); an empty one says nothing.
    isTestOrder: order.text('IsRoyalty') !== '' && !order.flag('IsRoyalty'),
    deviceType: order.text('DeviceType'),
    suspect: order.text('Suspect'),
    suspectMessage: order.text('SuspectMessage'),
    fraudHold: order.knownCode('FraudHoldStatus', fraudHoldOf, 'none'),
    publishedAt: order.moment('PublicationTime'),
    buyer: mapParty(pay, 'Bill'),
    recipient: mapParty(ship, 'Ship'),
    lines,
    money: mapMoney(order, detail, itemsYen),
    payment: mapPayment(pay),
    shipping: mapShipping(ship),
    buyerComments: order.text('BuyerComments'),
    sellerComments: order.text('SellerComments'),
    notes: order.text('Notes'),
    couponText: order.text('UseCouponData'),
    giftType: order.text('SocialGiftType'),
  };
}

function idList(text: string): string[] {
  return text === ''
    ? []
    : text
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== '');
}

/** `Bill*` in Pay and `Ship*` in Ship are the same set, but only the buyer has a mail address. */
function mapParty(fields: Fields, prefix: 'Bill' | 'Ship'): Party {
  const buyer = prefix === 'Bill';
  return {
    lastName: fields.text(buyer ? 'BillLastName' : 'ShipLastName'),
    firstName: fields.text(buyer ? 'BillFirstName' : 'ShipFirstName'),
    lastNameKana: fields.text(buyer ? 'BillLastNameKana' : 'ShipLastNameKana'),
    firstNameKana: fields.text(buyer ? 'BillFirstNameKana' : 'ShipFirstNameKana'),
    zipCode: fields.text(buyer ? 'BillZipCode' : 'ShipZipCode'),
    prefecture: fields.text(buyer ? 'BillPrefecture' : 'ShipPrefecture'),
    city: fields.text(buyer ? 'BillCity' : 'ShipCity'),
    address1: fields.text(buyer ? 'BillAddress1' : 'ShipAddress1'),
    address2: fields.text(buyer ? 'BillAddress2' : 'ShipAddress2'),
    section1: fields.text(buyer ? 'BillSection1Value' : 'ShipSection1Value'),
    section2: fields.text(buyer ? 'BillSection2Value' : 'ShipSection2Value'),
    phone: fields.text(buyer ? 'BillPhoneNumber' : 'ShipPhoneNumber'),
    emergencyPhone: fields.text(buyer ? 'BillEmgPhoneNumber' : 'ShipEmgPhoneNumber'),
    mail: buyer ? fields.text('BillMailAddress') : '',
  };
}

/** The mall has no subtotal of goods: it is the sum over the lines (yahoo §3.3). */
function mapMoney(order: Fields, detail: Fields, itemsYen: number): OrderMoney {
  return {
    itemsYen,
    payChargeYen: detail.yen('PayCharge'),
    shipChargeYen: detail.yen('ShipCharge'),
    giftWrapChargeYen: detail.yen('GiftWrapCharge'),
    discountYen: detail.yen('Discount'),
    pointsYen: detail.yen('UsePoint'),
    couponDiscountYen: order.yen('TotalCouponDiscount'),
    mallCouponDiscountYen: detail.yen('TotalMallCouponDiscount'),
    immediateBonusYen: detail.yen('TotalImmediateBonusAmount'),
    giftCardYen: detail.yen('GiftCardDiscount'),
    adjustmentYen: detail.yen('Adjustments'),
    settleYen: detail.yen('SettleAmount'),
    totalYen: detail.requiredYen('TotalPrice'),
  };
}

function mapPayment(pay: Fields): OrderPayment {
  return {
    payStatus: pay.code('PayStatus', payStatusOf, 'unknown'),
    settleStatus: pay.text('SettleStatus'),
    payType: pay.text('PayType'),
    payKind: pay.text('PayKind'),
    payMethod: pay.text('PayMethod'),
    payMethodName: pay.text('PayMethodName'),
    combinedPayMethodName: pay.text('CombinedPayMethodName'),
    payDate: pay.day('PayDate'),
    settleId: pay.text('SettleId'),
    needBillSlip: pay.flag('NeedBillSlip'),
    needDetailedSlip: pay.flag('NeedDetailedSlip'),
    needReceipt: pay.flag('NeedReceipt'),
  };
}

function mapShipping(ship: Fields): OrderShipping {
  return {
    shipStatus: ship.code('ShipStatus', shipStatusOf, 'unknown'),
    shipMethod: ship.text('ShipMethod'),
    shipMethodName: ship.text('ShipMethodName'),
    carrierCode: ship.text('ShipCompanyCode'),
    requestDate: ship.day('ShipRequestDate'),
    requestTime: ship.text('ShipRequestTime'),
    shipDate: ship.day('ShipDate'),
    arrivalDate: ship.day('ArrivalDate'),
    slipNumber1: ship.text('ShipInvoiceNumber1'),
    slipNumber2: ship.text('ShipInvoiceNumber2'),
    slipEmptyReason: ship.text('ShipInvoiceNumberEmptyReason'),
    shipUrl: ship.text('ShipUrl'),
    shipNotes: ship.text('ShipNotes'),
    arriveType: ship.text('ArriveType'),
    needGiftWrap: ship.flag('NeedGiftWrap'),
    giftWrapType: ship.text('GiftWrapType'),
    giftWrapMessage: ship.text('GiftWrapMessage'),
    needGiftPaper: ship.flag('NeedGiftWrapPaper'),
    giftPaperType: ship.text('GiftWrapPaperType'),
    giftPaperName: ship.text('GiftWrapName'),
  };
}
