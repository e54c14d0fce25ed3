import type { TFunction } from 'i18next';

/** Reasons a store may give, by whose side they are on (yahoo §3.3 CancelReason). */
export const cancelReasons = {
  buyer: ['100', '110', '120', '130', '140', '150', '160', '170', '180'],
  store: ['200', '210', '220', '230'],
} as const;

/** The one reason whose detail text must be given (yahoo §3.4). */
export const otherStoreReason = '230';

/** Why a parcel has no slip number (yahoo §3.3 ShipInvoiceNumberEmptyReason). */
export const emptySlipReasons = ['101', '102', '103', '104', '105'] as const;

const shownCancelReasons = ['0', ...cancelReasons.buyer, ...cancelReasons.store, '300', '400'] as const;

/** Carriers orders of today may name (yahoo §3.3 ShipCompanyCode); the usual ones first. */
export const carrierCodes = [
  '1001',
  '1002',
  '1003',
  '1004',
  '1006',
  '1021',
  '1016',
  '1005',
  '1007',
  '1008',
  '1009',
  '1010',
  '1011',
  '1012',
  '1013',
  '1014',
  '1015',
  '1017',
  '1018',
  '1019',
  '1020',
  '1022',
  '1023',
  '1024',
  '1025',
  '1026',
  '1027',
  '1028',
  '1029',
  '5000',
  '5001',
  '1000',
] as const;

/** A reason code in words; the code itself where it is not known. */
export function cancelReasonText(t: TFunction, code: string): string {
  // Every reason from 300 to 380 was chosen by the buyer; the mall does not say more (yahoo §3.3).
  const key = /^3\d0$/.test(code) ? '300' : shownCancelReasons.find((known) => known === code);
  return key ? t(`outbox.cancelReasons.${key}`) : code;
}

export function emptySlipReasonText(t: TFunction, code: string): string {
  const key = emptySlipReasons.find((known) => known === code);
  return key ? t(`outbox.emptySlipReasons.${key}`) : code;
}

export function carrierText(t: TFunction, code: string): string {
  const key = carrierCodes.find((known) => known === code);
  return key ? t(`outbox.carriers.${key}`) : code;
}
