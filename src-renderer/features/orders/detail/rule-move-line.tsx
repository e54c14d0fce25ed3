import { Anchor } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { hostQuery } from '../../../lib/connection/index.ts';
import { openRule } from '../../rules/parked-rule.ts';
import { type Names, useNames } from '../use-names.ts';
import styles from './detail.module.css';
import { ruleMoveOf } from './rule-move.ts';

/** Why the order lies where it does, when an import rule put it there, with the way to the rule if there still is one. */
export function RuleMoveLine({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation();
  const names = useNames();
  const history = useQuery(hostQuery.orders.history.queryOptions({ input: { orderId: detail.id } })).data;
  const move = ruleMoveOf(history?.entries ?? []);
  const rules = useQuery({
    ...hostQuery.rules.list.queryOptions({ input: {} }),
    enabled: move !== null,
  }).data?.rules;
  if (move === null) return null;
  const rule = rules?.find(({ name }) => name === move.rule);
  const phase = names.phase(detail.phaseId);
  return (
    <div className={styles.ruleMove}>
      <IconRoute size={15} aria-hidden />
      <span>
        {move.refused === null
          ? t('staging.movedByRule', { rule: move.rule, phase })
          : t('staging.refusedByRule', {
              rule: move.rule,
              phase,
              wanted: wantedName(names, move.refused),
            })}
      </span>
      {rule && (
        <Anchor component="button" type="button" size="xs" onClick={() => openRule(rule)}>
          {t('staging.showRule')}
        </Anchor>
      )}
    </div>
  );
}

/** Histories name phases as they were called; one that still exists is said in the language shown. */
function wantedName(names: Names, name: string): string {
  const phase = [...names.phases.values()].find((known) => known.name === name);
  return phase === undefined ? name : names.phase(phase.id);
}
