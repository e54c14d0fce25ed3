import { ActionIcon, Button, Group, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { IconFolderPlus, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Names } from '../use-names.ts';
import styles from './builder.module.css';
import { ConditionRow } from './condition-row.tsx';
import {
  addPart,
  changePart,
  type DraftGroup,
  deepestLevel,
  isGroup,
  newCondition,
  newGroup,
} from './condition-tree.ts';

interface GroupProps {
  readonly group: DraftGroup;
  readonly level: number;
  readonly names: Names;
  readonly faults: ReadonlyMap<number, string>;
  onTree(change: (tree: DraftGroup) => DraftGroup): void;
}

/** One group of conditions with its and/or, its conditions, and the groups inside it. */
export function ConditionGroupBox({ group, level, names, faults, onTree }: GroupProps) {
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
          <ConditionGroupBox
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
