import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import type { FieldNames } from './field-words.ts';
import { phaseName } from './order-words.ts';

export interface Names extends FieldNames {
  /** A phase's name in the language shown. */
  phase(id: number): string;
}

/** Names of phases and shops as the operator knows them, in their order. */
export function useNames(): Names {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases;
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {} })).data?.shops;
  return useMemo(() => {
    const phaseById = new Map(phases?.map((phase) => [phase.id, phase]));
    return {
      phases: phaseById,
      shops: new Map(shops?.map((shop) => [shop.id, shop.name])),
      phase: (id) => phaseName(t, id, phaseById.get(id)),
    };
  }, [t, phases, shops]);
}
