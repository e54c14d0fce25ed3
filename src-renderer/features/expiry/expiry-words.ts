import type { TFunction } from 'i18next';
import type { ExpiryItem } from '#shared/domain/expiry.ts';
import { formatDuration } from '../../lib/duration.ts';

/** `○○店 公開鍵（この端末）`. */
export function itemName(t: TFunction, item: ExpiryItem): string {
  return t('expiry.itemName', {
    shop: item.shopName,
    kind: t(`expiry.kind.${item.kind}`),
    scope: t(`expiry.scope.${item.scope}`),
  });
}

export function stopsText(t: TFunction, item: ExpiryItem): string {
  return item.stops.length === 0
    ? t('expiry.stopsNothing')
    : item.stops.map((effect) => t(`expiry.stops.${effect}`)).join(t('common.listSeparator'));
}

/** `あと 3日 4時間`, or for how long it has been stopped. */
export function leftText(t: TFunction, item: ExpiryItem, now: number): string {
  if (item.expiresAt === null) return t('expiry.unknownDate');
  const left = item.expiresAt - now;
  return left > 0
    ? t('expiry.left', { span: formatDuration(t, left) })
    : t('expiry.stoppedFor', { span: formatDuration(t, -left) });
}

const bases = ['signed', 'unsigned', 'mall_ended', 'withdrawn', 'one_year', 'dated'] as const;

export function basisText(t: TFunction, basis: string): string {
  return t(`expiry.basis.${bases.find((known) => known === basis) ?? 'other'}`);
}
