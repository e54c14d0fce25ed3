import { Checkbox, Group, MultiSelect, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#shared/contract/orders.ts';
import type { MallOperationKind } from '#shared/domain/mall-operation.ts';
import { editableOrderFields } from '#shared/domain/order-fields.ts';
import { yahooSlipEmptyReasons } from '#shared/domain/yahoo-codes.ts';
import { formatCount } from '../../lib/format.ts';
import { Choice } from '../../ui/choice.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { useFieldName } from '../orders/field-words.ts';
import { CarrierSelect } from './carrier-select.tsx';
import { cancelReasons } from './mall-codes.ts';
import { type DraftProblem, type OperationDraft, sendableFields } from './operation-draft.ts';

interface FieldsProps {
  readonly draft: OperationDraft;
  readonly total: number;
  readonly detail: OrderDetail | null;
  readonly onChange: (changes: Partial<OperationDraft>) => void;
  readonly errorAt: (field: DraftProblem['field']) => string | null;
}

/** The entries one kind of operation needs. */
export function OperationFields({
  kind,
  problems,
  ...rest
}: Omit<FieldsProps, 'errorAt'> & { kind: MallOperationKind; problems: readonly DraftProblem[] }) {
  const { t } = useTranslation();
  const errorAt = (field: DraftProblem['field']) => {
    const problem = problems.find((candidate) => candidate.field === field);
    return problem ? t(`outbox.dialog.${problem.text}`) : null;
  };
  const props = { ...rest, errorAt };
  switch (kind) {
    case 'cancel':
      return <CancelFields {...props} />;
    case 'status':
      return <StatusFields {...props} />;
    case 'ship':
      return <ShipFields {...props} />;
    case 'pay':
      return <PayFields {...props} />;
    case 'fields':
      return <FieldsToSend {...props} />;
    case 'seen':
      return <Text size="sm">{t('outbox.dialog.seenText')}</Text>;
  }
}

function CancelFields({ draft, onChange, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  const group = (side: 'buyer' | 'store') => ({
    group: t(`outbox.dialog.reasonGroup.${side}`),
    items: cancelReasons[side].map((code) => ({ value: code, label: t(`outbox.cancelReasons.${code}`) })),
  });
  return (
    <>
      <Select
        data-autofocus
        label={t('outbox.dialog.reason')}
        data={[group('buyer'), group('store')]}
        value={draft.reason}
        onChange={(reason) => reason && onChange({ reason })}
      />
      <Textarea
        label={t('outbox.dialog.detail')}
        description={t('outbox.dialog.detailHint', { n: [...draft.detail.trim()].length })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={2}
        maxRows={6}
        value={draft.detail}
        error={errorAt('detail')}
        onChange={(event) => onChange({ detail: event.currentTarget.value })}
      />
    </>
  );
}

const statusTargets = ['processing', 'on_hold', 'completed'] as const;

function StatusFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Choice
        label={t('outbox.dialog.to')}
        value={draft.to}
        choices={statusTargets.map((to) => [to, t(`orders.mallStatus.${to}`)])}
        onChoose={(to) => onChange({ to })}
      />
      {draft.to === 'completed' && (
        <Text size="xs" c="dimmed">
          {t('outbox.dialog.completedHint')}
        </Text>
      )}
    </Stack>
  );
}

function ShipFields({ draft, total, onChange, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Choice
        label={t('outbox.dialog.shipStatus')}
        value={draft.shipStatus}
        choices={(['preparing', 'shipped'] as const).map((status) => [
          status,
          t(`orders.shipStatus.${status}`),
        ])}
        onChoose={(shipStatus) => onChange({ shipStatus })}
      />
      <Group grow gap="sm" align="flex-start">
        <DayInput
          label={t('outbox.dialog.shipDate')}
          value={draft.shipDate}
          onChange={(shipDate) => onChange({ shipDate })}
        />
        <DayInput
          label={t('outbox.dialog.arrivalDate')}
          value={draft.arrivalDate}
          onChange={(arrivalDate) => onChange({ arrivalDate })}
        />
      </Group>
      <CarrierSelect
        label={t('outbox.dialog.carrier')}
        emptyLabel={t('outbox.dialog.carrierKeep')}
        value={draft.carrierCode}
        onChange={(carrierCode) => onChange({ carrierCode })}
      />
      <Choice
        label={t('outbox.dialog.slip')}
        value={draft.slipChoice}
        choices={(['number', 'none', 'keep'] as const).map((choice) => [
          choice,
          t(`outbox.dialog.slipChoice.${choice}`),
        ])}
        onChoose={(slipChoice) => onChange({ slipChoice })}
      />
      {draft.slipChoice === 'number' && (
        <TextInput
          data-autofocus
          aria-label={t('outbox.dialog.slipNumber')}
          inputMode="numeric"
          value={draft.slipNumber}
          error={errorAt('slipNumber')}
          description={total > 1 ? t('outbox.dialog.slipSame', { n: formatCount(total) }) : null}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => onChange({ slipNumber: event.currentTarget.value })}
        />
      )}
      {draft.slipChoice === 'none' && (
        <Select
          aria-label={t('outbox.dialog.slipReason')}
          placeholder={t('outbox.dialog.slipReason')}
          data={yahooSlipEmptyReasons.map((code) => ({
            value: code,
            label: t(`outbox.emptySlipReasons.${code}`),
          }))}
          value={draft.slipEmptyReason || null}
          error={errorAt('slipEmptyReason')}
          onChange={(slipEmptyReason) => onChange({ slipEmptyReason: slipEmptyReason ?? '' })}
        />
      )}
    </>
  );
}

function PayFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Choice
        label={t('outbox.dialog.payStatus')}
        value={draft.payStatus}
        choices={(['paid', 'unpaid'] as const).map((status) => [status, t(`orders.payStatus.${status}`)])}
        onChoose={(payStatus) => onChange({ payStatus })}
      />
      {draft.payStatus === 'paid' && (
        <DayInput
          label={t('outbox.dialog.payDate')}
          value={draft.payDate}
          onChange={(payDate) => onChange({ payDate })}
        />
      )}
    </>
  );
}

/** One order: its changed fields, all ticked. Many orders: any editable field, sent as each order has it. */
function FieldsToSend({ draft, detail, onChange, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  const name = useFieldName();
  if (detail === null) {
    return (
      <MultiSelect
        data-autofocus
        searchable
        hidePickedOptions
        label={t('outbox.dialog.fields')}
        description={t('outbox.dialog.fieldsHint')}
        data={editableOrderFields
          .filter(({ id }) => id !== 'memo')
          .map(({ id }) => ({ value: id, label: name(id) }))}
        value={[...draft.fields]}
        error={errorAt('fields')}
        onChange={(fields) => onChange({ fields })}
      />
    );
  }
  return (
    <Checkbox.Group
      label={t('outbox.dialog.fields')}
      description={t('outbox.dialog.fieldsHint')}
      value={[...draft.fields]}
      error={errorAt('fields')}
      onChange={(fields) => onChange({ fields })}
    >
      <Stack gap={6} mt={6}>
        {sendableFields(detail).map((id) => (
          <Checkbox key={id} value={id} label={name(id)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
