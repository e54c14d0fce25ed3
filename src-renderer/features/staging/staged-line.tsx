import { IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { isHeld } from '#shared/domain/order-status.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import lineStyles from '../orders/detail/detail.module.css';
import { AcceptButton } from './accept-button.tsx';

/** Why an open order cannot be edited yet, and what lets it; nothing for one that is not in staging. */
export function StagedLine({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation();
  if (detail.phaseId !== phaseIdOf.staging) return null;
  const held = detail.order !== null && isHeld(detail.order.fraudHold);
  return (
    <div className={lineStyles.line} role="status" data-tone="info">
      <IconInbox size={16} aria-hidden />
      <span>{t(held ? 'staging.bannerHeld' : 'staging.banner')}</span>
      <AcceptButton input={{ orderIds: [detail.id] }} size="compact-xs" />
    </div>
  );
}
