import { ActionIcon, Button, Drawer, Group, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { IconFolderPlus, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from '../../../lib/store.ts';
import { orderListStore, setFilter } from '../list-state.ts';
import { type Names, useNames } from '../use-names.ts';
import styles from './builder.module.css';
import { ConditionRow } from './condition-row.tsx';
import {
  addPart,
  changePart,
  conditionsOf,
  type DraftGroup,
  deepestLevel,
  draftOf,
  isGroup,
  newCondition,
  newGroup,
} from './condition-tree.ts';
import { faultsIn } from './faults.ts';

/** Whether the drawer of the condition builder is open. */
export const builderStore = createStore(false);

/** Builds conditions over every field of an order, joined by and/or, in groups up to three deep. */
export function ConditionBuilder() {
  const { t } = useTranslation();
  const isOpen = useStore(builderStore);
  const close = () => builderStore.set(false);
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      position="right"
      size={780}
      title={t('conditions.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: styles.body ?? '', content: styles.content ?? '', title: styles.title ?? '' }}
    >
      {isOpen && <BuilderForm onClose={close} />}
    </Drawer>
  );
}

function BuilderForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const [tree, setTree] = useState(() => startingTree());
  const [areFaultsShown, setFaultsShown] = useState(false);
  const faults = areFaultsShown ? faultsIn(tree) : new Map<number, never>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faultsIn(tree).size > 0) {
      setFaultsShown(true);
      return;
    }
    const where = conditionsOf(tree);
    const { where: _before, ...rest } = orderListStore.get().filter;
    setFilter(where.parts.length > 0 ? { ...rest, where } : rest);
    onClose();
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <Text size="sm" c="dimmed">
        {t('conditions.intro')}
      </Text>
      <div className={styles.scroll}>
        <GroupBox
          group={tree}
          level={1}
          names={names}
          faults={faults}
          onTree={(change) => setTree((old) => change(old))}
        />
      </div>
      <Group justify="space-between" className={styles.foot ?? ''}>
        <Button variant="subtle" color="gray" onClick={() => setTree(draftOf(undefined))}>
          {t('conditions.clear')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('conditions.apply')}</Button>
        </Group>
      </Group>
    </form>
  );
}

function startingTree(): DraftGroup {
  const { where } = orderListStore.get().filter;
  const tree = draftOf(where);
  return tree.parts.length > 0 ? tree : addPart(tree, tree.key, newCondition('buyer.lastName'));
}

interface GroupProps {
  readonly group: DraftGroup;
  readonly level: number;
  readonly names: Names;
  readonly faults: ReadonlyMap<number, string>;
  onTree(change: (tree: DraftGroup) => DraftGroup): void;
}

function GroupBox({ group, level, names, faults, onTree }: GroupProps) {
  const { t } = useTranslation();
  const setJoin = (join: string) =>
    onTree((tree) => {
      const joined = join === 'or' ? 'or' : 'and';
      if (tree.key === group.key) return { ...tree, join: joined };
      return changePart(tree, group.key, (part) => (isGroup(part) ? { ...part, join: joined } : part));
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the row of the switch
    <div className={styles.group} role="group" aria-label={t('conditions.groupLabel')} data-level={level}>
      <div className={styles.groupHead}>
        <SegmentedControl
          aria-label={t('conditions.join.label')}
          value={group.join}
          onChange={setJoin}
          data={[
            { value: 'and', label: t('conditions.join.and') },
            { value: 'or', label: t('conditions.join.or') },
          ]}
        />
        <span style={{ flex: 1 }} />
        {level > 1 && (
          <Tooltip label={t('conditions.removeGroup')}>
            <ActionIcon
              aria-label={t('conditions.removeGroup')}
              onClick={() => onTree((tree) => changePart(tree, group.key, () => null))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {group.parts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('conditions.empty')}
        </Text>
      )}
      {group.parts.map((part) =>
        isGroup(part) ? (
          <GroupBox
            key={part.key}
            group={part}
            level={level + 1}
            names={names}
            faults={faults}
            onTree={onTree}
          />
        ) : (
          <ConditionRow
            key={part.key}
            condition={part}
            names={names}
            fault={faults.get(part.key) ?? null}
            onChange={(next) => onTree((tree) => changePart(tree, part.key, () => next))}
          />
        ),
      )}
      <Group gap="xs">
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onTree((tree) => addPart(tree, group.key, newCondition('buyer.lastName')))}
        >
          {t('conditions.addCondition')}
        </Button>
        {level < deepestLevel && (
          <Button
            variant="subtle"
            leftSection={<IconFolderPlus size={14} aria-hidden />}
            onClick={() =>
              onTree((tree) => addPart(tree, group.key, newGroup(group.join === 'and' ? 'or' : 'and')))
            }
          >
            {t('conditions.addGroup')}
          </Button>
        )}
      </Group>
    </div>
  );
}
