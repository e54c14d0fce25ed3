import { Button } from '@mantine/core';
import { IconMail, IconRefresh } from '@tabler/icons-react';
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

/** The way to a new consent of the scope that failed, for errors it mends. */
export function UpdateTokenButton({ error, shopId }: { error: AppErrorShape; shopId: ShopId }) {
  const { t } = useTranslation();
  if (!mendedByConsent.has(error.code)) return null;
  const isShared = error.details.scope === 'shared';
  const Icon = isShared ? IconMail : IconRefresh;
  return (
    <Button leftSection={<Icon size={14} aria-hidden />} onClick={() => openConsent(shopId)}>
      {t(isShared ? 'shops.email.start' : 'shops.consent.update')}
    </Button>
  );
}
