import { MultiSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import type { Names } from '../use-names.ts';
import styles from './builder.module.css';
import type { DraftCondition } from './condition-tree.ts';
import { valueText } from './condition-words.ts';
import { DayValue } from './day-value.tsx';

/** The values of a condition, entered as its field's type wants them. */
export function ConditionValues({
  condition,
  names,
  fault,
  onValues,
}: {
  condition: DraftCondition;
  names: Names;
  fault: string | null;
  onValues: (values: string[]) => void;
}) {
  const { t } = useTranslation();
  const { field: fieldId, operator, values } = condition;
  const field = orderFieldOf(fieldId);
  const error = fault === null ? null : t(`conditions.fault.${fault as 'value_invalid'}`);
  if (operator.startsWith('is_')) return null;
  const set = (at: number, value: string) =>
    onValues(values.map((old, index) => (index === at ? value : old)));
  if (operator === 'one_of' || operator === 'none_of') {
    const choices = choicesOf(t, fieldId, names);
    return choices ? (
      <MultiSelect
        aria-label={t('conditions.value')}
        searchable
        data={choices}
        value={[...values]}
        onChange={onValues}
        error={error}
      />
    ) : (
      <TagsInput
        aria-label={t('conditions.value')}
        placeholder={values.length > 0 ? '' : t('conditions.addHint')}
        acceptValueOnBlur
        maxTags={100}
        value={[...values]}
        onChange={onValues}
        error={error}
      />
    );
  }
  const one = (at: number, label: string, message: ReactNode) => {
    const value = values[at] ?? '';
    if (field?.type === 'date' || field?.type === 'moment') {
      return <DayValue label={label} value={value} error={message} onValue={(next) => set(at, next)} />;
    }
    if (field?.type === 'number' || field?.type === 'yen') {
      return (
        <NumberInput
          aria-label={label}
          hideControls
          allowDecimal={false}
          thousandSeparator=","
          prefix={field.type === 'yen' ? '¥' : ''}
          value={value === '' ? '' : Number(value)}
          onChange={(next) => set(at, next === '' ? '' : String(next))}
          error={message}
        />
      );
    }
    return (
      <TextInput
        aria-label={label}
        maxLength={200}
        value={value}
        onChange={(event) => set(at, event.currentTarget.value)}
        error={message}
      />
    );
  };
  if (operator !== 'between') return one(0, t('conditions.value'), error);
  return (
    <div className={styles.range}>
      {one(0, t('conditions.valueFrom'), error)}
      <span className={styles.tilde}>〜</span>
      {one(1, t('conditions.valueTo'), error === null ? null : true)}
    </div>
  );
}

function choicesOf(
  t: ReturnType<typeof useTranslation>['t'],
  fieldId: string,
  names: Names,
): { value: string; label: string }[] | null {
  const field = orderFieldOf(fieldId);
  if (field?.type === 'phase') {
    return [...names.phases.keys()].map((id) => ({ value: String(id), label: names.phase(id) }));
  }
  if (field?.type === 'shop') return [...names.shops].map(([value, label]) => ({ value, label }));
  return field?.choices?.map((value) => ({ value, label: valueText(t, fieldId, value, names) })) ?? null;
}
