import { NumberInput, Select } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './builder.module.css';
import { type ConditionDay, readDay, writeDay } from './relative-date.ts';

const kinds = ['fixed', 'today', 'ago', 'ahead'] as const;

/** A calendar day, or one counted from today. */
export function DayValue({
  label,
  value,
  error,
  onValue,
}: {
  label: string;
  value: string;
  error: ReactNode;
  onValue: (value: string) => void;
}) {
  const { t } = useTranslation();
  const day = readDay(value);
  const put = (next: ConditionDay) => onValue(writeDay(next));
  const setKind = (kind: (typeof kinds)[number]) => {
    if (kind === 'fixed') put({ kind, date: '' });
    else if (kind === 'today') put({ kind });
    else put({ kind, days: 'days' in day ? day.days : 7 });
  };
  return (
    <div className={styles.day}>
      <Select
        aria-label={`${label}: ${t('conditions.day.label')}`}
        data={[
          { value: 'fixed', label: t('conditions.day.fixed') },
          { value: 'today', label: t('conditions.day.today') },
          { value: 'ago', label: t('conditions.day.agoChoice') },
          { value: 'ahead', label: t('conditions.day.aheadChoice') },
        ]}
        value={day.kind}
        onChange={(kind) => setKind(kinds.find((known) => known === kind) ?? 'fixed')}
      />
      {day.kind === 'fixed' && (
        <DateInput
          aria-label={label}
          valueFormat="YYYY/MM/DD"
          placeholder="YYYY/MM/DD"
          value={/^\d{4}-\d{2}-\d{2}$/.test(day.date) ? day.date : null}
          onChange={(date) => put({ kind: 'fixed', date: date ?? '' })}
          error={error}
        />
      )}
      {(day.kind === 'ago' || day.kind === 'ahead') && (
        <NumberInput
          aria-label={`${label}: ${t('conditions.day.days')}`}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          max={9_999}
          suffix={` ${t('conditions.day.unit')}`}
          value={day.days}
          onChange={(days) => put({ ...day, days: Number(days) || 0 })}
          error={error}
        />
      )}
    </div>
  );
}
