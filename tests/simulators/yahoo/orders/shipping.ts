import { DAY, toJapanDate } from '../japan-time.ts';
import { type Random, weighted } from '../random.ts';
import type { OrderHead } from './head.ts';
import type { ShipMethod } from './methods.ts';
import type { Fields, ShipFields } from './model.ts';

const REQUEST_TIMES = [
  '午前中',
  '12:00～14:00',
  '14:00～16:00',
  '16:00～18:00',
  '18:00～20:00',
  '19:00～21:00',
] as const;
const GIFT_MESSAGES = [
  'お誕生日おめでとう！',
  'いつもありがとうございます。',
  '内祝い & 御礼',
  'お中元',
] as const;
const PAPER_TYPES = ['内祝い（蝶結び）', '御祝（結び切り）', '御中元', '御歳暮'] as const;
const EAZY_NAMES = [
  '対面',
  '玄関ドア前',
  '宅配ボックス',
  'ガスメーターボックス',
  '物置',
  '車庫',
  '自転車のかご',
  '管理人室',
] as const;
const EMPTY_REASONS = weighted([101, 2], [102, 2], [103, 1], [104, 1], [105, 4]);

/** Delivery of one order, with the recipient's address. `wrapped`: the buyer asked for gift wrapping. */
export function orderShipping(
  random: Random,
  head: OrderHead,
  method: ShipMethod,
  recipient: Fields,
  wrapped: boolean,
): ShipFields {
  const ship: ShipFields = {
    ShipStatus: head.shipStatus,
    ShipMethod: method.code,
    ShipMethodName: method.name,
    ShipCompanyCode: method.company,
    ArriveType: random.chance(0.06) ? random.int(1, 2) : 0,
    NeedGiftWrap: wrapped,
    NeedGiftWrapPaper: false,
    ExcellentDelivery: random.chance(0.5) ? 1 : 0,
    IsEazy: false,
    IsSubscription: false,
    ShipInstructType: 0,
    ShipInstructStatus: 0,
    ReceiveShopType: 0,
    ReceiveSatelliteType: 0,
    RemoteAreaShippingType: 0,
    ShippingDeadline: toJapanDate(head.time + 5 * DAY),
    ...recipient,
  };
  if (random.chance(0.22)) ship.ShipRequestDate = toJapanDate(head.time + random.int(3, 10) * DAY);
  if (random.chance(0.25)) ship.ShipRequestTime = random.pick(REQUEST_TIMES);
  if (method.company === '1001' && random.chance(0.1)) {
    const place = random.int(0, 7);
    ship.IsEazy = true;
    ship.EazyDeliveryCode = place;
    ship.EazyDeliveryName = EAZY_NAMES[place] ?? '';
  }
  if (wrapped) addGift(random, ship);
  if (random.chance(0.03)) {
    ship.Option1Field = '不在時の対応';
    ship.Option1Type = 'select';
    ship.Option1Value = '宅配ボックス';
  }
  if (head.shipStatus >= 3) addShipment(random, head, method, ship);
  return ship;
}

function addGift(random: Random, ship: ShipFields): void {
  ship.GiftWrapType = random.pick(['赤い包装紙', '青い包装紙', 'リボンのみ']);
  if (random.chance(0.5)) ship.GiftWrapMessage = random.pick(GIFT_MESSAGES);
  if (random.chance(0.3)) {
    ship.NeedGiftWrapPaper = true;
    ship.GiftWrapPaperType = random.pick(PAPER_TYPES);
    ship.GiftWrapName = `${String(ship.ShipLastName ?? '')}家`;
  }
}

function addShipment(random: Random, head: OrderHead, method: ShipMethod, ship: ShipFields): void {
  const shipped = head.time + random.int(1, 3) * DAY;
  ship.ShipDate = toJapanDate(shipped);
  if (head.shipStatus === 4) ship.ArrivalDate = toJapanDate(shipped + random.int(1, 2) * DAY);
  if (method.company === '' || method.company === '5001' || random.chance(0.03)) {
    ship.ShipInvoiceNumberEmptyReason = random.weighted(EMPTY_REASONS);
    return;
  }
  ship.ShipInvoiceNumber1 =
    method.company === '1003'
      ? random.digits(12)
      : `${random.digits(4)}-${random.digits(4)}-${random.digits(4)}`;
  if (random.chance(0.02)) ship.ShipInvoiceNumber2 = random.digits(12);
}
