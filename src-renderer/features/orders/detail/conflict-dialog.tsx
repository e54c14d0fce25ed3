import { Button, Group, Radio, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldConflict } from '#shared/contract/edits.ts';
import { useStore } from '../../../lib/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFieldName, useFieldValue } from '../field-words.ts';
import styles from './conflict.module.css';
import { changedFields, resolveConflicts } from './edit-draft.ts';
import { conflictStore, editStore, type OpenConflict } from './edit-store.ts';
import { useFieldList } from './foreign-line.tsx';
import { saveDraft } from './save-edit.ts';

type Side = 'mine' | 'theirs';

/** Fields two people changed at the same time: both values in sight, one choice each, then one save. */
export function ConflictDialog() {
  const { t } = useTranslation();
  const open = useStore(conflictStore);
  return (
    <Dialog
      opened={open !== null}
      onClose={() => conflictStore.set(null)}
      title={t('edit.conflict.title')}
      size={820}
    >
      {open && <Choices key={open.order.version} open={open} />}
    </Dialog>
  );
}

function Choices({ open }: { open: OpenConflict }) {
  const { t } = useTranslation();
  const listOf = useFieldList();
  const { draft, order, conflicts } = open;
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const all = (side: Side) => setChoices(new Map(conflicts.map(({ field }) => [field, side])));
  const isComplete = conflicts.every(({ field }) => choices.has(field));
  const contested = new Set(conflicts.map(({ field }) => field));
  const others = changedFields(draft).filter((field) => !contested.has(field));

  // Going back keeps the operator's values in the form, on the version they began with.
  useEffect(() => {
    if (editStore.get()?.orderId !== draft.orderId) editStore.set(draft);
  }, [draft]);

  const apply = () => {
    const resolved = resolveConflicts(draft, order, choices);
    conflictStore.set(null);
    editStore.set(resolved);
    void saveDraft(resolved);
  };
  return (
    <>
      <Text size="sm" mb="sm">
        {t('edit.conflict.text')}
      </Text>
      {conflicts.length > 1 && (
        <Group gap="xs" mb="xs">
          <Button variant="default" onClick={() => all('mine')}>
            {t('edit.conflict.chooseAllMine')}
          </Button>
          <Button variant="default" onClick={() => all('theirs')}>
            {t('edit.conflict.chooseAllTheirs')}
          </Button>
        </Group>
      )}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['field', 'seen', 'current', 'wanted'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`edit.conflict.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {conflicts.map((conflict) => (
              <ConflictRow
                key={conflict.field}
                conflict={conflict}
                side={choices.get(conflict.field) ?? null}
                onChoose={(side) => setChoices((old) => new Map(old).set(conflict.field, side))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {others.length > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('edit.conflict.also', { list: listOf(others) })}
        </Text>
      )}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={() => conflictStore.set(null)}>
          {t('edit.conflict.later')}
        </Button>
        <Button disabled={!isComplete} onClick={apply}>
          {t('edit.conflict.apply')}
        </Button>
      </Group>
    </>
  );
}

function ConflictRow({
  conflict,
  side,
  onChoose,
}: {
  conflict: FieldConflict;
  side: Side | null;
  onChoose: (side: Side) => void;
}) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const fieldValue = useFieldValue();
  const name = fieldName(conflict.field);
  const shown = (text: string) => fieldValue(conflict.field, text) || t('edit.empty');
  const option = (value: Side, text: string, hint: string) => (
    <td data-chosen={side === value}>
      <Radio
        checked={side === value}
        onChange={() => onChoose(value)}
        name={`conflict-${conflict.field}`}
        aria-label={`${t('edit.conflict.choose', { field: name })}: ${hint}`}
        label={shown(text)}
      />
      {value === 'theirs' && conflict.actor !== '' && (
        <div className={styles.by}>
          {t('edit.conflict.by', { actor: conflict.actor, terminal: conflict.terminal })}
        </div>
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{shown(conflict.seen)}</td>
      {option('theirs', conflict.current, t('edit.conflict.current'))}
      {option('mine', conflict.wanted ?? '', t('edit.conflict.wanted'))}
    </tr>
  );
}
