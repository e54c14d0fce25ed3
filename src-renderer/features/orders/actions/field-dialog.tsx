import { Button, Checkbox, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrderField, orderFieldOf } from '#shared/domain/order-fields.ts';
import { fieldName } from '../../../lib/field-name.ts';
import { formatCount } from '../../../lib/format.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { fieldGroups } from '../conditions/condition-row.tsx';
import type { Chosen } from './chosen.ts';
import { useStartJob } from './use-start-job.ts';

/** Sets one field of all chosen orders. */
export function FieldDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const { t } = useTranslation();
  const fields = useMemo(() => fieldGroups(t, (id) => orderFieldOf(id)?.editable === true), [t]);
  const [fieldId, setFieldId] = useState('memo');
  const [value, setValue] = useState('');
  const [isEmptying, setEmptying] = useState(false);
  const { count, hasChanged, isBusy, error, start } = useStartJob(chosen, onClose);
  const field = orderFieldOf(fieldId);
  const n = formatCount(count);
  const isReady = isEmptying || value.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) start({ kind: 'field', field: fieldId, value: isEmptying ? '' : value });
  };
  return (
    <Dialog opened onClose={onClose} title={t('bulk.field.title')} size={480}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {t(hasChanged ? 'bulk.confirm.changed' : 'bulk.field.count', { n })}
          </Text>
          <Select
            label={t('bulk.field.field')}
            searchable
            data={fields}
            value={fieldId}
            onChange={(id) => {
              if (!id) return;
              setFieldId(id);
              setValue('');
            }}
          />
          {field && <ValueInput field={field} value={value} isDisabled={isEmptying} onValue={setValue} />}
          <Checkbox
            label={t('bulk.field.empty', { field: fieldName(t, fieldId) })}
            checked={isEmptying}
            onChange={(event) => setEmptying(event.currentTarget.checked)}
          />
          <Text size="sm" c="dimmed">
            {t('bulk.field.note')}
          </Text>
          {error !== null && <ErrorPanel error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!isReady} loading={isBusy}>
              {t('bulk.field.button', { n })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function ValueInput({
  field,
  value,
  isDisabled,
  onValue,
}: {
  field: OrderField;
  value: string;
  isDisabled: boolean;
  onValue: (value: string) => void;
}) {
  const { t } = useTranslation();
  const label = t('bulk.field.value');
  if (field.type === 'date') {
    return (
      <DateInput
        label={label}
        valueFormat="YYYY/MM/DD"
        placeholder="YYYY/MM/DD"
        disabled={isDisabled}
        value={value === '' ? null : value}
        onChange={(date) => onValue(date ?? '')}
      />
    );
  }
  const isLong = (field.maxLength ?? 0) > 300;
  const Input = isLong ? Textarea : TextInput;
  return (
    <Input
      data-autofocus
      label={label}
      disabled={isDisabled}
      {...(isLong && { autosize: true, minRows: 2, maxRows: 6 })}
      {...(field.maxLength !== undefined && { maxLength: field.maxLength })}
      value={value}
      onChange={(event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value)}
    />
  );
}
