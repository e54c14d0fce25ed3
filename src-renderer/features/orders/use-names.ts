import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import type { Phase } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import type { ValueNames } from './conditions/condition-words.ts';
import { phaseName } from './order-words.ts';

export interface Names extends ValueNames {
  readonly phases: readonly Phase[];
  readonly shops: readonly Pick<Shop, 'id' | 'name'>[];
}

/** Names of phases and shops as the operator knows them. */
export function useNames(): Names {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases;
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  return useMemo(() => {
    const phaseById = new Map(phases?.map((phase) => [phase.id, phase]));
    const shopById = new Map(shops?.map((shop) => [shop.id, shop.name]));
    return {
      phases: phases ?? [],
      shops: shops ?? [],
      phase: (id) => phaseName(t, id, phaseById.get(id)),
      shop: (id) => shopById.get(id) ?? id,
    };
  }, [t, phases, shops]);
}
