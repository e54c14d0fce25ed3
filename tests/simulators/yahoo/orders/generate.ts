import { DAY, HOUR, MINUTE, toJapanDate, toJapanTime } from '../japan-time.ts';
import { mixSeed, Random, weighted } from '../random.ts';
import { type OrderBatch, type OrderHead, orderHead, STREAM } from './head.ts';
import { orderLines } from './lines.ts';
import { SHIP_METHODS } from './methods.ts';
import type { OrderLevelFields, PayFields, YahooOrder } from './model.ts';
import { orderMoney } from './money.ts';
import { asRecipient, mailAddress, personFields } from './people.ts';
import { orderShipping } from './shipping.ts';

/** Default span of generated orders: June 2026, Japan time. */
const DEFAULT_FROM = Date.UTC(2026, 4, 31, 15);
const DEFAULT_BATCH: OrderBatch = {
  sellerId: 'teststore',
  seed: 0,
  count: 1000,
  from: DEFAULT_FROM,
  to: DEFAULT_FROM + 30 * DAY,
  firstNumber: 10_000_001,
};

const DEVICES = weighted([3, 72], [1, 22], [4, 5], [2, 1]);
const CANCEL_REASONS = [100, 110, 120, 130, 140, 150, 160, 170, 180, 200, 210, 220, 230]
  .concat([300, 310, 320, 330, 340, 350, 360, 370, 380])
  .concat([0, 400]);
const COMMENTS = [
  '平日は仕事で不在のため、土日の配達を希望します。',
  '領収書を同封してください。宛名は「株式会社サンプル」でお願いします。',
  'プレゼント用です。金額のわかるものは入れないでください。',
  '置き配でお願いします。\nインターホンは押さないでください（赤ちゃんが寝ています）。',
  '<至急> 来週の金曜日までに届きますか？ A & B の両方が必要です。',
  '在庫がない場合はご連絡ください☆',
] as const;
const NOTES = ['電話確認済み', '住所不備あり → 確認中', '同梱希望', 'リピーター様。サンプルを同封'] as const;

/** Full id of the order with a given number, as the mall writes it. */
export function orderIdOf(sellerId: string, number: number): string {
  return `${sellerId}-${number}`;
}

/**
 * Makes the order at `index` of a batch. The same seed, index and batch always give the same order.
 * @param batch whatever differs from the default batch (1,000 orders of `teststore` in June 2026)
 */
export function generateOrder(
  seed: number,
  index: number,
  batch: Partial<Omit<OrderBatch, 'seed'>> = {},
): YahooOrder {
  const whole = { ...DEFAULT_BATCH, count: Math.max(DEFAULT_BATCH.count, index + 1), ...batch, seed };
  return materialiseOrder(whole, orderHead(whole, index));
}

/** Builds the whole order that belongs to a head of the same batch. */
export function materialiseOrder(batch: OrderBatch, head: OrderHead): YahooOrder {
  const group = head.role === 'none' ? head.index : head.index - (head.index % 3);
  const stream = (name: keyof typeof STREAM, index = head.index): Random =>
    new Random(mixSeed(batch.seed, index, STREAM[name]));

  const buyer = stream('buyer', group);
  const bill = personFields(buyer);
  const mail = mailAddress(buyer);
  const recipient = asRecipient(buyer.chance(0.16) ? personFields(buyer) : bill);
  const login = buyer.chance(0.93);

  const lines = orderLines(stream('lines'));
  const shipping = stream('shipping');
  const method = shipping.weighted(SHIP_METHODS);
  const wrapped = shipping.chance(0.07);
  const ship = orderShipping(shipping, head, method, recipient, wrapped);
  const detail = orderMoney(stream('money'), head, lines, method.charge, wrapped);
  if (head.orderStatus === 1) {
    for (const line of lines) line.fields.ReleaseDate = toJapanDate(head.time + 30 * DAY);
  }
  const misc = stream('misc');
  return {
    order: orderLevel(misc, batch, head, detail.Discount),
    pay: { ...payment(misc, head), ...bill, BillMailAddress: mail, BillAddressFrom: 0 },
    ship,
    seller: { SellerId: batch.sellerId },
    buyer: login ? { IsLogin: true } : { IsLogin: false, GuestAuthId: misc.digits(12) },
    lines,
    detail,
  };
}

