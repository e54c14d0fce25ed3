/** The field keys the two reading APIs know, by the element they stand in (spec §3.2 and §3.3). */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const PERSON = (prefix: 'Bill' | 'Ship'): string =>
  [
    'FirstName',
    'FirstNameKana',
    'LastName',
    'LastNameKana',
    'ZipCode',
    'Prefecture',
    'PrefectureKana',
    'City',
  ]
    .concat([
      'CityKana',
      'Address1',
      'Address1Kana',
      'Address2',
      'Address2Kana',
      'PhoneNumber',
      'EmgPhoneNumber',
    ])
    .concat(['Section1Field', 'Section1Value', 'Section2Field', 'Section2Value'])
    .map((name) => prefix + name)
    .join(' ');

export const ORDER_KEYS = words(`
  OrderId Version ParentOrderId ChildOrderId DeviceType IsSeen IsSplit CancelReason CancelReasonDetail
  IsRoyalty IsSeller IsAffiliate IsRatingB2s OrderTime LastUpdateTime Suspect SuspectMessage
  OrderStatus StoreStatus RoyaltyFixTime SendConfirmTime SendPayTime PrintSlipTime PrintDeliveryTime PrintBillTime
  BuyerComments SellerComments Notes OperationUser Referer EntryPoint HistoryId UsageId UseCouponData
  TotalCouponDiscount ShippingCouponFlg ShippingCouponDiscount CampaignPoints IsMultiShip MultiShipId IsReadOnly
  IsFirstClassDrugIncludes IsFirstClassDrugAgreement IsWelcomeGiftIncludes YamatoCoopStatus FraudHoldStatus
  PublicationTime IsYahooAuctionOrder YahooAuctionMerchantId YahooAuctionId IsYahooAuctionDeferred
  YahooAuctionCategoryType YahooAuctionBidType YahooAuctionBundleType GoodStoreStatus CurrentGoodStoreBenefitApply
  CurrentPromoPkgApply LineGiftOrderId IsLineGiftOrder SlowlyShipPoint CampaignGiftCards OverlapOrderResult DonationId
  IsVip AffiliateType SocialGiftType IsLineCommerceTabOrder XshoppingStoreType OptionPartnerType`);

export const PAY_KEYS = words(`
  PayStatus SettleStatus PayType PayKind PayMethod PayMethodName PayDate PayNotes
  SettleId
  UseWallet NeedBillSlip NeedDetailedSlip NeedReceipt
  BillAddressFrom ${PERSON('Bill')} BillMailAddress PayNo PayNoIssueDate
  IsApplePay CombinedPayType CombinedPayKind CombinedPayMethod
  CombinedPayMethodName IsPayManagement PayMethodChangeDeadline IsPayMethodChangePossible RefundStatus`);

export const SHIP_KEYS = words(`
  ShipStatus ShipMethod ShipMethodName ShipRequestDate ShipRequestTime ShipNotes ShipCompanyCode ReceiveShopCode
  ShipInvoiceNumber1 ShipInvoiceNumber2 ShipInvoiceNumberEmptyReason ShipUrl ArriveType ShipDate ArrivalDate
  NeedGiftWrap GiftWrapType GiftWrapMessage NeedGiftWrapPaper GiftWrapPaperType GiftWrapName
  Option1Field Option1Type Option1Value Option2Field Option2Type Option2Value ${PERSON('Ship')} ReceiveSatelliteType
  ReceiveShopType ReceiveShopName ShipInstructType ShipInstructStatus
  ExcellentDelivery IsEazy EazyDeliveryCode EazyDeliveryName IsSubscription SubscriptionId SubscriptionContinueCount
  IsLineGiftShippable ShippingDeadline IsMallContactlessDelivery
  RemoteAreaShippingType`);

export const SELLER_KEYS = words('SellerId LineGiftAccount');
export const BUYER_KEYS = words('IsLogin FspLicenseCode FspLicenseName GuestAuthId');

export const DETAIL_KEYS = words(`
  PayCharge ShipCharge GiftWrapCharge Discount Adjustments SettleAmount UsePoint GiftCardDiscount TotalPrice
  SettlePayAmount TotalMallCouponDiscount LineGiftCharge TotalImmediateBonusAmount TotalImmediateBonusRatio
  PayMethodAmount CombinedPayMethodAmount IsGetPointFixAll UsePaypayPoint`);

