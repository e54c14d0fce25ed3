import { Button } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppErrorShape, ErrorCode } from '#shared/domain/errors.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { SessionScope } from '#shared/domain/session-scope.ts';
import { openDiagnosis } from './diagnosis-store.ts';

/** Failures of the connection as a whole: what the diagnosis looks into. */
const diagnosed: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'consent_required',
  'auth_client_invalid',
  'auth_failed',
  'mall_session_expired',
  'mall_token_expired',
  'mall_token_invalid',
  'mall_auth_missing',
  'mall_scope_missing',
  'mall_app_not_registered',
  'mall_ip_not_registered',
  'mall_not_permitted',
  'mall_seller_not_allowed',
  'mall_seller_invalid',
  'mall_maintenance',
  'mall_unreachable',
  'mall_timeout',
]);

export function canDiagnose(code: string): boolean {
  return (diagnosed as ReadonlySet<string>).has(code) || code.startsWith('clock_');
}

/** The mall's own code says more than ours. */
export function codeOf(error: AppErrorShape): string {
  return String(error.details.mallCode || error.code);
}

/** The way to the diagnosis from an authentication error; nothing for other errors. */
export function DiagnoseButton({
  error,
  shopId,
  scope = 'terminal',
}: {
  error: AppErrorShape;
  /** null: the error does not say which shop; the diagnosis asks. */
  shopId: ShopId | null;
  scope?: SessionScope;
}) {
  const { t } = useTranslation();
  if (!canDiagnose(error.code)) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconStethoscope size={14} aria-hidden />}
      onClick={() => openDiagnosis({ shopId, scope, errorCode: codeOf(error) })}
    >
      {t('diagnosis.open')}
    </Button>
  );
}