function orderLevel(random: Random, batch: OrderBatch, head: OrderHead, discount: number): OrderLevelFields {
  const id = (number: number): string => orderIdOf(batch.sellerId, number);
  const lastUpdate = head.seen ? head.time + random.int(MINUTE, 20 * HOUR) : head.time;
  const fields: OrderLevelFields = {
    OrderId: id(head.number),
    Version: head.seen ? random.int(2, 9) : 1,
    DeviceType: random.weighted(DEVICES),
    IsSeen: head.seen,
    IsSplit: head.role === 'parent',
    IsRoyalty: !random.chance(0.01),
    IsSeller: false,
    IsAffiliate: random.chance(0.1),
    IsRatingB2s: random.chance(0.2),
    OrderTime: toJapanTime(head.time),
    LastUpdateTime: toJapanTime(lastUpdate),
    Suspect: head.suspect,
    OrderStatus: head.orderStatus,
    StoreStatus: head.storeStatus === 0 ? '' : String(head.storeStatus),
    OperationUser: head.seen ? 'system' : '',
    HistoryId: head.seen ? random.int(2, 12) : 1,
    UsageId: random.digits(10),
    TotalCouponDiscount: discount,
    IsMultiShip: false,
    IsFirstClassDrugIncludes: false,
    IsWelcomeGiftIncludes: false,
    IsYahooAuctionOrder: false,
    IsLineGiftOrder: false,
    IsVip: random.chance(0.02),
    SocialGiftType: random.chance(0.01) ? random.int(1, 4) : 0,
    FraudHoldStatus: head.hold,
    PublicationTime: head.publication === null ? '' : toJapanTime(head.publication),
    OptionPartnerType: 0,
  };
  if (head.role === 'parent') fields.ChildOrderId = `${id(head.number + 1)},${id(head.number + 2)}`;
  if (head.role === 'first') fields.ParentOrderId = id(head.number - 1);
  if (head.role === 'second') fields.ParentOrderId = id(head.number - 2);
  if (head.orderStatus === 4) addCancel(random, fields, head);
  if (head.orderStatus === 5) fields.RoyaltyFixTime = fields.LastUpdateTime;
  if (head.suspect === 1) fields.SuspectMessage = '同一のお客様から短時間に多数の注文';
  if (discount > 0) fields.UseCouponData = `${random.digits(8)}\\Aストアクーポン\\A1\\A0\\A1\\B`;
  if (random.chance(0.12)) fields.BuyerComments = random.pick(COMMENTS);
  if (random.chance(0.05)) fields.Notes = random.pick(NOTES);
  if (random.chance(0.3))
    fields.Referer = 'https://shopping.example.jp/search?p=%E3%83%86%E3%82%B9%E3%83%88&X=1';
  if (random.chance(0.03)) fields.CampaignPoints = random.int(10, 900);
  return fields;
}

function addCancel(random: Random, fields: OrderLevelFields, head: OrderHead): void {
  fields.CancelReason = head.role === 'parent' ? 0 : random.pick(CANCEL_REASONS);
  if (fields.CancelReason === 230) fields.CancelReasonDetail = '入荷遅延のためご相談のうえキャンセル';
}

function payment(random: Random, head: OrderHead): PayFields {
  const fields: PayFields = {
    PayStatus: head.payStatus,
    SettleStatus: settleStatus(random, head),
    PayType: head.pay.type,
    PayKind: head.pay.kind,
    PayMethod: head.pay.code,
    PayMethodName: head.pay.name,
    NeedBillSlip: random.chance(0.05) ? 1 : 0,
    NeedDetailedSlip: random.chance(0.3) ? 1 : 0,
    NeedReceipt: random.chance(0.08) ? 1 : 0,
    UseWallet: head.pay.kind === 0,
    IsPayManagement: false,
    IsApplePay: head.pay.code === 'payment_a1' && random.chance(0.05),
    SettleId: random.digits(18),
  };
  if (head.payStatus === 1)
    fields.PayDate = toJapanDate(head.time + (head.pay.instant ? 0 : random.int(0, 3) * DAY));
  if (head.pay.kind === 5) {
    fields.PayNo = random.digits(13);
    fields.PayNoIssueDate = toJapanTime(head.time);
  }
  return fields;
}

/** SettleStatus that goes with the payment: 1 applied … 5 settled, 6 cancelled, 7 refunded, 8 expired, 10 card refused. */
function settleStatus(random: Random, head: OrderHead): number {
  if (head.orderStatus === 4) return head.payStatus === 1 ? 7 : 6;
  if (head.payStatus === 1) return head.pay.instant ? 5 : 3;
  if (head.pay.kind === 0) return random.chance(0.2) ? 10 : 1;
  if (head.pay.kind === 5) return random.chance(0.2) ? 8 : 2;
  return head.pay.instant ? 9 : 4;
}