export const ITEM_KEYS = words(`
  LineId ItemId Title SubCode SubCodeOption ItemOption Inscription IsUsed ImageId IsTaxable ItemTaxRatio Jan ProductId
  CategoryId AffiliateRatio UnitPrice NonTaxUnitPrice Quantity PointAvailQuantity ReleaseDate PointFspCode
  PointRatioY PointRatioSeller UnitGetPoint IsGetPointFix GetPointFixDate CouponData CouponDiscount CouponUseNum
  OriginalPrice OriginalNum LeadTimeText LeadTimeStart LeadTimeEnd PriceType MallCouponData YourTimesaleDiscount
  ItemYahooAucId ItemYahooAucMerchantId `);

/** Keys whose values are nested, repeating elements. */
export const NESTED_ITEM_KEYS: ReadonlySet<string> = new Set(['ItemOption', 'Inscription']);

/** Every key orderInfo accepts in `Field`; the order of the list is the neat answer's order. */
export const ORDER_INFO_KEYS: ReadonlySet<string> = new Set([
  ...ORDER_KEYS,
  ...PAY_KEYS,
  ...SHIP_KEYS,
  ...SELLER_KEYS,
  ...BUYER_KEYS,
  ...ITEM_KEYS,
  ...DETAIL_KEYS,
]);

/** Every key orderList accepts in `Field` (spec §3.2). */
export const ORDER_LIST_KEYS: ReadonlySet<string> = new Set(
  words(`
  OrderId Version OriginalOrderId ParentOrderId DeviceType IsSeen IsSplit IsRoyalty IsSeller IsAffiliate IsRatingB2s
  OrderTime ExistMultiReleaseDate ReleaseDate LastUpdateTime Suspect OrderStatus StoreStatus RoyaltyFixTime
  PrintSlipFlag PrintDeliveryFlag PrintBillFlag BuyerCommentsFlag PayStatus SettleStatus PayType PayMethod
  PayMethodName PayDate SettleId CombinedPayType CombinedPayMethod CombinedPayMethodName UseWallet NeedBillSlip
  NeedDetailedSlip NeedReceipt BillFirstName BillFirstNameKana BillLastName BillLastNameKana BillPrefecture ShipStatus
  ShipMethod ShipMethodName ShipRequestDate ShipRequestTime ShipNotes ShipCompanyCode ReceiveShopCode
  ShipInvoiceNumber1 ShipInvoiceNumber2 ShipInvoiceNumberEmptyReason ShipUrl ArriveType ShipDate ArrivalDate
  NeedGiftWrap NeedGiftWrapMessage NeedGiftWrapPaper ShipFirstName ShipFirstNameKana ShipLastName ShipLastNameKana
  ShipPrefecture PayCharge ShipCharge GiftWrapCharge Discount GiftCardDiscount UsePoint TotalPrice RefundTotalPrice
  TotalMallCouponDiscount IsGetPointFixAll SellerId SellerType IsLogin PayNo PayNoIssueDate IsPayManagement
  IsReadOnly IsApplePay IsFirstClassDrugIncludes IsFirstClassDrugAgreement IsWelcomeGiftIncludes ReceiveSatelliteType
  ReceiveShopType ReceiveShopName ShipInstructType ShipInstructStatus YamatoCoopStatus ExcellentDelivery IsEazy
  EazyDeliveryCode EazyDeliveryName FraudHoldStatus PublicationTime IsYahooAuctionOrder YahooAuctionMerchantId
  YahooAuctionId IsYahooAuctionDeferred YahooAuctionCategoryType YahooAuctionBidType YahooAuctionBundleType
  ItemYahooAucId ItemYahooAucMerchantId PayMethodChangeDeadline IsPayMethodChangePossible YourTimesaleDiscount
  GoodStoreStatus CurrentGoodStoreBenefitApply CurrentPromoPkgApply IsSubscription SubscriptionId
  SubscriptionContinueCount LineGiftOrderId IsLineGiftOrder IsLineGiftShippable ShippingDeadline LineGiftCharge
  TotalImmediateBonusAmount TotalImmediateBonusRatio SocialGiftType IsLineCommerceTabOrder XshoppingStoreType
  OptionPartnerType`),
);
