import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppErrorShape, ErrorCode } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import { openConsent } from './shop-selection.ts';

/** Failures that a new consent mends. */
const mendedByConsent: ReadonlySet<ErrorCode> = new Set([
  'consent_required',
  'mall_session_expired',
  'mall_token_expired',
  'mall_token_invalid',
  'mall_seller_not_allowed',
]);

/** The way to 「リフレッシュトークン更新」, for errors it mends. */
export function UpdateTokenButton({ error, shopId }: { error: AppErrorShape; shopId: ShopId }) {
  const { t } = useTranslation();
  if (!mendedByConsent.has(error.code)) return null;
  return (
    <Button leftSection={<IconRefresh size={14} aria-hidden />} onClick={() => openConsent(shopId)}>
      {t('shops.consent.update')}
    </Button>
  );
}
