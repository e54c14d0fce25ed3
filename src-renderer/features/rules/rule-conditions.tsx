import { useTranslation } from 'react-i18next';
import { ConditionGroupBox } from '../orders/conditions/condition-group-box.tsx';
import type { DraftGroup } from '../orders/conditions/condition-tree.ts';
import { faultsIn } from '../orders/conditions/faults.ts';
import { useNames } from '../orders/use-names.ts';
import styles from './rules.module.css';

/** The conditions of a rule, built like those of the list's filter. */
export function RuleConditions({
  tree,
  areFaultsShown,
  onTree,
}: {
  tree: DraftGroup;
  areFaultsShown: boolean;
  onTree: (change: (tree: DraftGroup) => DraftGroup) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <section className={styles.conditions} aria-label={t('rules.where')}>
      <ConditionGroupBox
        group={tree}
        level={1}
        names={names}
        faults={areFaultsShown ? faultsIn(tree) : new Map()}
        onTree={onTree}
      />
    </section>
  );
}
