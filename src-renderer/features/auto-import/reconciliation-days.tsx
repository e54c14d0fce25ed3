import { Group, NumberInput, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostQuery } from '../../lib/connection/index.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';

/** 「照合する日数」 of every shop: kept when the field is left or on Enter. */
export function ReconciliationDays({ days }: { days: number }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<number | string>(days);
  const queryClient = useQueryClient();
  const save = useMutation(
    hostQuery.autoImport.saveSettings.mutationOptions({
      onSuccess: (saved) =>
        notice(t('autoImport.reconciliations.daysSaved', { n: saved.reconciliationDays })),
      onError: (error) => {
        setTyped(days);
        showError(error);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: hostQuery.autoImport.monitor.key() }),
    }),
  );
  const commit = () => {
    if (typeof typed !== 'number') setTyped(days);
    else if (typed !== days) save.mutate({ reconciliationDays: typed });
  };
  return (
    <Group gap={8} wrap="nowrap">
      <Text component="label" htmlFor={id} size="xs" fw={600} style={{ whiteSpace: 'nowrap' }}>
        {t('autoImport.reconciliations.days')}
      </Text>
      <NumberInput
        id={id}
        w={72}
        min={1}
        max={60}
        clampBehavior="strict"
        allowDecimal={false}
        title={t('autoImport.reconciliations.daysHint')}
        value={typed}
        disabled={save.isPending}
        onChange={setTyped}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && commit()}
      />
    </Group>
  );
}
