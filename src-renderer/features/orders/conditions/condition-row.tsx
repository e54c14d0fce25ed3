import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConditionOperator } from '#shared/domain/order-condition.ts';
import { type OrderFieldType, orderFieldOf, orderFields } from '#shared/domain/order-fields.ts';
import { fieldName } from '../../../lib/field-name.ts';
import type { Names } from '../use-names.ts';
import styles from './builder.module.css';
import { type DraftCondition, withField, withOperator } from './condition-tree.ts';
import { ConditionValues } from './condition-values.tsx';
import { conditionText } from './condition-words.ts';
import { offeredOperators } from './operators.ts';

/** One comparison: field, operator, values. */
export function ConditionRow({
  condition,
  names,
  fault,
  onChange,
}: {
  condition: DraftCondition;
  names: Names;
  fault: string | null;
  onChange: (next: DraftCondition | null) => void;
}) {
  const { t } = useTranslation();
  const fieldChoices = useMemo(() => fieldGroups(t), [t]);
  const type = orderFieldOf(condition.field)?.type ?? 'text';
  const removeLabel = t('conditions.removeCondition', { name: conditionText(t, condition, names) });
  return (
    <div className={styles.row}>
      <Select
        className={styles.field ?? ''}
        data-autofocus
        // The focus comes here when the builder opens: its list would cover what is below.
        openOnFocus={false}
        aria-label={t('conditions.field')}
        searchable
        data={fieldChoices}
        value={condition.field}
        onChange={(fieldId) => fieldId && onChange(withField(condition, fieldId))}
        maxDropdownHeight={320}
      />
      <Select
        className={styles.operator ?? ''}
        aria-label={t('conditions.operator')}
        data={offeredOperators(type, condition.operator).map((operator) => ({
          value: operator,
          label: operatorName(t, type, operator),
        }))}
        value={condition.operator}
        onChange={(operator) => operator && onChange(withOperator(condition, operator))}
        maxDropdownHeight={320}
      />
      <div className={styles.values}>
        <ConditionValues
          condition={condition}
          names={names}
          fault={fault}
          onValues={(values) => onChange({ ...condition, values })}
        />
      </div>
      <Tooltip label={removeLabel}>
        <ActionIcon aria-label={removeLabel} onClick={() => onChange(null)}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function operatorName(t: TFunction, type: OrderFieldType, operator: ConditionOperator): string {
  if (type === 'text') return t(`conditions.operators.text.${operator as 'contains'}`);
  if (type === 'date' || type === 'moment') return t(`conditions.operators.day.${operator as 'equals'}`);
  return t(`conditions.operators.other.${operator as 'equals'}`);
}

const parts = ['buyer', 'recipient', 'lines', 'money', 'payment', 'shipping'] as const;

/** All fields, grouped as the detail groups them. */
export function fieldGroups(t: TFunction, isOffered: (id: string) => boolean = () => true) {
  const groups = new Map<(typeof parts)[number] | 'order', { value: string; label: string }[]>();
  for (const { id } of orderFields) {
    if (!isOffered(id)) continue;
    const group = parts.find((part) => id.startsWith(`${part}.`)) ?? 'order';
    const items = groups.get(group) ?? [];
    items.push({ value: id, label: fieldName(t, id) });
    groups.set(group, items);
  }
  return [...groups].map(([group, items]) => ({ group: t(`conditions.groups.${group}`), items }));
}
