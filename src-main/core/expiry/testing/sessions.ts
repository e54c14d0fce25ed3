import type { SessionRecord, ShopRecord } from '../../ports/records.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
/** 2026-06-10 12:00 in Japan. */
export const noon = Date.UTC(2026, 5, 10, 3);

export const shop: ShopRecord = {
  id: '00000000-0000-4000-8000-000000000001',
  version: 1,
  mall: 'yahoo',
  name: '有田焼の店',
  sellerId: 'aritaya',
  clientId: 'client',
  environment: 'production',
  redirectMethod: 'paste',
  redirectUri: '',
  lastImportTo: null,
  lastImportAt: null,
};

/** A signed session consented to at noon, with a key issued that day. */
export function sessionWith(patch: Partial<SessionRecord> = {}): SessionRecord {
  return {
    shopId: shop.id,
    scope: 'terminal',
    consentedAt: noon,
    endedAt: null,
    endedReason: null,
    lastVerdict: 'authorized',
    lastVerdictAt: noon,
    unsignedSince: null,
    key: { keyVersion: '1', bits: 2048, fingerprint: 'ab:cd', issuedOn: '2026-06-10' },
    certificate: null,
    ...patch,
  };
}
