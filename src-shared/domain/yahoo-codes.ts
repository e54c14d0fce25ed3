/** Reasons a shop may give for a cancel: the buyer's side, then the store's (yahoo §3.3 CancelReason). */
export const yahooCancelReasons = [
  '100',
  '110',
  '120',
  '130',
  '140',
  '150',
  '160',
  '170',
  '180',
  '200',
  '210',
  '220',
  '230',
] as const;

/** The reason that must be explained to the buyer (yahoo §3.4). */
export const yahooReasonWithDetail = '230';
/** Shortest and longest explanation of a cancel, characters (yahoo §3.4). */
export const yahooCancelDetailLength = { min: 10, max: 200 } as const;

/** Why a shipment has no slip number (yahoo §3.3 ShipInvoiceNumberEmptyReason). */
export const yahooSlipEmptyReasons = ['101', '102', '103', '104', '105'] as const;

/** Carriers (yahoo §3.3 ShipCompanyCode): 1000–1029, ASKUL LOGIST, pick-up at the store. */
export const yahooCarriers: readonly string[] = [
  ...Array.from({ length: 30 }, (_, index) => String(1000 + index)),
  '5000',
  '5001',
];
/** The carriers that are strict about their slip numbers (yahoo §3.6). */
export const yahooYamato = '1001';
export const yahooJapanPost = '1003';
