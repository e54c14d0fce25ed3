import { ActionIcon, Badge, Button, Select, TextInput } from '@mantine/core';
import { IconGripVertical, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Phase } from '#shared/domain/phase.ts';
import { hostQuery } from '../../lib/connection/index.ts';
import { formatCount } from '../../lib/format.ts';
import { showError } from '../../ui/error-notice.tsx';
import { notice } from '../../ui/notices.ts';
import type { useSortable } from '../../ui/sortable.ts';
import { ColorMenu } from './color-menu.tsx';
import { asAssignable, assignableKinds } from './phase-kinds.ts';
import styles from './phases.module.css';
import { RemovePhaseDialog } from './remove-phase-dialog.tsx';

type Sortable = ReturnType<typeof useSortable<number>>;

/** One phase, changed in place: every change is kept at once. */
export function PhaseRow({
  phase,
  others,
  count,
  rowProps,
  handleProps,
}: {
  phase: Phase;
  others: readonly Phase[];
  count: number;
  rowProps: ReturnType<Sortable['rowProps']>;
  handleProps: ReturnType<Sortable['handleProps']>;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const reload = () => queryClient.invalidateQueries({ queryKey: hostQuery.phases.key() });
  const update = useMutation(
    hostQuery.phases.update.mutationOptions({
      onError: showError,
      onSettled: async () => {
        await reload();
        setTyped(null);
      },
    }),
  );
  const { name } = phase;
  const change = (changes: { name?: string; color?: string; kind?: Phase['kind'] }) =>
    update.mutateAsync({
      phaseId: phase.id,
      version: phase.version,
      name,
      color: phase.color,
      ...changes,
      kind: asAssignable(changes.kind ?? phase.kind),
    });
  const commitName = () => {
    const next = (typed ?? name).trim();
    if (next === '' || next === name) {
      setTyped(null);
      return;
    }
    change({ name: next })
      .then(() => notice(t('phases.renamed', { name: next })))
      // Said already.
      .catch(() => undefined);
  };
  return (
    <tr data-sortable-row {...rowProps}>
      <td>
        <ActionIcon
          className={styles.handle ?? ''}
          aria-label={t('phases.moveOf', { name })}
          {...handleProps}
        >
          <IconGripVertical size={16} />
        </ActionIcon>
      </td>
      <td>
        <ColorMenu
          color={phase.color}
          label={(color) => t('phases.colorOf', { name, color })}
          onChoose={(color) => void change({ color }).catch(() => undefined)}
        />
      </td>
      <td>
        <TextInput
          aria-label={t('phases.nameOf', { name })}
          maxLength={40}
          value={typed ?? name}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={commitName}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') event.currentTarget.blur();
            else if (event.key === 'Escape') setTyped(null);
          }}
        />
      </td>
      <td>
        {phase.builtIn ? (
          t(`phases.kinds.${phase.kind}`)
        ) : (
          <Select
            w={140}
            aria-label={t('phases.kindOf', { name })}
            data={assignableKinds.map((kind) => ({
              value: kind as string,
              label: t(`phases.kinds.${kind}`),
            }))}
            value={phase.kind}
            onChange={(kind) =>
              void change({ kind: asAssignable(kind ?? phase.kind) }).catch(() => undefined)
            }
          />
        )}
      </td>
      <td className={styles.num}>{t('phases.count', { n: formatCount(count) })}</td>
      <td>
        {phase.builtIn ? (
          <Badge color="gray">{t('phases.builtIn')}</Badge>
        ) : (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden />}
            aria-label={t('phases.removeOf', { name })}
            onClick={() => setRemoving(true)}
          >
            {t('phases.remove')}
          </Button>
        )}
        {isRemoving && (
          <RemovePhaseDialog phase={phase} others={others} count={count} onClose={() => setRemoving(false)} />
        )}
      </td>
    </tr>
  );
}
