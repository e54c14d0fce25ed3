import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import type { ShopId } from '#shared/domain/ids.ts';
import type { OrderFilter } from '#shared/domain/order-query.ts';
import { phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { sameFilter } from '../orders/list-state.ts';

/** The view of staging. */
export const stagedOnly: OrderFilter = { phaseIds: [phaseIdOf.staging] };

export const isStagedOnly = (filter: OrderFilter): boolean => sameFilter(filter, stagedOnly);

/** How many orders of a shop, or of all, are in staging; the same question as the counts of the views. */
export function useStagedCount(shopId: ShopId | null): number {
  const counts = useQuery({
    ...hostQuery.orders.counts.queryOptions({ input: shopId ? { shopIds: [shopId] } : {} }),
    placeholderData: (old) => old,
  }).data?.phases;
  return counts?.find(({ phaseId }) => phaseId === phaseIdOf.staging)?.count ?? 0;
}

/** Why an order cannot be edited, in words; null when it can. */
export function useStagedReason(detail: Pick<OrderDetail, 'phaseId'> | undefined): string | null {
  const { t } = useTranslation();
  return detail?.phaseId === phaseIdOf.staging ? t('staging.reason') : null;
}
