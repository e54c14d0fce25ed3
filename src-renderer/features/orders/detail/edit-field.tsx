import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orderFieldOf } from '#shared/domain/order-fields.ts';
import { yahooSlipEmptyReasons } from '#shared/domain/yahoo-codes.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { CarrierSelect } from '../../outbox/carrier-select.tsx';
import { useFieldName, useFieldValue } from '../field-words.ts';
import { type EditDraft, withValue } from './edit-draft.ts';
import { calm, editStore, saveStateStore } from './edit-store.ts';
import styles from './form.module.css';
import { LocalMark } from './local-mark.tsx';

const longTexts = new Set(['notes', 'memo', 'shipping.shipNotes', 'shipping.giftWrapMessage']);

export interface EditFieldProps {
  readonly field: string;
  /** Its name where the section's title already says the rest; the field's full name when left out. */
  readonly label?: string;
  readonly draft: EditDraft;
  /** What is wrong with it, in words; null when nothing is. */
  readonly error: string | null;
  /** The mall's own value when the field was changed by hand. */
  readonly mallValue: string | null;
  readonly isWide?: boolean;
}

/** One editable field with the input its type asks for, its unsaved mark and the mall's value beside. */
export function EditField({ field, label, draft, error, mallValue, isWide }: EditFieldProps) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const fieldValue = useFieldValue();
  const value = draft.values[field] ?? '';
  const isDirty = value !== (draft.base[field] ?? '');
  const change = (next: string) => {
    editStore.set((old) => old && withValue(old, field, next));
    if (saveStateStore.get().error !== null) saveStateStore.set(calm);
  };
  const common = {
    label: (
      <>
        {label ?? fieldName(field)}
        {isDirty && <span className={styles.dirty}>{t('edit.dirty')}</span>}
      </>
    ),
    error,
    'data-field': field,
  };
  return (
    <div
      className={styles.field}
      data-dirty={isDirty && error === null}
      data-wide={isWide ?? longTexts.has(field)}
    >
      <Input field={field} value={value} common={common} onChange={change} />
      {mallValue !== null && (
        <LocalMark
          text={fieldValue(field, mallValue)}
          onDrop={value === mallValue ? null : () => change(mallValue)}
          label={label ?? fieldName(field)}
        />
      )}
    </div>
  );
}

function Input({
  field,
  value,
  common,
  onChange,
}: {
  field: string;
  value: string;
  common: { label: ReactNode; error: string | null };
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  if (orderFieldOf(field)?.type === 'date') {
    return (
      <DayInput {...common} value={value === '' ? null : value} onChange={(day) => onChange(day ?? '')} />
    );
  }
  if (field === 'shipping.carrierCode') {
    return <CarrierSelect {...common} emptyLabel={t('edit.notSet')} value={value} onChange={onChange} />;
  }
  if (field === 'shipping.slipEmptyReason') {
    return (
      <Select
        {...common}
        data={[
          { value: '', label: t('common.none') },
          ...yahooSlipEmptyReasons.map((code) => ({
            value: code as string,
            label: t(`outbox.emptySlipReasons.${code}`),
          })),
        ]}
        value={value}
        onChange={(reason) => onChange(reason ?? '')}
      />
    );
  }
  if (longTexts.has(field)) {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={10}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return <TextInput {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}
