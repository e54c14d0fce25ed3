import { ActionIcon, Button, Group, Stack, Text, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconColumns2, IconDeviceFloppy, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveSettings, useSettings } from '../../lib/settings.ts';
import { noticeWithAction } from '../../ui/action-notice.tsx';
import { notice } from '../../ui/notices.ts';
import type { SavedColumns } from './grid-column-state.ts';
import styles from './orders.module.css';

/** Named sets of columns of this terminal: use, overwrite, rename, remove, and keep the present one. */
export function ColumnSets({
  columns,
  onApply,
}: {
  columns: () => SavedColumns;
  onApply: (columns: SavedColumns) => void;
}) {
  const { t } = useTranslation();
  const { columnSets: sets } = useSettings();
  const saveSettings = useSaveSettings();
  /** The set whose name is being typed; '' for a new one, null for none. */
  const [naming, setNaming] = useState<string | null>(null);
  const [name, setName] = useState('');
  const save = (columnSets: typeof sets) => saveSettings({ columnSets });
  const beginNaming = (of: string) => {
    setNaming(of);
    setName(of);
  };
  const keep = () => {
    const given = name.trim();
    if (given === '' || naming === null) return;
    const others = sets.filter((set) => set.name !== given || set.name === naming);
    save(
      naming === ''
        ? [...others, { name: given, columns: columns() }]
        : others.map((set) => (set.name === naming ? { ...set, name: given } : set)),
    );
    setNaming(null);
    notice(t('orders.toolbar.setSaved', { name: given }));
  };
  const remove = (removed: string) => {
    save(sets.filter((set) => set.name !== removed));
    noticeWithAction(t('orders.toolbar.setRemoved', { name: removed }), {
      label: t('orders.view.undo'),
      run: () => save(sets),
    });
  };
  return (
    <Stack gap={2} mb="xs" pb="xs" className={styles.sets ?? ''}>
      <Text size="xs" fw={600} c="dimmed">
        {t('orders.toolbar.sets')}
      </Text>
      {sets.length === 0 && naming === null && (
        <Text size="xs" c="dimmed" maw={290}>
          {t('orders.toolbar.setsEmpty')}
        </Text>
      )}
      {sets.map((set) => (
        <Group key={set.name} gap={2} wrap="nowrap">
          <UnstyledButton
            className={styles.setName ?? ''}
            fz={13}
            aria-label={t('orders.toolbar.applySet', { name: set.name })}
            onClick={() => onApply(set.columns)}
          >
            <IconColumns2 size={14} aria-hidden />
            {set.name}
          </UnstyledButton>
          <SetButton
            label={t('orders.toolbar.overwriteSet', { name: set.name })}
            onClick={() => {
              save(sets.map((other) => (other === set ? { ...set, columns: columns() } : other)));
              notice(t('orders.toolbar.setSaved', { name: set.name }));
            }}
          >
            <IconDeviceFloppy size={14} />
          </SetButton>
          <SetButton
            label={t('orders.toolbar.renameSet', { name: set.name })}
            onClick={() => beginNaming(set.name)}
          >
            <IconPencil size={14} />
          </SetButton>
          <SetButton
            label={t('orders.toolbar.removeSet', { name: set.name })}
            onClick={() => remove(set.name)}
          >
            <IconTrash size={14} />
          </SetButton>
        </Group>
      ))}
      {naming === null ? (
        <Button
          variant="subtle"
          justify="flex-start"
          disabled={sets.length >= 30}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => beginNaming('')}
        >
          {t('orders.toolbar.saveSet')}
        </Button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <Group gap={4} wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={t('orders.toolbar.setName')}
              placeholder={t('orders.toolbar.setName')}
              maxLength={40}
              value={name}
              autoFocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              {t('orders.toolbar.saveSetNamed')}
            </Button>
          </Group>
        </form>
      )}
    </Stack>
  );
}

function SetButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
