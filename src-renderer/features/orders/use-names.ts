import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shop } from '#shared/contract/shops.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import type { FieldNames } from './field-words.ts';
import { phaseName } from './order-words.ts';

export interface Names extends FieldNames {
  /** A phase's name in the language shown. */
  phase(id: number): string;
}

/** Only a shop's name matters here: what else changes of it, as the time of its last import, draws nothing anew. */
const namesOf = ({ shops }: { shops: readonly Shop[] }) => shops.map(({ id, name }) => ({ id, name }));

/** Names of phases and shops as the operator knows them, in their order; one object until one of them changes. */
export function useNames(): Names {
  const { t } = useTranslation();
  const phases = useQuery(hostQuery.orders.phases.queryOptions({ input: {} })).data?.phases;
  const shops = useQuery(hostQuery.shops.list.queryOptions({ input: {}, select: namesOf })).data;
  return useMemo(() => {
    const phaseById = new Map(phases?.map((phase) => [phase.id, phase]));
    return {
      phases: phaseById,
      shops: new Map(shops?.map((shop) => [shop.id, shop.name])),
      phase: (id) => phaseName(t, id, phaseById.get(id)),
    };
  }, [t, phases, shops]);
}
