const words = (text: string): string[] => text.trim().split(/\s+/);

const person = (prefix: 'Bill' | 'Ship'): string[] =>
  words(`FirstName FirstNameKana LastName LastNameKana ZipCode Prefecture PrefectureKana City CityKana Address1
    Address1Kana Address2 Address2Kana PhoneNumber EmgPhoneNumber Section1Field Section1Value Section2Field
    Section2Value`).map((name) => prefix + name);

/**
 * Every key asked of orderInfo (yahoo §3.3), bare names, together at most 10,000 bytes. What the product does
 * not map yet is asked for too, since the raw answer is kept for support. Card numbers are never asked for.
 */
export const orderInfoFields: readonly string[] = [
  ...words(`OrderId Version ParentOrderId ChildOrderId DeviceType IsSeen IsSplit CancelReason CancelReasonDetail
    IsRoyalty OrderTime LastUpdateTime Suspect SuspectMessage OrderStatus StoreStatus RoyaltyFixTime SendConfirmTime
    SendPayTime PrintSlipTime PrintDeliveryTime PrintBillTime BuyerComments SellerComments Notes OperationUser Referer
    EntryPoint HistoryId UsageId UseCouponData TotalCouponDiscount ShippingCouponFlg ShippingCouponDiscount
    CampaignPoints IsMultiShip MultiShipId IsReadOnly IsFirstClassDrugIncludes IsFirstClassDrugAgreement
    IsWelcomeGiftIncludes YamatoCoopStatus FraudHoldStatus PublicationTime GoodStoreStatus LineGiftOrderId
    IsLineGiftOrder SlowlyShipPoint CampaignGiftCards DonationId IsVip AffiliateType SocialGiftType
    IsLineCommerceTabOrder XshoppingStoreType OptionPartnerType`),
  ...words(`PayStatus SettleStatus PayType PayKind PayMethod PayMethodName PayDate PayNotes SettleId NeedBillSlip
    NeedDetailedSlip NeedReceipt CombinedPayType CombinedPayKind CombinedPayMethod CombinedPayMethodName
    BillAddressFrom BillMailAddress PayNo PayNoIssueDate RefundStatus PayMethodChangeDeadline`),
  ...person('Bill'),
  ...words(`ShipStatus ShipMethod ShipMethodName ShipRequestDate ShipRequestTime ShipNotes ShipCompanyCode
    ReceiveShopCode ShipInvoiceNumber1 ShipInvoiceNumber2 ShipInvoiceNumberEmptyReason ShipUrl ArriveType ShipDate
    ArrivalDate NeedGiftWrap GiftWrapType GiftWrapMessage NeedGiftWrapPaper GiftWrapPaperType GiftWrapName Option1Field
    Option1Type Option1Value Option2Field Option2Type Option2Value IsEazy EazyDeliveryCode EazyDeliveryName
    ExcellentDelivery ShipInstructType ShipInstructStatus ReceiveShopType ReceiveShopName ReceiveSatelliteType
    ShippingDeadline IsLineGiftShippable IsMallContactlessDelivery RemoteAreaShippingType IsSubscription SubscriptionId
    SubscriptionContinueCount`),
  ...person('Ship'),
  ...words('SellerId LineGiftAccount IsLogin FspLicenseCode FspLicenseName'),
  ...words(`PayCharge ShipCharge GiftWrapCharge Discount Adjustments SettleAmount UsePoint GiftCardDiscount TotalPrice
    SettlePayAmount TotalMallCouponDiscount LineGiftCharge TotalImmediateBonusAmount TotalImmediateBonusRatio
    PayMethodAmount CombinedPayMethodAmount IsGetPointFixAll UsePaypayPoint`),
  ...words(`LineId ItemId Title SubCode SubCodeOption ItemOption Inscription IsUsed ImageId IsTaxable ItemTaxRatio Jan
    ProductId CategoryId AffiliateRatio UnitPrice NonTaxUnitPrice Quantity PointAvailQuantity ReleaseDate PointFspCode
    PointRatioY PointRatioSeller UnitGetPoint IsGetPointFix GetPointFixDate CouponData CouponDiscount CouponUseNum
    OriginalPrice OriginalNum LeadTimeText LeadTimeStart LeadTimeEnd PriceType MallCouponData YourTimesaleDiscount`),
];
