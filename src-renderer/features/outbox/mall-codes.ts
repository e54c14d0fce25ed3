import type { TFunction } from 'i18next';
import { yahooCancelReasons, yahooCarriers, yahooSlipEmptyReasons } from '#shared/domain/yahoo-codes.ts';

/** Reasons a store may give, by whose side they are on: those of the store begin with 2 (yahoo §3.3). */
export const cancelReasons = {
  buyer: yahooCancelReasons.filter((code) => code < '200'),
  store: yahooCancelReasons.filter((code) => code >= '200'),
} as const;

/** Yamato, Sagawa, Japan Post, Seino, Fukuyama: what most shops look for. */
const usualCarriers = ['1001', '1002', '1003', '1004', '1006'];
const otherCarrier = '1000';

/** Carriers to choose from: the usual ones first, 「その他」 last. */
export const carrierCodes: readonly string[] = [
  ...usualCarriers,
  ...yahooCarriers.filter((code) => !usualCarriers.includes(code) && code !== otherCarrier),
  otherCarrier,
];

/** A reason code in words; the code itself where it is not known. */
export function cancelReasonText(t: TFunction, code: string): string {
  // Every reason from 300 to 380 was chosen by the buyer; the mall does not say more (yahoo §3.3).
  const known = ['0', ...yahooCancelReasons, '300', '400'] as const;
  const key = /^3\d0$/.test(code) ? '300' : known.find((one) => one === code);
  return key ? t(`outbox.cancelReasons.${key}`) : code;
}

export function emptySlipReasonText(t: TFunction, code: string): string {
  const key = yahooSlipEmptyReasons.find((known) => known === code);
  return key ? t(`outbox.emptySlipReasons.${key}`) : code;
}

export function carrierText(t: TFunction, code: string): string {
  return carrierCodes.includes(code) ? t(`outbox.carriers.${code}` as 'outbox.carriers.1000') : code;
}
