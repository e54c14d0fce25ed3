import { csvFields } from '#shared/domain/csv-fields.ts';
import { csvLanguages, fieldName } from './field-words.ts';

/** Spellings of Yahoo's order files and API (yahoo §3.3), and of the tools shops use around them. */
const otherSpellings: Readonly<Record<string, string>> = {
  mallOrderId: 'OrderId 注文ID 受注番号 受注ID オーダーID 注文No 受注No お客様管理番号',
  parentMallOrderId: 'ParentOrderId',
  mallStatusRaw: 'OrderStatus',
  storeStatus: 'StoreStatus',
  cancelReason: 'CancelReason',
  deviceType: 'DeviceType',
  suspect: 'Suspect',
  suspectMessage: 'SuspectMessage',
  couponText: 'UseCouponData',
  giftType: 'SocialGiftType',
  orderedAt: 'OrderTime OrderDate 受注日時 受注日 注文日',
  isSeen: 'IsSeen',
  isSplit: 'IsSplit',
  'lines.itemId': 'ItemId 商品ID 商品番号 品番',
  'lines.subCode': 'SubCode',
  'lines.title': 'Title ItemTitle 品名',
  'lines.jan': 'Jan JAN',
  'lines.quantity': 'Quantity 数量 個数',
  'lines.unitPriceYen': 'UnitPrice 単価',
  'money.payChargeYen': 'PayCharge 決済手数料 代引手数料',
  'money.shipChargeYen': 'ShipCharge 配送料',
  'money.giftWrapChargeYen': 'GiftWrapCharge',
  'money.discountYen': 'Discount 割引',
  'money.pointsYen': 'UsePoint 利用ポイント',
  'money.couponDiscountYen': 'TotalCouponDiscount',
  'money.mallCouponDiscountYen': 'TotalMallCouponDiscount',
  'money.immediateBonusYen': 'TotalImmediateBonusAmount',
  'money.giftCardYen': 'GiftCardDiscount',
  'money.adjustmentYen': 'Adjustments',
  'money.settleYen': 'SettleAmount',
  'money.totalYen': 'TotalPrice 合計 請求金額',
  'payment.payMethodName': 'PayMethodName 決済方法 お支払方法',
  'payment.combinedPayMethodName': 'CombinedPayMethodName',
  'payment.settleId': 'SettleId',
  'payment.settleStatus': 'SettleStatus',
  'payment.payDate': 'PayDate 入金日時',
  'payment.needBillSlip': 'NeedBillSlip',
  'payment.needDetailedSlip': 'NeedDetailedSlip',
  'payment.needReceipt': 'NeedReceipt',
  'shipping.shipMethodName': 'ShipMethodName 発送方法',
  'shipping.carrierCode': 'ShipCompanyCode',
  'shipping.requestDate': 'ShipRequestDate 配達希望日 配送希望日 着日指定',
  'shipping.requestTime': 'ShipRequestTime 配達希望時間 配送希望時間帯 時間帯指定',
  'shipping.shipDate': 'ShipDate 出荷日 出荷予定日',
  'shipping.arrivalDate': 'ArrivalDate',
  'shipping.slipNumber1':
    'ShipInvoiceNumber1 ShipInvoiceNumber 送り状番号 お問い合わせ番号 お問合せ番号 追跡番号 荷物番号 伝票番号1',
  'shipping.slipNumber2': 'ShipInvoiceNumber2',
  'shipping.slipEmptyReason': 'ShipInvoiceNumberEmptyReason',
  'shipping.shipUrl': 'ShipUrl',
  'shipping.shipNotes': 'ShipNotes 配送備考',
  'shipping.needGiftWrap': 'NeedGiftWrap',
  'shipping.giftWrapType': 'GiftWrapType',
  'shipping.giftWrapMessage': 'GiftWrapMessage',
  'shipping.needGiftPaper': 'NeedGiftWrapPaper',
  'shipping.giftPaperType': 'GiftWrapPaperType',
  'shipping.giftPaperName': 'GiftWrapName',
  buyerComments: 'BuyerComments 備考 要望',
  sellerComments: 'SellerComments',
  notes: 'Notes',
  memo: 'メモ',
};

/** The parts of a party by the mall's names. A whole name goes to the family name, where it is shown first. */
const partySpellings: Readonly<Record<string, string>> = {
  lastName: 'LastName Name',
  firstName: 'FirstName',
  lastNameKana: 'LastNameKana NameKana',
  firstNameKana: 'FirstNameKana',
  zipCode: 'ZipCode',
  prefecture: 'Prefecture',
  city: 'City',
  address1: 'Address1',
  address2: 'Address2',
  section1: 'Section1Value Section1',
  section2: 'Section2Value Section2',
  phone: 'PhoneNumber Phone',
  emergencyPhone: 'EmgPhoneNumber',
  mail: 'MailAddress Mail',
};
const partyPrefixes = {
  buyer: ['Bill', '注文者', '購入者', 'ご注文者'],
  recipient: ['Ship', 'お届け先', '届け先', '送付先', '配送先'],
};
const japaneseParts: Readonly<Record<string, string>> = {
  lastName: '氏名 名前 お名前 名称 姓',
  firstName: '名',
  lastNameKana: '氏名カナ フリガナ カナ 姓カナ',
  firstNameKana: '名カナ',
  zipCode: '郵便番号',
  prefecture: '都道府県',
  city: '市区町村 市区郡',
  address1: '住所1 住所 番地',
  address2: '住所2 建物名',
  section1: '部署1 部署名1 会社名',
  section2: '部署2 部署名2',
  phone: '電話番号 電話 TEL',
  emergencyPhone: '緊急連絡先',
  mail: 'メールアドレス メール',
};

/** Compared without case, width, blanks and punctuation. */
export const plainHeader = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-・/()[\]「」【】.:：]/g, '');

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Every spelling known, best first: a later field never takes a spelling from an earlier one. */
function collect(): Map<string, string> {
  const known = new Map<string, string>();
  const add = (spelling: string, field: string): void => {
    const plain = plainHeader(spelling);
    if (!known.has(plain)) known.set(plain, field);
  };
  for (const { id } of csvFields) {
    for (const language of csvLanguages) add(fieldName(language, id), id);
    add(id, id);
  }
  for (const [field, spellings] of Object.entries(otherSpellings)) {
    for (const spelling of words(spellings)) add(spelling, field);
  }
  for (const [role, prefixes] of Object.entries(partyPrefixes)) {
    for (const [part, spellings] of Object.entries(partySpellings)) {
      for (const spelling of words(spellings)) add(`${prefixes[0]}${spelling}`, `${role}.${part}`);
    }
    for (const [part, spellings] of Object.entries(japaneseParts)) {
      for (const prefix of prefixes.slice(1)) {
        for (const spelling of words(spellings)) add(`${prefix}${spelling}`, `${role}.${part}`);
      }
    }
  }
  return known;
}

const fieldOfHeader = collect();

/**
 * Which field each column of a header feeds, as far as its name tells. No field is fed twice: where two columns
 * name the same, the first one has it.
 */
export function guessColumns(header: readonly string[]): { column: number; field: string }[] {
  const taken = new Set<string>();
  return header.flatMap((name, column) => {
    const field = fieldOfHeader.get(plainHeader(name));
    if (field === undefined || taken.has(field)) return [];
    taken.add(field);
    return [{ column, field }];
  });
}
