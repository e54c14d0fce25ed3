import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '#shared/contract/to-app-error.ts';
import { type Phase, phaseIdOf } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notice } from '../../ui/notices.ts';
import { phaseName } from '../orders/order-words.ts';

/** Removing an own phase; while orders are in it, only together with where they go. */
export function RemovePhaseDialog({
  phase,
  others,
  count,
  onClose,
}: {
  phase: Phase;
  others: readonly Phase[];
  count: number;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [moveTo, setMoveTo] = useState<number | null>(null);
  const remove = useMutation(
    hostQuery.phases.remove.mutationOptions({
      onSuccess: async () => {
        notice(t('phases.removed', { name: phase.name }));
        onClose();
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: hostQuery.phases.key() }),
          queryClient.invalidateQueries({ queryKey: hostQuery.orders.phases.key() }),
        ]);
      },
    }),
  );
  const error = remove.isError ? toAppError(remove.error) : null;
  // Orders may have come in since the count was taken.
  const inUse = error?.code === 'phase_in_use' ? Number(error.details.count ?? count) : count;
  const n = formatCount(inUse);
  const targets = others.filter(({ id }) => id !== phaseIdOf.staging && id !== phaseIdOf.failed);
  return (
    <Dialog opened onClose={onClose} title={t('phases.removeTitle', { name: phase.name })} size={460}>
      <Stack gap="sm">
        <Text size="sm">{inUse > 0 ? t('phases.removeUsed', { n }) : t('phases.removeEmpty')}</Text>
        {inUse > 0 && (
          <Select
            data-autofocus
            label={t('phases.moveTo')}
            placeholder={t('phases.moveToPlaceholder')}
            data={targets.map((other) => ({ value: String(other.id), label: phaseName(t, other.id, other) }))}
            value={moveTo === null ? null : String(moveTo)}
            onChange={(id) => {
              setMoveTo(id === null ? null : Number(id));
              if (remove.isError) remove.reset();
            }}
          />
        )}
        {error?.code === 'fraud_held' ? (
          <Text size="sm" c="var(--danger)" role="alert">
            {t('phases.removeHeld', { n: formatCount(Number(error.details.count ?? 1)) })}
          </Text>
        ) : (
          error !== null && error.code !== 'phase_in_use' && <ErrorPanel error={error} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            disabled={inUse > 0 && moveTo === null}
            loading={remove.isPending}
            onClick={() => remove.mutate({ phaseId: phase.id, version: phase.version, moveTo })}
          >
            {inUse > 0 ? t('phases.removeMove', { n }) : t('phases.removeSubmit')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
